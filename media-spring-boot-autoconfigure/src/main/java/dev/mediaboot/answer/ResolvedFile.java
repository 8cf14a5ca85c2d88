package dev.mediaboot.answer;

import java.io.IOException;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * The file that a path leads to.
 *
 * @param path the path of the file; for a directory, that of its index
 * @param file the open file
 */
record ResolvedFile(MediaPath path, MediaFile file) {

	/**
	 * Finds a file or, failing that, the index of a directory.
	 * @return the open file and its path, or {@code null} when there is none
	 */
	static @Nullable ResolvedFile of(Mount mount, MediaPath path) throws IOException {
		ResolvedFile found = path.isDirectory() ? null : open(mount, path);
		for (String index : mount.index()) {
			if (found != null) {
				break;
			}
			found = open(mount, path.resolve(index));
		}
		return found;
	}

	private static @Nullable ResolvedFile open(Mount mount, MediaPath path) throws IOException {
		if (path.segments().isEmpty() || !mount.serves(path.extension())) {
			return null;
		}
		MediaFile file = mount.store().find(path);
		return (file != null) ? new ResolvedFile(path, file) : null;
	}

}
