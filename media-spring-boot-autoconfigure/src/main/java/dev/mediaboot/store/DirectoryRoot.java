package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MissingDirectoryException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.system.ApplicationHome;

/**
 * Checks that a directory can, and should, be the root of a mount.
 */
final class DirectoryRoot {

	private static final String UNREADABLE = "Grant the user that runs the application permission to read and"
			+ " search the directory.";

	private DirectoryRoot() {
	}

	static void check(Path root) {
		checkReadable(root);
		try {
			Path real = root.toRealPath();
			refuseToExpose(real, Path.of("").toRealPath(), "the working directory of the application");
			refuseToExpose(real, new ApplicationHome().getDir().toPath().toRealPath(), "the application itself");
		}
		catch (IOException ex) {
			throw new InvalidMountException("The directory '" + root + "' cannot be read", UNREADABLE, ex);
		}
	}

	/**
	 * Returns the reason why nothing below a directory can be served now.
	 * @return the reason, or {@code null} when there is none
	 */
	static @Nullable String problem(Path root) {
		try {
			checkReadable(root);
			return null;
		}
		catch (InvalidMountException ex) {
			return ex.getMessage();
		}
	}

	private static void checkReadable(Path root) {
		if (Files.notExists(root)) {
			throw new MissingDirectoryException(root);
		}
		if (!Files.isDirectory(root)) {
			throw new InvalidMountException("'" + root + "' is not a directory",
					"Set it to the directory that contains the files.");
		}
		boolean searchable = root.getFileSystem() != FileSystems.getDefault() || Files.isExecutable(root);
		if (!Files.isReadable(root) || !searchable) {
			throw new InvalidMountException("The directory '" + root + "' cannot be read", UNREADABLE);
		}
	}

	/** A directory above the application would expose its settings and secrets too. */
	private static void refuseToExpose(Path root, Path application, String what) {
		if (application.startsWith(root)) {
			throw new InvalidMountException("The directory '" + root + "' would expose " + what,
					"Keep media in a directory of its own.");
		}
	}

}
