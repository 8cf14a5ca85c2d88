import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Readers who take 8 KiB a second each, all by one thread, while another one asks the application for something else.
 *
 * <pre>
 * java SlowReaders URL OTHER-URL READERS SECONDS
 * </pre>
 *
 * Prints: readers served, microseconds they were watched, their bytes, readers not served, 0, failures of the other
 * request, and its p50 and p99 in microseconds.
 */
final class SlowReaders {

	private static final int KIB = 1024;

	private static final int PER_SECOND = 8 * KIB;

	private static final double ENOUGH = 7.5 * KIB;

	private static final int TICKS = 100; // a second

	private static final int READS = 4; // of each reader a second

	private final URI uri;

	private final URI other;

	private final Reader[] readers;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 * PER_SECOND);

	private SlowReaders(URI uri, URI other, int readers) {
		this.uri = uri;
		this.other = other;
		this.readers = new Reader[readers];
	}

	public static void main(String[] args) throws Exception {
		new SlowReaders(URI.create(args[0]), URI.create(args[1]), Integer.parseInt(args[2]))
			.run(Integer.parseInt(args[3]));
		Requests.exit();
	}

	private void run(int seconds) throws Exception {
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
			System.err.printf("slow readers fell behind: %.1f s instead of %d s%n", took, seconds);
		}
		long[] times = probe.stop();
		// Of the time they should have taken: a client that lags is not the fault of the server
		long served = Arrays.stream(this.readers)
			.filter((reader) -> reader.ok && reader.bytes >= ENOUGH * seconds)
			.count();
		long bytes = Arrays.stream(this.readers).mapToLong((reader) -> reader.bytes).sum();
		Requests.print(served, (long) (took * 1e9), bytes, this.readers.length - served, probe.failed, times);
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
				this.channel.connect(Requests.address(uri));
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
						this.channel.write(Requests.get(this.uri, ""));
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
