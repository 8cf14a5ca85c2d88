package dev.mediaboot.export.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes sites for a Caddyfile. Caddy replaces what is in braces, wherever it is.
 */
final class CaddyConfiguration implements WebServerConfiguration {

	@Override
	public String write(ExportedMounts all) {
		ExportedMounts mounts = all.checked((mount) -> check(mount, all));
		ConfigurationText text = new ConfigurationText();
		text.comment("Import this file into a Caddyfile. Change the application rather than this file.");
		for (String host : mounts.hosts()) {
			for (String listen : mounts.listen()) {
				writeSite(text, mounts, host, listen);
			}
		}
		return text.toString();
	}

	/** Passes on what Caddy cannot be told of, or serves in another way. */
	private static ExportedMount check(ExportedMount mount, ExportedMounts mounts) {
		if (mount.isServed() && !mount.followsLinks()) {
			return mount.passOn("Caddy follows every link, and the application does not");
		}
		return mount.checkedBy((text) -> new CaddyMount(mount, mounts.number(mount)).write(text, mounts));
	}

	private static void writeSite(ConfigurationText text, ExportedMounts mounts, @Nullable String host, String listen) {
		int colon = listen.lastIndexOf(':');
		String port = listen.substring(colon + 1);
		text.line("");
		text.open((port.equals("443") ? "https://" : "http://") + ((host != null) ? host : "") + ":" + port + " {");
		if (colon >= 0) {
			text.line("bind " + listen.substring(0, colon));
		}
		if (mounts.include() != null) {
			text.line("import " + word(mounts.include()));
		}
		text.open("map {http.request.uri.path} {media_extension} {");
		text.line("`~\\.([^./]+)$` `${1}`");
		text.line("default ``");
		text.close("}");
		for (ExportedMount mount : mounts.mountsOf(host)) {
			new CaddyMount(mount, mounts.number(mount)).write(text, mounts);
		}
		text.line("");
		text.comment("Everything else is answered by the application.");
		text.open("handle {");
		writeProxy(text, mounts);
		text.close("}");
		writeErrors(text);
		text.close("}");
	}

	/** Without this, an error is sent, and cached, with the fields of the file. */
	private static void writeErrors(ConfigurationText text) {
		text.comment("A file that vanishes while Caddy looks for it, or that Caddy may not read");
		text.open("handle_errors {");
		text.line("@media vars {http.vars.media_served} 1");
		text.open("header @media {");
		text.line("Cache-Control no-store");
		for (String name : List.of("Content-Type", "Content-Disposition", "Content-Security-Policy")) {
			text.line("-" + name);
		}
		text.close("}");
		text.line("respond @media `` {http.error.status_code}");
		text.close("}");
	}

	/** Caddy sets the fields of proxies, except for these, and believes no others. */
	static void writeProxy(ConfigurationText text, ExportedMounts mounts) {
		text.open("reverse_proxy " + mounts.upstream().getScheme() + "://" + mounts.authority() + " {");
		text.line("header_up -Forwarded");
		text.line("header_up -X-Forwarded-Prefix");
		text.line("header_up -X-Media-Offload");
		text.line("header_up X-Forwarded-Port {http.request.port}");
		text.comment("Otherwise Caddy asks for gzip where its client did not, and sends the file without its length.");
		text.open("transport http {");
		text.line("compression off");
		text.close("}");
		text.close("}");
	}

	/** Quotes a value that contains no placeholder. */
	static String word(String word) {
		if (word.indexOf('{') >= 0 || word.indexOf('}') >= 0) {
			throw new ConfigurationText.InexpressibleException("Caddy may misread a brace in a value");
		}
		return pattern(word);
	}

	/** Quotes a pattern, whose braces belong to it. */
	static String pattern(String pattern) {
		if (pattern.indexOf('`') >= 0 || pattern.chars().anyMatch(Character::isISOControl)) {
			throw new ConfigurationText.InexpressibleException("Caddy cannot be told of a value");
		}
		return "`" + pattern + "`";
	}

}
