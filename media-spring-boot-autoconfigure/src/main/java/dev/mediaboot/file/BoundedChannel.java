package dev.mediaboot.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel that ends after a fixed number of bytes.
 *
 * @since 0.1.0
 */
public final class BoundedChannel implements ReadableByteChannel {

	private final Source source;

	private final Closeable onClose;

	private final long end;

	private long position;

	private boolean open = true;

	/**
	 * Creates a channel that reads a part of a source.
	 * @param source the source
	 * @param position the first byte, from zero
	 * @param count the number of bytes
	 * @param onClose closed with the channel
	 */
	public BoundedChannel(Source source, long position, long count, Closeable onClose) {
		this.source = source;
		this.position = position;
		this.end = position + count;
		this.onClose = onClose;
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		long remaining = this.end - this.position;
		if (remaining <= 0) {
			return -1;
		}
		int limit = target.limit();
		if (target.remaining() > remaining) {
			target.limit(target.position() + (int) remaining);
		}
		int count = this.source.read(target, this.position);
		target.limit(limit);
		this.position += Math.max(count, 0);
		return count;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void close() throws IOException {
		this.open = false;
		this.onClose.close();
	}

	/**
	 * A source that can be read from a position; each read continues where the last one
	 * ended.
	 */
	@FunctionalInterface
	public interface Source {

		/**
		 * Reads bytes as a channel does.
		 * @param target the buffer to fill
		 * @param position the first byte, from zero
		 * @return the number of bytes read, or -1 at the end
		 * @throws IOException when the bytes cannot be read
		 */
		int read(ByteBuffer target, long position) throws IOException;

	}

}
