package dev.mediaboot;

import java.nio.file.Path;

/**
 * Thrown when the directory of a mount does not exist.
 *
 * @since 0.1.0
 */
public class MissingDirectoryException extends InvalidMountException {

	private static final long serialVersionUID = 1L;

	private final transient Path directory;

	/**
	 * Creates an exception that tells how to correct the mount.
	 * @param directory the absolute path, where nothing exists
	 */
	public MissingDirectoryException(Path directory) {
		super("The directory '" + directory + "' does not exist", "Create the directory, or correct the path.");
		this.directory = directory;
	}

	/**
	 * Returns the directory.
	 * @return the absolute path, where nothing exists
	 */
	public Path getDirectory() {
		return this.directory;
	}

}
