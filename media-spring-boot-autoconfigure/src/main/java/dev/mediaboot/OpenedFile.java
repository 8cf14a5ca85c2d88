package dev.mediaboot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A file held by its open channel.
 *
 * @param channel the channel, closed with the file
 * @param name the path it was found by, links and all
 * @param identity what it looked like when it was opened
 * @param etag the opaque part of its entity tag, or {@code null} when another change may
 * hide behind the identity: then its time tells nothing either
 */
record OpenedFile(@Override FileChannel channel, Path name, FileIdentity identity,
		@Nullable String etag) implements MediaFile {

	@Override
	public long length() {
		return this.identity.size();
	}

	@Override
	public @Nullable Instant lastModified() {
		return (this.etag != null) ? this.identity.lastModified() : null;
	}

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
	public boolean isCurrent() {
		return this.etag != null && this.identity.isFoundBy(this.name);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
