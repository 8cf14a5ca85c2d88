package dev.mediaboot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A file held by its open channel.
 *
 * @param channel the channel, closed with the file
 * @param length the length when it was opened
 * @param lastModified when it was last modified
 * @param etag the opaque part of its entity tag
 */
record OpenedFile(FileChannel channel, long length, @Nullable Instant lastModified,
		@Nullable String etag) implements MediaFile {

	@Override
	public ReadableByteChannel open(long position, long count) {
		return slice(this.channel, position, count);
	}

	/** Reads without moving the position of the channel, which stays open. */
	static ReadableByteChannel slice(FileChannel channel, long position, long count) {
		return new Slice(channel::read, position, count, () -> {
		});
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
