package dev.mediaboot.export.server;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The web servers that a configuration can be written for.
 *
 * @since 0.1.0
 */
public enum ExportFormat {

	/** For the {@code http} block of nginx. */
	NGINX(new NginxConfiguration()),

	/** For Apache, outside of any virtual host. */
	APACHE(new ApacheConfiguration()),

	/** Sites for a Caddyfile. */
	CADDY(new CaddyConfiguration());

	private final WebServerConfiguration configuration;

	ExportFormat(WebServerConfiguration configuration) {
		this.configuration = configuration;
	}

	/**
	 * Writes the configuration.
	 * @param mounts what the web server serves or passes on
	 * @return the text, without a line that identifies it
	 */
	public String write(ExportedMounts mounts) {
		return this.configuration.write(mounts);
	}

	/**
	 * Returns the name as it is written in properties and URLs.
	 * @return for example {@code nginx}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the format with a name.
	 * @param id the name
	 * @return the format, or {@code null} when there is none
	 */
	public static @Nullable ExportFormat of(String id) {
		for (ExportFormat format : values()) {
			if (format.id().equals(id)) {
				return format;
			}
		}
		return null;
	}

}
