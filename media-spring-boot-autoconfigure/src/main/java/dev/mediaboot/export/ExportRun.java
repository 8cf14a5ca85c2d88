package dev.mediaboot.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;

import dev.mediaboot.export.server.ExportFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Writes the configuration once the mounts are known, and ends the application before its
 * server, its lifecycle and its runners start.
 */
final class ExportRun implements SmartInitializingSingleton {

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private final MediaExportProperties properties;

	private final ObjectProvider<MediaExport> export;

	private final MountingBeans mountingBeans;

	private final IntConsumer exit;

	ExportRun(MediaExportProperties properties, ObjectProvider<MediaExport> export, MountingBeans mountingBeans,
			IntConsumer exit) {
		this.properties = properties;
		this.export = export;
		this.mountingBeans = mountingBeans;
		this.exit = exit;
	}

	@Override
	public void afterSingletonsInstantiated() {
		MediaExport available = this.export.getIfAvailable();
		if (available == null) {
			throw new ExportException("'media.export.format' is set, but the application serves no media",
					"Remove the property, or let the application serve media: it is a servlet application, and "
							+ "'media.enabled' is not 'false'.");
		}
		this.mountingBeans.create();
		ExportFormat format = Objects.requireNonNull(this.properties.format(), "a format");
		String text = available.write(format);
		write(text, this.properties.file(), !text.equals(available.text(format.id())));
		this.exit.accept(0);
	}

	private static void write(String text, @Nullable Path file, boolean secret) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		try {
			if (file != null) {
				write(bytes, file.toAbsolutePath(), secret);
				return;
			}
			FileOutputStream output = new FileOutputStream(FileDescriptor.out);
			output.write(bytes);
			output.flush();
		}
		catch (IOException ex) {
			throw new ExportException("The configuration of the web server cannot be written (" + ex + ")",
					"Let 'media.export.file' name a file in a directory that exists and may be written to.", ex);
		}
	}

	/**
	 * Writes into what is not a file, such as {@code /dev/stdout}, and replaces a file,
	 * or the file that a link leads to.
	 */
	private static void write(byte[] bytes, Path target, boolean secret) throws IOException {
		if (Files.isRegularFile(target)) {
			replace(target.toRealPath(), bytes, secret);
		}
		else if (Files.exists(target)) {
			Files.write(target, bytes, StandardOpenOption.WRITE);
		}
		else {
			replace(target, bytes, secret);
		}
	}

	/**
	 * Replaces a file at once, so that nobody reads half of it. With the secret, it is
	 * readable for its owner only; web servers read it before they change their user.
	 */
	private static void replace(Path file, byte[] bytes, boolean secret) throws IOException {
		Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
		// A container may give every process the same number.
		Files.deleteIfExists(beside);
		try {
			if (secret && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
				Files.createFile(beside, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
			}
			else {
				Files.createFile(beside);
			}
			Files.write(beside, bytes, StandardOpenOption.WRITE);
			Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(beside);
		}
	}

}
