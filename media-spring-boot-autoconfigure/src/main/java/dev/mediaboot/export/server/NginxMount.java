package dev.mediaboot.export.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Writes what nginx does with the requests for one mount.
 */
final class NginxMount {

	private final ExportedMount mount;

	private final FileKinds kinds;

	private final String variable;

	private final ExportedMounts mounts;

	/** The variable of the content policy, if there is one. */
	private @Nullable String policy;

	/** The variable of the disposition, if any file has one. */
	private @Nullable String disposition;

	/**
	 * Creates a writer.
	 * @param mount the mount
	 * @param number the number of the mount, which its variables are named after
	 * @param mounts what is common to all mounts
	 */
	NginxMount(ExportedMount mount, int number, ExportedMounts mounts) {
		this.mount = mount;
		this.kinds = FileKinds.of(mount.mount());
		this.variable = "$media_" + number;
		this.mounts = mounts;
	}

	/**
	 * Writes the variables of the mount, which belong to the {@code http} block.
	 * @param maps the variables that have been written, by what they contain: most mounts
	 * have the same
	 */
	void writeMaps(ConfigurationText text, Map<List<String>, String> maps) {
		if (this.mount.isServed()) {
			this.policy = writeMap(text, maps, "_policy", (kind) -> NginxText.value(kind.policy()));
			this.disposition = writeMap(text, maps, "_disposition",
					(kind) -> kind.attachment() ? "$media_disposition" : "\"\"");
		}
	}

	private @Nullable String writeMap(ConfigurationText text, Map<List<String>, String> maps, String name,
			Function<FileKinds.Kind, String> value) {
		if (!isUsed(value)) {
			return null;
		}
		String unknown = value.apply(this.kinds.unknown());
		List<String> content = new ArrayList<>();
		content.add("default " + unknown + ";");
		this.kinds.exceptions().forEach((extension, kind) -> {
			if (!value.apply(kind).equals(unknown)) {
				content.add(NginxText.word("." + extension) + " " + value.apply(kind) + ";");
			}
		});
		return maps.computeIfAbsent(content, (each) -> {
			String variable = this.variable + name;
			text.open("map $media_extension " + variable + " {");
			text.lines(content);
			text.close("}");
			return variable;
		});
	}

	private boolean isUsed(Function<FileKinds.Kind, String> value) {
		return !value.apply(this.kinds.unknown()).equals("\"\"")
				|| this.kinds.known().values().stream().anyMatch((kind) -> !value.apply(kind).equals("\"\""));
	}

	/** Writes the locations of the mount, which belong to a server. */
	void write(ConfigurationText text) {
		text.line("");
		text.comment(this.mount.mount().url());
		if (!this.mount.isServed()) {
			text.comment(this.mount.passedOn() + ": the application answers.");
			writeLocation(text, () -> text.line(NginxConfiguration.passFiles(this.mounts)));
		}
		else {
			writeLocation(text, () -> writeFiles(text));
		}
		// The application redirects to the index of the mount, or says that there is none
		text.line("location = " + NginxText.word(this.mount.path()) + " { " + NginxConfiguration.pass(this.mounts)
				+ " }");
	}

	private void writeLocation(ConfigurationText text, Runnable content) {
		text.open("location ^~ " + NginxText.word(this.mount.path() + "/") + " {");
		content.run();
		text.close("}");
	}

	private void writeDirectory(ConfigurationText text) {
		String directory = this.mount.directory() + "/";
		text.line("alias " + NginxText.value(directory) + ";");
		if (this.mount.followsLinks()) {
			text.line("disable_symlinks off;");
		}
		else {
			text.line("disable_symlinks on " + NginxText.value("from=" + directory) + ";");
		}
		// Of what the http block may say, this would change files, list them, or have a
		// stranger's page include internal locations.
		text.line("open_file_cache off;");
		text.line("autoindex off;");
		text.line("ssi off;");
		text.line("gzip off;");
		text.line("expires off;");
		text.line("charset off;");
	}

	private void writeFiles(ConfigurationText text) {
		Mount mount = this.mount.mount();
		writeDirectory(text);
		text.line("etag on;");
		text.line("if_modified_since before;");
		text.line("max_ranges 100;");
		text.line("gzip_vary off;");
		if (mount.policy().precompressed()) {
			text.comment("nginx sends .gz files only, and does not ask whether they are older than the file.");
			text.line("gzip_static on;");
			text.line("gzip_proxied any;");
		}
		else {
			text.line("gzip_static off;");
		}
		writeErrors(text);
		writeRefusals(text);
		writeFields(text, mount);
		writeTypes(text);
	}

	private void writeErrors(ConfigurationText text) {
		if (this.mount.checksLinks() || this.mounts.aliased()) {
			text.comment(this.mount.checksLinks()
					? "nginx follows no link here. The application finds out whether it may be followed."
					: "A name that no file has may be a further name of one, such as a versioned one.");
			text.line("error_page 403 404 418 = @media_application;");
		}
		else {
			text.line("error_page 403 404 = @media_not_found;");
			text.line("error_page 418 = @media_application;");
		}
		text.line("error_page 405 = @media_method_not_allowed;");
		text.line("error_page 412 = @media_precondition_failed;");
		text.line("error_page 416 = @media_range_not_satisfiable;");
	}

	private void writeRefusals(ConfigurationText text) {
		Mount mount = this.mount.mount();
		text.line("if ($media_hidden) { return 404; }");
		text.line("if ($media_method) { return 405; }");
		text.line("if ($media_unusual) { return 418; }");
		if (this.disposition != null) {
			text.line("if (" + this.disposition + " = " + NginxConfiguration.UNNAMED + ") { return 418; }");
		}
		if (mount.policy().cors() != null) {
			text.comment("Only the application knows which pages of other origins may read the files.");
			text.line("if ($http_origin) { return 418; }");
		}
		if (!mount.policy().types().isEmpty()) {
			text.comment("nginx has media types for extensions only, and these may be whole names.");
			text.line(
					"if ($uri ~ " + NginxText.word("/" + ConfigurationText.anyOf(mount.policy().types().keySet()) + "$")
							+ ") { return 418; }");
		}
		if (!mount.policy().extensions().isEmpty()) {
			text.line("if ($uri !~* " + NginxText.word(extensions(mount.policy().extensions())) + ") { return 404; }");
		}
		if (this.mount.index().isEmpty()) {
			text.line("if (-d $request_filename) { return 404; }");
			return;
		}
		StringBuilder index = new StringBuilder("index");
		this.mount.index().forEach((name) -> index.append(' ').append(NginxText.value(name)));
		text.line(index + ";");
		text.comment("A directory without its slash: the application redirects, if there is an index.");
		text.line("set $media_directory \"\";");
		text.line("if (-d $request_filename) { set $media_directory d; }");
		text.line("if ($uri !~ \"/$\") { set $media_directory \"${media_directory}n\"; }");
		text.line("if ($media_directory = dn) { return 418; }");
	}

	/** Directories have no extension that matters. */
	private static String extensions(List<String> extensions) {
		String none = extensions.contains("") ? "|/[^./]*\\.?$" : "";
		return "\\." + ConfigurationText.anyOf(extensions.stream().filter((each) -> !each.isEmpty()).toList()) + "$|/$"
				+ none;
	}

	private void writeFields(ConfigurationText text, Mount mount) {
		text.line("add_header Cache-Control " + NginxText.value(mount.policy().cacheControl()) + ";");
		text.line("add_header X-Content-Type-Options nosniff always;");
		if (this.policy != null) {
			text.line("add_header Content-Security-Policy " + this.policy + ";");
		}
		if (this.disposition != null) {
			text.line("add_header Content-Disposition " + this.disposition + ";");
		}
		this.mount.vary().forEach((name) -> text.line("add_header Vary " + name + ";"));
		for (Map.Entry<String, String> header : mount.policy().headers().entrySet()) {
			text.line("add_header " + NginxText.word(header.getKey()) + " " + NginxText.value(header.getValue()) + ";");
		}
	}

	private void writeTypes(ConfigurationText text) {
		text.line("default_type " + NginxText.value(this.kinds.unknown().type()) + ";");
		if (!this.kinds.extensionsByType().equals(FileKinds.USUAL.extensionsByType())) {
			writeTypes(text, this.kinds);
		}
	}

	/** Writes media types, which the locations within inherit that have none. */
	static void writeTypes(ConfigurationText text, FileKinds kinds) {
		text.line("types_hash_max_size 4096;");
		text.open("types {");
		kinds.extensionsByType().forEach((type, extensions) -> {
			StringBuilder line = new StringBuilder(NginxText.word(type));
			extensions.forEach((extension) -> line.append(' ').append(NginxText.word(extension)));
			text.line(line + ";");
		});
		text.close("}");
	}

}
