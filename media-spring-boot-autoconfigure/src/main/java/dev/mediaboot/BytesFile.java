package dev.mediaboot;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A file in memory, whose entity tag is a hash of its content.
 */
final class BytesFile implements MediaFile {

	private final byte[] bytes;

	private final @Nullable Instant lastModified;

	private final String etag;

	BytesFile(byte[] bytes, @Nullable Instant lastModified) {
		this.bytes = bytes;
		this.lastModified = lastModified;
		this.etag = EntityTag.ofContent(bytes);
	}

	@Override
	public long length() {
		return this.bytes.length;
	}

	@Override
	public @Nullable Instant lastModified() {
		return this.lastModified;
	}

	@Override
	public String etag() {
		return this.etag;
	}

	@Override
	public ReadableByteChannel open(long position, long count) {
		return Channels.newChannel(new ByteArrayInputStream(this.bytes, (int) position, (int) count));
	}

	@Override
	public ByteBuffer[] buffers(long position, long count) {
		return new ByteBuffer[] { ByteBuffer.wrap(this.bytes, (int) position, (int) count).asReadOnlyBuffer() };
	}

	@Override
	public void close() {
		// Nothing to release: the file is in memory.
	}

}
