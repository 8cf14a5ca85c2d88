package dev.mediaboot.export;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.export.server.ExportedMounts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the configuration for a web server.
 *
 * @param format Web server to write a configuration for. The application then writes it
 * and exits without serving.
 * @param file File to write the configuration to. Standard output when not set.
 * @param check File with the configuration that is in use. A warning at the start, and
 * health, tell when it no longer fits the mounts.
 * @param upstream Address of the application as the web server reaches it, such as
 * 'http://127.0.0.1:8080'. By default the port of the application on the same host.
 * @param listen Ports, or addresses with ports, that the web server listens on.
 * @param include File of the web server with further directives for every host, such as
 * those for TLS.
 */
@ConfigurationProperties("media.export")
record MediaExportProperties(@Nullable ExportFormat format, @Nullable Path file, @Nullable Path check,
		@Nullable URI upstream, @DefaultValue("80") List<String> listen, @Nullable String include) {

	MediaExportProperties {
		listen = List.copyOf(listen);
		if (upstream != null && upstream.getHost() == null
				&& String.valueOf(upstream.getRawAuthority()).indexOf('_') >= 0) {
			throw new ExportException(
					"The value of 'media.export.upstream' names a host with an underscore, which no host of a URL has",
					"Use another name of the host, or its IP address.");
		}
		if (upstream != null && !isAddress(upstream)) {
			throw new ExportException("The value of 'media.export.upstream' is not the address of an application",
					"Use a scheme, a host and a port, such as 'http://127.0.0.1:8080'.");
		}
		if (listen.isEmpty() || !listen.stream().allMatch(MediaExportProperties::isListened)) {
			throw new ExportException("The value of 'media.export.listen' is neither a port nor an address",
					"Use for example '80' or '127.0.0.1:8080'.");
		}
		if (format != null && include != null) {
			checkInclude(format, include, listen);
		}
	}

	/**
	 * Only the web server's own quoting knows which names it can be told of, so a
	 * configuration without mounts is written.
	 */
	private static void checkInclude(ExportFormat format, String include, List<String> listen) {
		try {
			format.write(new ExportedMounts(List.of(), URI.create("http://127.0.0.1:8080"), listen, include, false,
					null, (directory) -> ""));
		}
		catch (RuntimeException ex) {
			throw new ExportException(
					"The value of 'media.export.include' cannot be written into a configuration of '" + format.id()
							+ "': " + ex.getMessage(),
					"Use the path of a file, of plain letters and digits. Let that file include others.", ex);
		}
	}

	static boolean isAddress(URI uri) {
		boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
		return http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() != 0
				&& (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")) && uri.getRawQuery() == null
				&& uri.getRawFragment() == null;
	}

	private static boolean isListened(String address) {
		return !address.isEmpty() && address.chars()
			.allMatch((character) -> character < 0x80
					&& (Character.isLetterOrDigit(character) || ".:[]*-".indexOf(character) >= 0));
	}

}
