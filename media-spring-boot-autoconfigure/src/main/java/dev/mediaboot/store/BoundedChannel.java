package dev.mediaboot.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel that ends after a fixed number of bytes.
 */
final class BoundedChannel implements ReadableByteChannel {

	private final Source source;

	private final Closeable onClose;

	private final long end;

	private long position;

	private boolean open = true;

	BoundedChannel(Source source, long position, long count, Closeable onClose) {
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
	interface Source {

		int read(ByteBuffer target, long position) throws IOException;

	}

}
