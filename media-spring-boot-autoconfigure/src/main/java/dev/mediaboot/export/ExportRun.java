package dev.mediaboot.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.IntConsumer;

import dev.mediaboot.InvalidMountException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Writes the configuration once the mounts are known, and ends the application before its
 * server, its lifecycle and its runners start.
 */
final class ExportRun implements SmartInitializingSingleton {

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
			throw new InvalidMountException("'media.export.format' is set, but the application serves no media",
					"Remove the property, or let the application serve media: it is a servlet application, and "
							+ "'media.enabled' is not 'false'.");
		}
		this.mountingBeans.create();
		write(available.write(Objects.requireNonNull(this.properties.format(), "a format")), this.properties.file());
		this.exit.accept(0);
	}

	private static void write(String text, @Nullable Path file) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		try {
			if (file != null) {
				replace(file.toAbsolutePath(), bytes);
				return;
			}
			FileOutputStream output = new FileOutputStream(FileDescriptor.out);
			output.write(bytes);
			output.flush();
		}
		catch (IOException ex) {
			throw new InvalidMountException("The configuration of the web server cannot be written (" + ex + ")",
					"Let 'media.export.file' name a file in a directory that exists and may be written to.", ex);
		}
	}

	/** Replaces a file at once, so that nobody reads half of it. */
	private static void replace(Path file, byte[] bytes) throws IOException {
		Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
		try {
			Files.write(beside, bytes);
			Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(beside);
		}
	}

}
