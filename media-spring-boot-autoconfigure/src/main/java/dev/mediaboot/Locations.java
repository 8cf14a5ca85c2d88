package dev.mediaboot;

import java.io.FileNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.springframework.util.ClassUtils;
import org.springframework.util.ResourceUtils;

/**
 * Reads locations as they stand in properties.
 */
final class Locations {

	private static final String ACTION = "Use a directory, a 'file:' URL or a 'classpath:' location.";

	private Locations() {
	}

	static MediaStore parse(String location, MediaStore.Symlinks symlinks, MediaStore.EntityTags entityTags) {
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

	private static Path path(String location) {
		if (location.isBlank()) {
			throw new InvalidMountException("The location is empty", ACTION);
		}
		try {
			return location.startsWith("file:") ? ResourceUtils.getFile(location).toPath() : Path.of(location);
		}
		catch (FileNotFoundException | InvalidPathException ex) {
			throw new InvalidMountException("The location '" + location + "' is not a directory", ACTION, ex);
		}
	}

}
