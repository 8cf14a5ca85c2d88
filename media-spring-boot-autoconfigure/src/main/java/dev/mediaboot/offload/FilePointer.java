package dev.mediaboot.offload;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.mediaboot.LocalFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.answer.Field;
import org.jspecify.annotations.Nullable;

/**
 * Tells a web server where a file lies.
 */
final class FilePointer {

	/**
	 * Whether file names are UTF-8 for the JDK as they are in the field. Elsewhere only
	 * names in ASCII are the same for both.
	 */
	private static final boolean UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

	private static final boolean UNIX = File.separatorChar == '/';

	private FilePointer() {
	}

	/**
	 * Returns the internal URL of a file for nginx, which decodes it. It is relative to a
	 * directory that nginx knows and below which it follows no link.
	 * @return the field, or {@code null} when the file has no such URL
	 */
	static @Nullable Field internalUrl(Offloads offloads, LocalFile file) {
		if (!UNIX || file.relative() == null || !isSpelledAlike(file.path().toString())) {
			return null;
		}
		StringBuilder url = new StringBuilder(offloads.prefix());
		append(file.directory(), url);
		append(file.relative(), url);
		return new Field("X-Accel-Redirect", url.toString());
	}

	private static void append(Path path, StringBuilder url) {
		for (Path name : path) {
			url.append('/').append(MediaPath.encode(name.toString()));
		}
	}

	/**
	 * Returns the path of a file for mod_xsendfile. There is no way to encode it: version
	 * 0.12 of the module takes the bytes as they are. Later ones decode percent signs, so
	 * a name that has one would be that of another file.
	 * @return the field, or {@code null} when the path cannot be the value of a field
	 */
	static @Nullable Field absolutePath(LocalFile file) {
		String path = file.path().toString();
		if (!UNIX || !isSpelledAlike(path) || path.indexOf('%') >= 0 || path.endsWith(" ")) {
			return null;
		}
		// Containers write one byte for each character
		return new Field("X-Sendfile", new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
	}

	private static boolean isSpelledAlike(String path) {
		for (int i = 0; i < path.length(); i++) {
			char character = path.charAt(i);
			if (Character.isISOControl(character) || (character >= 0x80 && !UTF_8)) {
				return false;
			}
		}
		return true;
	}

}
