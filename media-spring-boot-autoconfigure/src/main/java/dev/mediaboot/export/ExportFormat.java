package dev.mediaboot.export;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The web servers that a configuration can be written for.
 */
enum ExportFormat {

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

	WebServerConfiguration configuration() {
		return this.configuration;
	}

	/** Returns the name as it is written in properties and URLs. */
	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	static @Nullable ExportFormat of(String id) {
		for (ExportFormat format : values()) {
			if (format.id().equals(id)) {
				return format;
			}
		}
		return null;
	}

}
