import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * One connection that downloads until the time is over, at least once. Every eight bytes of its file say where they are.
 */
final class Download implements Runnable {

	private static final int KIB = 1024;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * KIB);

	private final URI uri;

	private final long length;

	private final long range;

	private final long end;

	private final List<Long> times = new ArrayList<>();

	volatile long bytes;

	volatile long errors;

	volatile long wrong;

	Download(URI uri, long length, long range, long end) {
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
			try (SocketChannel channel = SocketChannel.open(Requests.address(this.uri))) {
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
				Requests.pause(10);
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
		channel.write(Requests.get(this.uri, field));
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
