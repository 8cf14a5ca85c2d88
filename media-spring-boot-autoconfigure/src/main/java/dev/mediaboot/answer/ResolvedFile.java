package dev.mediaboot.answer;

import java.io.IOException;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MountPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The file that a path leads to.
 *
 * @param store the store that has the file
 * @param path the path of the file; for a directory, that of its index
 * @param file the open file
 */
record ResolvedFile(MediaStore store, MediaPath path, MediaFile file) {

	/**
	 * Finds a file or, failing that, the index of a directory. Before each look the rules
	 * are asked.
	 * @param access the rules, or {@code null} when everything is allowed
	 * @return the open file and its path, or {@code null} when there is none that may be
	 * sent
	 */
	static @Nullable ResolvedFile of(MediaRegistry.Match match, MediaPath path, FindHint hint,
			@Nullable AccessCheck access) throws IOException {
		if (access != null && !access.allows(path)) {
			return null;
		}
		ResolvedFile found = path.isDirectory() ? null : open(match, path, hint);
		if (found != null) {
			return found;
		}
		for (String index : match.mount().policy().index()) {
			MediaPath candidate = path.resolve(index);
			if (access == null || access.allows(candidate)) {
				found = open(match, candidate, hint);
			}
			if (found != null || (access != null && access.isFinal())) {
				break;
			}
		}
		return found;
	}

	private static @Nullable ResolvedFile open(MediaRegistry.Match match, MediaPath path, FindHint hint)
			throws IOException {
		MountPolicy policy = match.mount().policy();
		if (path.segments().isEmpty() || !policy.serves(path.extension())) {
			return null;
		}
		MediaFile file = match.store().find(path, hint);
		return (file != null) ? new ResolvedFile(match.store(), path, file) : null;
	}

}
