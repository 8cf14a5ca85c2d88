package dev.mediaboot.testing;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import dev.mediaboot.MediaFile;

/**
 * A file in memory whose author has miscounted: a byte less than it says.
 *
 * @param length the length that it says it has
 */
public record ShortMemory(long length) implements MediaFile {

	@Override
	public Instant lastModified() {
		return null;
	}

	@Override
	public String etag() {
		return null;
	}

	@Override
	public ReadableByteChannel open(long position, long count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ByteBuffer[] buffers(long position, long count) {
		return new ByteBuffer[] { ByteBuffer.allocate((int) Math.min(count, this.length - 1 - position)) };
	}

	@Override
	public void close() {
	}

}
