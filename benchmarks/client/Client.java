import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * What wrk and h2load cannot do: large transfers whose bytes are checked, and slow readers.
 *
 * <pre>
 * java Client.java make DIRECTORY
 * java Client.java transfer URL CONNECTIONS SECONDS LENGTH [RANGE]
 * java Client.java slow URL OTHER-URL READERS SECONDS
 * </pre>
 *
 * The last two print: requests, microseconds, bytes, errors of sockets, 0, wrong answers, p50 and p99 in microseconds.
 * Of slow readers these are: readers served, the time they were watched, their bytes, readers not served, 0, failures of
 * the other request, and its p50 and p99.
 */
final class Client {

	private static final int KIB = 1024;

	private static final int MIB = 1024 * KIB;

	private Client() {
	}

	public static void main(String[] args) throws Exception {
		switch (args[0]) {
			case "make" -> make(Path.of(args[1]));
			case "transfer" -> transfer(URI.create(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]),
					Long.parseLong(args[4]), (args.length > 5) ? Long.parseLong(args[5]) : 0);
			case "slow" -> new SlowReaders(URI.create(args[1]), URI.create(args[2]), Integer.parseInt(args[3]))
				.run(Integer.parseInt(args[4]));
			default -> throw new IllegalArgumentException(args[0]);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // threads may hang in a read
	}

	// The files

	private static void make(Path directory) throws IOException {
		Path many = Files.createDirectories(directory.resolve("many"));
		Random random = new Random(1);
		for (int size : new int[] { 1, 10, 100 }) {
			Files.write(directory.resolve(size + "k.jpg"), bytes(random, size * KIB));
		}
		for (int i = 0; i < 10_000; i++) {
			Files.write(many.resolve(String.format("%05d.jpg", i)), bytes(random, 4 * KIB));
		}
		numbered(directory.resolve("100m.mp4"), 100);
		numbered(directory.resolve("1g.mp4"), 1024);
	}

	private static byte[] bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	/**
	 * Every eight bytes hold their own position, so that a part can be checked.
	 */
	private static void numbered(Path file, int mebibytes) throws IOException {
		byte[] bytes = new byte[MIB];
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MIB)) {
			for (long position = 0; position < (long) mebibytes * MIB; position += MIB) {
				buffer.clear();
				for (int i = 0; i < MIB; i += Long.BYTES) {
					buffer.putLong(position + i);
				}
				out.write(bytes);
			}
		}
	}

	// Large transfers

	private static void transfer(URI uri, int connections, int seconds, long length, long range) throws Exception {
		long begin = System.nanoTime();
		long end = begin + TimeUnit.SECONDS.toNanos(seconds);
		List<Transfers> all = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			Transfers transfers = new Transfers(uri, length, range, end);
			Thread thread = new Thread(transfers);
			thread.setDaemon(true);
			thread.start();
			all.add(transfers);
			threads.add(thread);
		}
		long limit = end + TimeUnit.SECONDS.toNanos(20);
		int hanging = 0;
		for (Thread thread : threads) {
			thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime())));
			hanging += thread.isAlive() ? 1 : 0;
		}
		long took = System.nanoTime() - begin;
		long[] times = all.stream().flatMapToLong(Transfers::times).sorted().toArray();
		print(times.length, took, all.stream().mapToLong((one) -> one.bytes).sum(),
				hanging + all.stream().mapToLong((one) -> one.errors).sum(),
				all.stream().mapToLong((one) -> one.wrong).sum(), times);
	}

	private static void print(long requests, long took, long bytes, long errors, long wrong, long[] sorted) {
		System.out.printf("result %d %d %d %d 0 %d %d %d%n", requests, took / 1000, bytes, errors, wrong,
				percentile(sorted, 0.5), percentile(sorted, 0.99));
	}

	private static long percentile(long[] sorted, double part) {
		return (sorted.length > 0) ? sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1000 : 0;
	}

	/**
	 * One connection that downloads until the time is over, at least once.
	 */
	private static final class Transfers implements Runnable {

		private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * KIB);

		private final URI uri;

		private final long length;

		private final long range;

		private final long end;

		private final List<Long> times = new ArrayList<>();

		private volatile long bytes;

		private volatile long errors;

		private volatile long wrong;

		Transfers(URI uri, long length, long range, long end) {
			this.uri = uri;
			this.length = length;
			this.range = range;
			this.end = end;
		}

		synchronized LongStream times() {
			return List.copyOf(this.times).stream().mapToLong(Long::longValue);
		}

		@Override
		public void run() {
			do {
				try (SocketChannel channel = SocketChannel.open(address(this.uri))) {
					channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
					do {
						if (!one(channel)) {
							break;
						}
					}
					while (System.nanoTime() < this.end);
				}
				catch (IOException ex) {
					this.errors++;
					pause(10);
				}
			}
			while (System.nanoTime() < this.end);
		}

		private boolean one(SocketChannel channel) throws IOException {
			boolean partial = this.range > 0;
			long first = partial ? ThreadLocalRandom.current().nextLong((this.length - this.range) / 8) * 8 : 0;
			long count = partial ? this.range : this.length;
			String field = partial ? "Range: bytes=" + first + "-" + (first + count - 1) + "\r\n" : "";
			long begin = System.nanoTime();
			channel.write(request(this.uri, field));
			String head = readHead(channel);
			String part = "\r\ncontent-range: bytes " + first + "-" + (first + count - 1) + "/" + this.length + "\r\n";
			if (!head.startsWith(partial ? "HTTP/1.1 206" : "HTTP/1.1 200")
					|| !head.contains("\r\ncontent-length: " + count + "\r\n") || (partial && !head.contains(part))) {
				this.wrong++;
				return false; // where its body ends is not known
			}
			if (!readBody(channel, first, count)) {
				this.wrong++;
				return false;
			}
			synchronized (this) {
				this.times.add(System.nanoTime() - begin);
			}
			return !head.contains("\r\nconnection: close\r\n");
		}

		/**
		 * The status line and, in small letters, the fields.
		 */
		private String readHead(SocketChannel channel) throws IOException {
			this.buffer.clear();
			while (true) {
				if (channel.read(this.buffer) < 0) {
					throw new EOFException();
				}
				byte[] start = new byte[Math.min(this.buffer.position(), 8 * KIB)];
				this.buffer.get(0, start);
				String text = new String(start, StandardCharsets.ISO_8859_1);
				int end = text.indexOf("\r\n\r\n");
				if (end >= 0) {
					this.buffer.flip().position(end + 4);
					return text.substring(0, 8) + text.substring(8, end + 2).toLowerCase(Locale.ROOT);
				}
			}
		}

		/**
		 * Checks what each part read begins with.
		 */
		private boolean readBody(SocketChannel channel, long first, long count) throws IOException {
			long position = 0;
			boolean right = true;
			while (true) {
				int skip = (int) (-position & 7);
				if (this.buffer.remaining() >= skip + Long.BYTES) {
					right &= this.buffer.getLong(this.buffer.position() + skip) == first + position + skip;
				}
				position += this.buffer.remaining();
				this.bytes += this.buffer.remaining();
				if (position >= count) {
					return right && position == count;
				}
				this.buffer.clear();
				if (channel.read(this.buffer) < 0) {
					throw new EOFException();
				}
				this.buffer.flip();
			}
		}

	}

	private static ByteBuffer request(URI uri, String field) {
		String head = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + field + "\r\n";
		return ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static InetSocketAddress address(URI uri) {
		return new InetSocketAddress(uri.getHost(), uri.getPort());
	}

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Slow readers

	/**
	 * Readers who take 8 KiB a second each, all by one thread, while another one asks the application for something
	 * else.
	 */
	private static final class SlowReaders {

		private static final int PER_SECOND = 8 * KIB;

		private static final double ENOUGH = 7.5 * KIB;

		private static final int TICKS = 100; // a second

		private static final int READS = 4; // of each reader a second

		private final URI uri;

		private final URI other;

		private final Reader[] readers;

		private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 * PER_SECOND);

		SlowReaders(URI uri, URI other, int readers) {
			this.uri = uri;
			this.other = other;
			this.readers = new Reader[readers];
		}

		void run(int seconds) throws Exception {
			// 2,000 a second, then two more until everybody reads
			int connecting = Math.max(1, this.readers.length / 2000) + 2;
			long begin = System.nanoTime();
			int opened = 0;
			long counted = 0;
			Probe probe = new Probe(this.other);
			for (int tick = 0; tick < (connecting + seconds) * TICKS; tick++) {
				if (tick == connecting * TICKS) {
					for (Reader reader : this.readers) {
						reader.bytes = 0;
					}
					counted = System.nanoTime();
					probe.start();
				}
				for (int i = 0; i < 20 && opened < this.readers.length; i++) {
					this.readers[opened++] = new Reader(this.uri);
				}
				for (int i = tick % (TICKS / READS); i < opened; i += TICKS / READS) {
					this.readers[i].read(this.buffer);
				}
				long ahead = begin + (tick + 1) * (TimeUnit.SECONDS.toNanos(1) / TICKS) - System.nanoTime();
				if (ahead > 0) {
					TimeUnit.NANOSECONDS.sleep(ahead);
				}
			}
			double took = (System.nanoTime() - counted) / 1e9;
			if (took > 1.05 * seconds) {
				System.err.printf("slow readers were slower than they should be: %.1f s for %d s%n", took, seconds);
			}
			long[] times = probe.stop();
			// Of the time they should have taken: a client that lags is not the fault of the server
			long served = Arrays.stream(this.readers)
				.filter((reader) -> reader.ok && reader.bytes >= ENOUGH * seconds)
				.count();
			long bytes = Arrays.stream(this.readers).mapToLong((reader) -> reader.bytes).sum();
			print(served, (long) (took * 1e9), bytes, this.readers.length - served, probe.failed, times);
		}

		private static final class Reader {

			private final SocketChannel channel;

			private final URI uri;

			private boolean asked;

			private boolean ok;

			private boolean gone;

			private long bytes;

			private int due;

			Reader(URI uri) throws IOException {
				this.uri = uri;
				this.channel = SocketChannel.open();
				this.channel.configureBlocking(false);
				this.channel.setOption(StandardSocketOptions.SO_RCVBUF, 2 * PER_SECOND);
				try {
					this.channel.connect(address(uri));
				}
				catch (IOException ex) {
					this.gone = true;
				}
			}

			void read(ByteBuffer buffer) {
				if (this.gone) {
					return;
				}
				try {
					if (!this.asked) {
						if (this.channel.finishConnect()) {
							this.asked = true;
							this.channel.write(request(this.uri, ""));
						}
						return;
					}
					// What was not there in time may be taken later
					this.due = Math.min(2 * PER_SECOND, this.due + PER_SECOND / READS);
					buffer.clear().limit(this.due);
					int read = this.channel.read(buffer);
					if (read < 0) {
						this.gone = true;
						this.ok = false;
					}
					else if (read > 0) {
						if (!this.ok) {
							byte[] start = new byte[Math.min(read, 12)];
							buffer.get(0, start);
							this.ok = new String(start, StandardCharsets.ISO_8859_1).equals("HTTP/1.1 200");
							this.gone = !this.ok;
						}
						this.bytes += read;
						this.due -= read;
					}
				}
				catch (IOException ex) {
					this.gone = true;
					this.ok = false;
				}
			}

		}

	}

	/**
	 * Somebody who uses the rest of the application meanwhile, on a connection of his own each time.
	 */
	private static final class Probe implements Runnable {

		private static final int PATIENCE = 2000;

		private final URI uri;

		private final List<Long> times = new ArrayList<>();

		private final Thread thread = new Thread(this);

		private volatile boolean stopped;

		private volatile long failed;

		Probe(URI uri) {
			this.uri = uri;
		}

		void start() {
			this.thread.setDaemon(true);
			this.thread.start();
		}

		long[] stop() throws InterruptedException {
			this.stopped = true;
			this.thread.join(PATIENCE + 1000);
			return this.times.stream().mapToLong(Long::longValue).sorted().toArray();
		}

		@Override
		public void run() {
			byte[] bytes = new byte[4 * KIB];
			while (!this.stopped) {
				long begin = System.nanoTime();
				try (Socket socket = new Socket()) {
					socket.setSoTimeout(PATIENCE);
					socket.connect(address(this.uri), PATIENCE);
					socket.getOutputStream().write(request(this.uri, "Connection: close\r\n").array());
					InputStream in = socket.getInputStream();
					StringBuilder text = new StringBuilder();
					for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
						text.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
					}
					if (text.indexOf("HTTP/1.1 200") != 0 || !text.toString().endsWith("pong")) {
						this.failed++;
					}
				}
				catch (IOException ex) {
					this.failed++;
				}
				this.times.add(System.nanoTime() - begin);
				pause(20);
			}
		}

	}

}
