package dev.mediaboot.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import dev.mediaboot.ExportedConfiguration;
import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.export.server.ExportedMounts;
import org.jspecify.annotations.Nullable;

/**
 * Writes the configuration of a web server from the mounts of this moment, and compares
 * it with the one in use.
 *
 * @since 0.1.0
 */
public final class MediaExport implements ExportedConfiguration {

	/** The first words of every configuration, before the format and its hash. */
	private static final String SIGNATURE = "# media-spring-boot-starter";

	/** Stands where the secret is not shown. */
	private static final String MASK = "******";

	private final Supplier<ExportedMounts> mounts;

	private final Supplier<? extends List<?>> registrations;

	private final @Nullable Path deployed;

	private volatile @Nullable Expected expected;

	/**
	 * Creates an export.
	 * @param mounts what the web server serves or passes on
	 * @param registrations what the mounts are made of
	 * @param deployed the file in use, or {@code null}
	 */
	MediaExport(Supplier<ExportedMounts> mounts, Supplier<? extends List<?>> registrations, @Nullable Path deployed) {
		this.mounts = mounts;
		this.registrations = registrations;
		this.deployed = deployed;
	}

	@Override
	public @Nullable String text(String server) {
		ExportFormat format = ExportFormat.of(server);
		return (format != null) ? write(format, false) : null;
	}

	/** Returns the whole text, as a web server needs it. */
	String write(ExportFormat format) {
		return write(format, true);
	}

	private String write(ExportFormat format, boolean secret) {
		ExportedMounts all = this.mounts.get();
		ExportedMounts masked = all.withSecret(MASK);
		String shown = format.write(masked);
		String text = secret ? format.write(all) : shown;
		return firstLine(format, shown) + "\n" + text;
	}

	/** Nobody can guess the secret from a hash that it is no part of. */
	private static String firstLine(ExportFormat format, String masked) {
		return SIGNATURE + " " + format.id() + " sha256:" + hash(masked);
	}

	private static String hash(String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable String problem() {
		if (this.deployed == null) {
			return null;
		}
		try {
			return problem(this.deployed);
		}
		catch (RuntimeException ex) {
			// It is no reason to stop an application, or to take it out of service.
			return "The configuration of the web server, '" + this.deployed + "', cannot be compared with the mounts ("
					+ ex.getMessage() + ")";
		}
	}

	private @Nullable String problem(Path file) {
		String first;
		boolean masked;
		try (var lines = Files.newBufferedReader(file)) {
			first = String.valueOf(lines.readLine());
			masked = lines.lines().anyMatch((line) -> line.contains("X-Media-Offload") && line.contains(MASK));
		}
		catch (IOException | UncheckedIOException ex) {
			return "The configuration of the web server, '" + file + "', cannot be read (" + ex + ")";
		}
		if (masked) {
			return "The configuration of the web server, '" + file + "', contains '" + MASK
					+ "' in place of the secret 'media.offload.secret', so the application sends all files itself";
		}
		for (ExportFormat format : ExportFormat.values()) {
			if (first.startsWith(SIGNATURE + " " + format.id() + " ")) {
				return expected(format).equals(first) ? null : "The configuration of the web server, '" + file
						+ "', was written for other mounts or settings. Write it again with 'media.export.format="
						+ format.id() + "'";
			}
		}
		return "The file '" + file + "' does not begin with '" + SIGNATURE + "', so it was not written by this starter";
	}

	/** Health asks often, and Spring Security is asked about each mount. */
	private String expected(ExportFormat format) {
		List<?> current = this.registrations.get();
		Expected known = this.expected;
		if (known == null || known.format != format || !known.registrations.equals(current)) {
			known = new Expected(format, current, firstLine(format, format.write(this.mounts.get().withSecret(MASK))));
			this.expected = known;
		}
		return known.firstLine;
	}

	/**
	 * What the file in use begins with when it was written for the current mounts.
	 */
	private record Expected(ExportFormat format, List<?> registrations, String firstLine) {
	}

}
