package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;

/**
 * Decides which symbolic links below a root are followed. A link must not give a file a
 * name that could not be requested without it.
 *
 * @param symlinks the links that are followed
 */
record LinkRules(Symlinks symlinks) {

	/**
	 * Whether the file that a path leads to may be served.
	 * @param realRoot the real path of the root
	 * @param relative the path below the root, as requested
	 * @param expected where the path would lead without links
	 * @param real where it leads
	 * @return whether every link on the way may be followed
	 * @throws IOException when a part of the path is gone
	 */
	boolean allow(Path realRoot, Path relative, Path expected, Path real) throws IOException {
		if (isSame(real, expected)) {
			return true;
		}
		return switch (this.symlinks) {
			case DENY -> false;
			case WITHIN_ROOT ->
				real.startsWith(realRoot) && isNamedOrdinarily(realRoot, real) && isSpelledAsStored(realRoot, relative);
			case FOLLOW -> isNamedOrdinarily(realRoot, real) && isSpelledAsStored(realRoot, relative);
		};
	}

	/**
	 * Whether the file that links lead to could be requested by its own name. Outside the
	 * root only its last name is checked.
	 */
	private static boolean isNamedOrdinarily(Path realRoot, Path real) throws IOException {
		if (!real.startsWith(realRoot)) {
			return MediaPath.isOrdinary(String.valueOf(real.getFileName()));
		}
		Path names = realRoot.relativize(real);
		for (int i = isPublishedByKubernetes(realRoot, names.getName(0)) ? 1 : 0; i < names.getNameCount(); i++) {
			if (!MediaPath.isOrdinary(names.getName(i).toString())) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a directory holds the files of a ConfigMap or a Secret. In such a volume
	 * {@code a.css} is a link to {@code ..data/a.css}, and {@code ..data} is a link to a
	 * directory such as {@code ..2026_11_27_01_30_18.123}, which is replaced as a whole.
	 */
	private static boolean isPublishedByKubernetes(Path realRoot, Path name) throws IOException {
		Path data = realRoot.resolve("..data");
		return name.toString().startsWith("..") && !name.equals(data.getFileName())
				&& data.toRealPath().equals(realRoot.resolve(name));
	}

	/**
	 * Whether the real path differs only because of links, and not because the file
	 * system ignores case.
	 */
	private static boolean isSpelledAsStored(Path realRoot, Path relative) throws IOException {
		Path directory = realRoot;
		for (Path name : relative) {
			Path entry = directory.resolve(name);
			Path real = entry.toRealPath();
			if (!isSame(real, entry) && !Files.isSymbolicLink(entry)) {
				return false;
			}
			directory = real;
		}
		return true;
	}

	/**
	 * Compares the text: where the file system ignores case, the equality of paths does
	 * too.
	 */
	private static boolean isSame(Path one, Path other) {
		return one.toString().equals(other.toString());
	}

}
