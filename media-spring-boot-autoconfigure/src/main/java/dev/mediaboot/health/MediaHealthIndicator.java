package dev.mediaboot.health;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mediaboot.ExportedConfiguration;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.util.unit.DataSize;

/**
 * Health indicator that checks every mount: its directory exists and is readable, and its
 * file system has space left.
 *
 * @since 0.1.0
 */
public class MediaHealthIndicator extends AbstractHealthIndicator {

	private final MediaRegistry registry;

	private final DataSize threshold;

	private final @Nullable ExportedConfiguration configuration;

	/**
	 * Creates an indicator.
	 * @param registry the live mounts
	 * @param threshold the minimum free space on the file system of a directory
	 * @param configuration the configuration of a web server, or {@code null} when there
	 * is none to check
	 */
	public MediaHealthIndicator(MediaRegistry registry, DataSize threshold,
			@Nullable ExportedConfiguration configuration) {
		super("Media health check failed");
		this.registry = registry;
		this.threshold = threshold;
		this.configuration = configuration;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		boolean healthy = true;
		for (MediaRegistry.Registration registration : this.registry.registrations()) {
			Map<String, Object> details = new LinkedHashMap<>();
			if (!check(registration, details)) {
				builder.down();
				healthy = false;
			}
			builder.withDetail(registration.mount().url(), details);
		}
		String problem = (this.configuration != null) ? this.configuration.problem() : null;
		if (problem != null) {
			builder.withDetail("webServer", Map.of("problem", problem));
			if (healthy) {
				// The application is well. To take it down would not give the web server
				// another configuration.
				builder.unknown();
			}
		}
	}

	private boolean check(MediaRegistry.Registration registration, Map<String, Object> details) {
		Mount mount = registration.mount();
		details.put("location", mount.location());
		String problem = registration.problem();
		if (problem != null) {
			details.put("problem", problem);
			return false;
		}
		return mount.directories().stream().allMatch((directory) -> hasSpace(directory, details));
	}

	private boolean hasSpace(Path directory, Map<String, Object> details) {
		Long free = free(directory);
		if (free == null) {
			return true;
		}
		details.merge("free", free, (one, other) -> Math.min((Long) one, (Long) other));
		// A container image may be full, because it is never written to.
		if (free >= this.threshold.toBytes() || isReadOnly(directory)) {
			return true;
		}
		details.put("problem", "Less than " + this.threshold + " of disk space is free for " + directory);
		return false;
	}

	/**
	 * Returns the usable space, or {@code null} when it cannot be measured. Unlike
	 * {@link FileStore}, this needs no list of mounted file systems.
	 */
	private static @Nullable Long free(Path directory) {
		try {
			File file = directory.toFile();
			long free = file.getUsableSpace();
			// Both are zero when nothing can be measured
			return (free > 0 || file.getTotalSpace() > 0) ? free : null;
		}
		catch (UnsupportedOperationException ex) {
			return null;
		}
	}

	/**
	 * Whether the file system is known to be read-only. In a container or below chroot
	 * its mount point may not be found.
	 */
	private static boolean isReadOnly(Path directory) {
		try {
			return Files.getFileStore(directory).isReadOnly();
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

}
