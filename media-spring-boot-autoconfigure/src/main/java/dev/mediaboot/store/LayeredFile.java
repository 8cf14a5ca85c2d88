package dev.mediaboot.store;

import java.io.IOException;
import java.util.List;

import dev.mediaboot.ForwardingMediaFile;
import dev.mediaboot.LocalFile;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * A file from one of several layers. It is current only while no layer above has a file
 * of that name and, for a sibling, while its layer still has the original file.
 */
final class LayeredFile extends ForwardingMediaFile {

	private final MediaFile file;

	private final MediaPath path;

	private final List<MediaStore> above;

	private final @Nullable MediaFile original;

	/**
	 * Creates a file of a layer.
	 * @param file the file
	 * @param path the path that no layer above had a file for
	 * @param above the layers above
	 * @param original the file that this sibling belongs to, already closed, or
	 * {@code null} when this file is not a sibling
	 */
	LayeredFile(MediaFile file, MediaPath path, List<MediaStore> above, @Nullable MediaFile original) {
		super(file);
		this.file = file;
		this.path = path;
		this.above = above;
		this.original = original;
	}

	@Override
	public @Nullable LocalFile localFile() {
		return this.file.localFile();
	}

	@Override
	public boolean isCurrent() {
		return super.isCurrent() && (this.original == null || this.original.isCurrent()) && isVisible();
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

}
