package dev.mediaboot.version;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaPath;
import org.jspecify.annotations.Nullable;

/**
 * A path whose file name contains a fingerprint: {@code app.<fingerprint>.css} for
 * {@code app.css}, and {@code LICENSE.<fingerprint>} for {@code LICENSE}.
 *
 * @param file the path of the file
 * @param fingerprint the fingerprint
 */
record VersionedPath(MediaPath file, String fingerprint) {

	/**
	 * Splits a path into that of the file and the fingerprint.
	 * @return the parts, or {@code null} when the name does not look like a versioned one
	 */
	static @Nullable VersionedPath parse(MediaPath path) {
		String name = path.name();
		int last = name.lastIndexOf('.');
		int previous = name.lastIndexOf('.', last - 1);
		if (last <= 0 || path.isDirectory()) {
			return null;
		}
		// Without an extension there is one dot, and with one there are two or more.
		int start = (previous >= 0) ? previous : last;
		int end = (previous >= 0) ? last : name.length();
		if (start == 0 || !Fingerprint.isForm(name, start + 1, end)) {
			return null;
		}
		MediaPath file = renamed(path, name.substring(0, start) + name.substring(end));
		return (file != null) ? new VersionedPath(file, name.substring(start + 1, end)) : null;
	}

	/**
	 * Puts the fingerprint into the name of the file.
	 * @return the path, or {@code null} when the name would be hidden
	 */
	@Nullable MediaPath toPath() {
		String name = this.file.name();
		int dot = name.lastIndexOf('.');
		int end = (dot >= 0) ? dot : name.length();
		return renamed(this.file, name.substring(0, end) + '.' + this.fingerprint + name.substring(end));
	}

	private static @Nullable MediaPath renamed(MediaPath path, String name) {
		List<String> segments = new ArrayList<>(path.segments());
		segments.set(segments.size() - 1, name);
		return MediaPath.of(segments, false);
	}

}
