package dev.mediaboot;

import java.io.FileNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.springframework.util.ClassUtils;
import org.springframework.util.ResourceUtils;

/**
 * Parses locations as they are written in properties.
 */
final class Locations {

	private static final String ACTION = "Use a directory, a 'file:' URL or a 'classpath:' location.";

	private Locations() {
	}

	static MediaStore parse(String location, MediaStore.Symlinks symlinks, MediaStore.EtagSource entityTags) {
		int colon = location.indexOf(':');
		String scheme = location.substring(0, Math.max(colon, 0));
		return switch (scheme) {
			case "classpath", "classpath*" ->
				new ResourceStore(ClassUtils.getDefaultClassLoader(), location.substring(colon + 1));
			case "file", "" -> new DirectoryStore(path(location), symlinks, entityTags);
			// One letter is a drive, not a scheme.
			default -> {
				if (scheme.length() > 1) {
					throw new InvalidMountException("The scheme of the location '" + location + "' is not known",
							ACTION);
				}
				yield new DirectoryStore(path(location), symlinks, entityTags);
			}
		};
	}

	/**
	 * Returns a description of a store: its own, or else the class that it was written
	 * in.
	 */
	static String describe(MediaStore store) {
		String description = store.toString();
		String type = store.getClass().getName();
		boolean silent = description.equals(type + "@" + Integer.toHexString(store.hashCode()));
		return silent ? "a store of " + type.substring(0, endOfName(type)) : description;
	}

	/**
	 * Lambdas, proxies and anonymous classes are numbered, and have no name of their own.
	 */
	private static int endOfName(String type) {
		int dollar = (type.contains("$$")) ? type.indexOf("$$") : type.lastIndexOf('$');
		boolean nested = dollar >= 0 && dollar < type.length() - 1
				&& Character.isJavaIdentifierStart(type.charAt(dollar + 1)) && type.charAt(dollar + 1) != '$';
		return (dollar < 0 || nested) ? type.length() : dollar;
	}

	private static Path path(String location) {
		if (location.isBlank()) {
			throw new InvalidMountException("The location is empty", ACTION);
		}
		String path = location.startsWith("file:") ? location.substring("file:".length()) : location;
		if (path.startsWith("~") || path.startsWith("$")) {
			throw new InvalidMountException("The location '" + location + "' begins with what only a shell replaces",
					"Use an absolute path, '${user.home}/…' in properties, or './" + path
							+ "' for a directory of that name.");
		}
		try {
			return location.startsWith("file:") ? ResourceUtils.getFile(location).toPath() : Path.of(location);
		}
		catch (FileNotFoundException | InvalidPathException ex) {
			throw new InvalidMountException("The location '" + location + "' is not a directory", ACTION, ex);
		}
	}

}
