package dev.mediaboot.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

import dev.mediaboot.file.FileIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Opens a file by descending from the root one name at a time and following no link, so
 * that a link swapped in meanwhile cannot lead out of the root.
 */
final class ConfinedOpening {

	private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

	private static final Set<OpenOption> READ_NOFOLLOW = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

	private ConfinedOpening() {
	}

	/**
	 * Opens a file.
	 * @param root the real path of the root
	 * @param file the real path of the file, outside the root only when links may lead
	 * there
	 * @param identity the identity of the file when it was looked at
	 * @return the channel, or {@code null} when the file is no longer there
	 */
	static @Nullable FileChannel open(Path root, Path file, FileIdentity identity) throws IOException {
		try {
			return openFollowingNoLink(root, file, identity);
		}
		catch (IOException ex) {
			if (isLink(ex)) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Whether opening failed at a link, and not for lack of file descriptors. For a
	 * directory, both throw a plain {@link FileSystemException}; only for a link does the
	 * JDK append words of its own, which are not translated, to the message of the
	 * system, which is. For a file, a link throws a plain {@link IOException}.
	 */
	private static boolean isLink(IOException ex) {
		if (ex instanceof FileSystemException failure) {
			return ex.getClass() == FileSystemException.class && failure.getReason() != null
					&& failure.getReason().endsWith("symbolic link");
		}
		return ex.getClass() == IOException.class
				&& String.valueOf(ex.getMessage()).endsWith("(NOFOLLOW_LINKS specified)");
	}

	private static @Nullable FileChannel openFollowingNoLink(Path root, Path file, FileIdentity identity)
			throws IOException {
		if (file.startsWith(root)) {
			DirectoryStream<Path> stream = Files.newDirectoryStream(root);
			if (stream instanceof SecureDirectoryStream<Path> directory) {
				return open(directory, root.relativize(file), identity);
			}
			// Not every system can open a file relative to a directory.
			stream.close();
		}
		return FileChannel.open(file, options(file));
	}

	/** Keeps at most two directories open, however deep the file is. */
	private static @Nullable FileChannel open(SecureDirectoryStream<Path> root, Path names, FileIdentity identity)
			throws IOException {
		SecureDirectoryStream<Path> directory = root;
		try {
			for (int i = 0; i < names.getNameCount() - 1; i++) {
				SecureDirectoryStream<Path> parent = directory;
				try {
					directory = parent.newDirectoryStream(names.getName(i), LinkOption.NOFOLLOW_LINKS);
				}
				catch (FileSystemException ex) {
					if (!look(parent, names.getName(i)).isDirectory()) {
						// A socket, which cannot be opened, or something else that is no
						// directory took its place.
						return null;
					}
					throw ex;
				}
				parent.close();
			}
			return openEntry(directory, names.getFileName(), identity);
		}
		finally {
			directory.close();
		}
	}

	private static @Nullable FileChannel openEntry(SecureDirectoryStream<Path> directory, Path name,
			FileIdentity identity) throws IOException {
		if (!isThere(directory, name, identity)) {
			// A parent directory may have been exchanged, which leaves the identity of
			// the file unchanged.
			return null;
		}
		SeekableByteChannel channel;
		try {
			channel = directory.newByteChannel(name, READ_NOFOLLOW);
		}
		catch (FileSystemException ex) {
			if (!isThere(directory, name, identity)) {
				return null;
			}
			throw ex;
		}
		if (channel instanceof FileChannel fileChannel) {
			return fileChannel;
		}
		channel.close();
		throw new IOException("Not a file channel: " + channel);
	}

	private static boolean isThere(SecureDirectoryStream<Path> directory, Path name, FileIdentity identity)
			throws IOException {
		BasicFileAttributes attributes = look(directory, name);
		return attributes.isRegularFile() && identity.key().equals(attributes.fileKey());
	}

	/** Needs no file descriptor: there may be none left. */
	private static BasicFileAttributes look(SecureDirectoryStream<Path> directory, Path name) throws IOException {
		return directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.readAttributes();
	}

	/** The file system of an archive has no links and does not know the option. */
	private static Set<OpenOption> options(Path file) {
		return (file.getFileSystem() == FileSystems.getDefault()) ? READ_NOFOLLOW : READ;
	}

}
