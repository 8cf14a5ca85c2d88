package dev.mediaboot.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import dev.mediaboot.LocalFile;
import dev.mediaboot.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * A file held open by its channel.
 *
 * @param channel the channel, closed with the file
 * @param name the name it was found by, including any links
 * @param identity its identity when it was opened
 * @param etag the opaque part of its entity tag, or {@code null} when another change may
 * leave the identity the same: then its time proves nothing either
 * @since 0.1.0
 */
public record OpenedFile(@Override FileChannel channel, FileName name, FileIdentity identity,
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

	/**
	 * Reads without moving the position of the channel; closing the slice leaves the
	 * channel open.
	 * @param channel the channel of a file
	 * @param position the first byte, from zero
	 * @param count the number of bytes
	 * @return a channel with these bytes
	 */
	public static ReadableByteChannel slice(FileChannel channel, long position, long count) {
		return new BoundedChannel(channel::read, position, count, () -> {
		});
	}

	@Override
	public @Nullable LocalFile localFile() {
		return (this.etag != null) ? this.name.localFile() : null;
	}

	@Override
	public boolean isCurrent() {
		return this.etag != null && this.name.leadsTo(this.identity);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
