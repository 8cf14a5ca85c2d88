package dev.mediaboot;

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

import org.jspecify.annotations.Nullable;

/**
 * Opens a file by going down from a root name by name and following no link, so that
 * whatever is swapped meanwhile cannot lead out of the root.
 */
final class ConfinedOpening {

	private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

	private static final Set<OpenOption> READ_NOFOLLOW = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

	private ConfinedOpening() {
	}

	/**
	 * Opens a file.
	 * @param root the real path of the root
	 * @param file the real path of the file, outside of the root only when links may lead
	 * there
	 * @param identity what the file looked like
	 * @return the channel, or {@code null} when another file is there now
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
	 * Whether a link was met, and not a system without a descriptor left: both are a
	 * {@link FileSystemException} of no class of its own where a directory is opened. To
	 * what the system says, which is translated, the JDK adds words, which are not; where
	 * a file is opened it throws an exception of no class at all.
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
			// Not every system has a way to open relative to a directory.
			stream.close();
		}
		return FileChannel.open(file, options(file));
	}

	/** Holds one directory at a time, however deep the file is. */
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
						// A socket, which cannot be opened, or whatever else took its
						// place.
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
			// A parent was exchanged, which changes nothing about the file itself.
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
		throw new IOException("A channel that is not a file's: " + channel);
	}

	private static boolean isThere(SecureDirectoryStream<Path> directory, Path name, FileIdentity identity)
			throws IOException {
		BasicFileAttributes attributes = look(directory, name);
		return attributes.isRegularFile() && identity.key().equals(attributes.fileKey());
	}

	/** Takes no descriptor, of which there may be none. */
	private static BasicFileAttributes look(SecureDirectoryStream<Path> directory, Path name) throws IOException {
		return directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.readAttributes();
	}

	/** A file system within an archive has no links, and does not know the option. */
	private static Set<OpenOption> options(Path file) {
		return (file.getFileSystem() == FileSystems.getDefault()) ? READ_NOFOLLOW : READ;
	}

}
