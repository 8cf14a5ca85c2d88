package dev.mediaboot.export.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.mediaboot.Mount;

/**
 * Writes what Caddy does with the requests for one mount.
 */
final class CaddyMount {

	/** Characters that Caddy's look for a file would take for wildcards. */
	private static final String NO_WILDCARD = "[^*?\\[\\]{}\\\\]";

	/** Of these, what a name consists of that Content-Disposition has in quotes. */
	private static final String QUOTABLE = "[ !#$&-)+-.0->@-Z^-z|~]";

	private final ExportedMount mount;

	private final FileKinds kinds;

	private final String name;

	CaddyMount(ExportedMount mount, int number) {
		this.mount = mount;
		this.kinds = FileKinds.of(mount.mount());
		this.name = "media_" + number;
	}

	void write(ConfigurationText text, ExportedMounts mounts) {
		text.line("");
		text.comment(this.mount.mount().url());
		if (!this.mount.isServed()) {
			text.comment(this.mount.passedOn() + ": the application answers.");
			text.line("@" + this.name + " path_regexp "
					+ CaddyConfiguration.pattern("^" + ConfigurationText.literally(this.mount.path()) + "(?:/|$)"));
			text.open("handle @" + this.name + " {");
			CaddyConfiguration.writeProxy(text, mounts);
			text.close("}");
			return;
		}
		writeMaps(text);
		writeMatcher(text);
		text.open("handle @" + this.name + " {");
		text.open("@file {");
		text.line("not vars {" + this.name + "_type} ``");
		text.open("file {");
		text.line("root " + CaddyConfiguration.word(this.mount.directory()));
		text.line("try_files `/{re." + this.name + ".1}`");
		text.close("}");
		text.close("}");
		text.open("handle @file {");
		writeFiles(text);
		text.close("}");
		text.open("handle {");
		CaddyConfiguration.writeProxy(text, mounts);
		text.close("}");
		text.close("}");
	}

	private void writeMaps(ConfigurationText text) {
		writeMap(text, "_type", FileKinds.Kind::type);
		writeMap(text, "_policy", FileKinds.Kind::policy);
		writeMap(text, "_disposition", (kind) -> kind.attachment() ? "1" : "");
	}

	private void writeMap(ConfigurationText text, String suffix, Function<FileKinds.Kind, String> value) {
		Map<String, String> values = new TreeMap<>();
		this.kinds.known().forEach((extension, kind) -> {
			if (this.mount.mount().policy().serves(extension) && !value.apply(kind).isEmpty()) {
				values.put(extension, value.apply(kind));
			}
		});
		text.open("map {media_extension} {" + this.name + suffix + "} {");
		values.forEach((extension, each) -> text
			.line(CaddyConfiguration.word(extension) + " " + CaddyConfiguration.word(each)));
		text.line("default ``");
		text.close("}");
	}

	/** Selects what Caddy may look for. */
	private void writeMatcher(ConfigurationText text) {
		Mount mount = this.mount.mount();
		String path = this.kinds.known().values().stream().anyMatch(FileKinds.Kind::attachment)
				? "(?:" + NO_WILDCARD + "*/)?" + QUOTABLE + "+" : NO_WILDCARD + "+";
		text.comment("Caddy serves files, whose extension is in lower case. Whatever else there is goes to the "
				+ "application: directories and their index, missing files, other methods and spellings.");
		text.open("@" + this.name + " {");
		text.line("method GET HEAD");
		text.line("path_regexp " + this.name + " " + CaddyConfiguration
			.pattern("^" + ConfigurationText.literally(this.mount.path()) + "/(" + path + ")$"));
		text.line("vars_regexp {http.request.orig_uri} "
				+ CaddyConfiguration.pattern("^" + UsualPath.PATTERN + "(?:\\?|$)"));
		if (mount.policy().cors() != null) {
			text.line("not header Origin *");
		}
		if (!mount.policy().types().isEmpty()) {
			text.line("not path_regexp "
					+ CaddyConfiguration.pattern("/" + ConfigurationText.anyOf(mount.policy().types().keySet()) + "$"));
		}
		text.close("}");
	}

	private void writeFiles(ConfigurationText text) {
		Mount mount = this.mount.mount();
		text.line("vars media_served 1");
		text.line("root * " + CaddyConfiguration.word(this.mount.directory()));
		text.line("uri strip_prefix " + plain(this.mount.path()));
		text.line("header Content-Type {" + this.name + "_type}");
		text.line("header Cache-Control " + CaddyConfiguration.word(mount.policy().cacheControl()));
		text.line("header X-Content-Type-Options nosniff");
		text.line("@policy not vars {" + this.name + "_policy} ``");
		text.line("header @policy Content-Security-Policy {" + this.name + "_policy}");
		text.line("@disposition not vars {" + this.name + "_disposition} ``");
		text.line(
				"header @disposition Content-Disposition `attachment; filename=\"{http.request.orig_uri.path.file}\"`");
		this.mount.vary().forEach((name) -> text.line("header +Vary " + name));
		mount.policy()
			.headers()
			.forEach((name, value) -> text.line("header +" + CaddyConfiguration.word(name).replace("`", "") + " "
					+ CaddyConfiguration.word(value)));
		if (!mount.policy().precompressed()) {
			text.line("file_server");
			return;
		}
		text.comment("Caddy does not ask whether a precompressed file is older than the file.");
		text.open("file_server {");
		text.line("precompressed br zstd gzip");
		text.close("}");
	}

	/** Returns a prefix that is spelled in one way only. */
	private static String plain(String path) {
		for (int i = 0; i < path.length(); i++) {
			char character = path.charAt(i);
			if (character >= 0x80 || (!Character.isLetterOrDigit(character) && "/-_.".indexOf(character) < 0)) {
				throw new ConfigurationText.InexpressibleException("Caddy may misread the path of the mount");
			}
		}
		return CaddyConfiguration.word(path);
	}

}
