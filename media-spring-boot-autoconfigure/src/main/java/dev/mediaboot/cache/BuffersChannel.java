package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel that reads buffers one after the other.
 */
final class BuffersChannel implements ReadableByteChannel {

	private final ByteBuffer[] buffers;

	private int current;

	private boolean open = true;

	BuffersChannel(ByteBuffer[] buffers) {
		this.buffers = buffers;
	}

	@Override
	public int read(ByteBuffer target) {
		int start = target.position();
		while (target.hasRemaining() && this.current < this.buffers.length) {
			ByteBuffer buffer = this.buffers[this.current];
			int count = Math.min(buffer.remaining(), target.remaining());
			target.put(target.position(), buffer, buffer.position(), count);
			target.position(target.position() + count);
			buffer.position(buffer.position() + count);
			if (!buffer.hasRemaining()) {
				this.current++;
			}
		}
		return (target.position() > start || !target.hasRemaining()) ? target.position() - start : -1;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void close() {
		this.open = false;
	}

}
