package dev.mediaboot.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * A file from one of several layers. It is current only while no layer above has a file
 * of that name and, for a sibling, while its layer still has the original file.
 *
 * @param file the file
 * @param path the path that no layer above had a file for
 * @param above the layers above
 * @param original the file that this sibling belongs to, already closed, or {@code null}
 * when this file is not a sibling
 */
record LayeredFile(MediaFile file, MediaPath path, List<MediaStore> above,
		@Nullable MediaFile original) implements MediaFile {

	@Override
	public boolean isCurrent() {
		return this.file.isCurrent() && (this.original == null || this.original.isCurrent()) && isVisible();
	}

	private boolean isVisible() {
		for (MediaStore store : this.above) {
			try (MediaFile other = OverlayStore.findOrNull(store, this.path)) {
				if (other != null) {
					return false;
				}
			}
			catch (IOException ex) {
				return false;
			}
		}
		return true;
	}

	@Override
	public long length() {
		return this.file.length();
	}

	@Override
	public @Nullable Instant lastModified() {
		return this.file.lastModified();
	}

	@Override
	public @Nullable String etag() {
		return this.file.etag();
	}

	@Override
	public ReadableByteChannel open(long position, long count) throws IOException {
		return this.file.open(position, count);
	}

	@Override
	public @Nullable FileChannel channel() {
		return this.file.channel();
	}

	@Override
	public ByteBuffer @Nullable [] buffers(long position, long count) {
		return this.file.buffers(position, count);
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
