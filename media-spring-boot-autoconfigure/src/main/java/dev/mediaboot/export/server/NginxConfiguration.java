package dev.mediaboot.export.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mediaboot.offload.InternalLocation;
import dev.mediaboot.offload.OffloadType;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file for the {@code http} block of nginx: variables, and a server for each
 * host.
 */
final class NginxConfiguration implements WebServerConfiguration {

	private static final String USUAL = "^(?:GET|HEAD) " + UsualPath.PATTERN + "(?:\\?|$)";

	private static final String HIDDEN = "/\\.(?!well-known(?:/|$))";

	@Override
	public String write(ExportedMounts all) {
		ExportedMounts mounts = all.checked((mount) -> check(mount, all));
		ConfigurationText text = new ConfigurationText();
		text.comment("Include this file in the http block of nginx. Change the application rather than this file.");
		writeVariables(text, mounts);
		List<NginxMount> writers = new ArrayList<>();
		Map<List<String>, String> maps = new HashMap<>();
		for (ExportedMount mount : mounts.mounts()) {
			NginxMount writer = new NginxMount(mount, mounts.number(mount), mounts);
			writer.writeMaps(text, maps);
			writers.add(writer);
		}
		for (String host : mounts.hosts()) {
			writeServer(text, mounts, host, writers);
		}
		return text.toString();
	}

	/** Passes on what nginx cannot be told of. */
	private static ExportedMount check(ExportedMount mount, ExportedMounts mounts) {
		return mount.checkedBy((text) -> {
			NginxMount writer = new NginxMount(mount, mounts.number(mount), mounts);
			writer.writeMaps(text, new HashMap<>());
			writer.write(text);
		});
	}

	/** Stands for a disposition that only the application can write. */
	static final String UNNAMED = "unnamed";

	private static void writeVariables(ConfigurationText text, ExportedMounts mounts) {
		text.line("");
		text.comment("nginx cannot quote a dollar sign.");
		text.line("geo $media_dollar { default \"$\"; }");
		text.line("map \"\" $media_nothing { default \"\"; }");
		text.line("upstream media_application { server " + mounts.authority() + "; keepalive 32; }");
		text.line("map $http_host $media_host { default $http_host; \"\" $host; }");
		text.line("map $http_upgrade $media_connection { default upgrade; \"\" \"\"; }");
		text.line("");
		text.comment("Whatever is not spelled in the usual way is left to the application.");
		text.open("map \"$request_method $request_uri\" $media_unusual {");
		text.line("default 1;");
		text.line(NginxText.pattern(USUAL) + " \"\";");
		text.close("}");
		text.line("map $uri $media_hidden { default \"\"; " + NginxText.pattern(HIDDEN) + " 1; }");
		text.line("map $request_method $media_method { default 1; GET \"\"; HEAD \"\"; OPTIONS \"\"; }");
		text.line("map $uri $media_extension { default \"\"; \"~(\\.[^./]*)$\" $1; }");
		text.line("");
		// The value of a map with a pattern must not contain another such map, which
		// would replace the captures while they are being copied (CVE-2026-42533).
		text.comment("Files that are saved. The application writes names that are not plain ASCII.");
		text.open("map $uri $media_disposition {");
		text.line("default " + UNNAMED + ";");
		text.line("\"~/([ !#$&-.0-\\[\\]-~]+)$\" \"attachment; filename=\\\"$1\\\"\";");
		text.close("}");
	}

	private static void writeServer(ConfigurationText text, ExportedMounts mounts, @Nullable String host,
			List<NginxMount> writers) {
		text.line("");
		text.open("server {");
		for (String listen : mounts.listen()) {
			text.line("listen " + NginxText.word(listen) + ((host == null) ? " default_server;" : ";"));
		}
		text.line("server_name " + ((host == null) ? "_" : NginxText.word(host)) + ";");
		if (mounts.include() != null) {
			text.line("include " + NginxText.word(mounts.include()) + ";");
		}
		text.line("merge_slashes off;");
		text.comment("The application limits what it is sent, so nginx does not keep it on its disk before.");
		text.line("client_max_body_size 0;");
		text.line("proxy_request_buffering off;");
		text.comment("Media types as in the application, for mounts that have none of their own.");
		NginxMount.writeTypes(text, FileKinds.USUAL);
		writeProxy(text, mounts);
		writeErrors(text);
		writeOffloaded(text, mounts);
		for (ExportedMount mount : mounts.mountsOf(host)) {
			writers.get(mounts.number(mount) - 1).write(text);
		}
		text.close("}");
	}

	private static void writeProxy(ConfigurationText text, ExportedMounts mounts) {
		text.line("");
		text.comment("Everything else is answered by the application. Fields that only a proxy may send are its own.");
		text.line("proxy_http_version 1.1;");
		text.line("proxy_set_header Host $media_host;");
		text.line("proxy_set_header Connection $media_connection;");
		text.line("proxy_set_header Upgrade $http_upgrade;");
		text.line("proxy_set_header Forwarded \"\";");
		text.line("proxy_set_header X-Forwarded-For $remote_addr;");
		text.line("proxy_set_header X-Forwarded-Host $media_host;");
		text.line("proxy_set_header X-Forwarded-Port $server_port;");
		text.line("proxy_set_header X-Forwarded-Prefix \"\";");
		text.line("proxy_set_header X-Forwarded-Proto $scheme;");
		text.line("proxy_set_header X-Media-Offload " + secret(mounts) + ";");
		text.line("location / { " + pass(mounts) + " }");
		text.line("location @media_application { " + passFiles(mounts) + " }");
	}

	private static String secret(ExportedMounts mounts) {
		boolean offloads = mounts.secret() != null && !offloaded(mounts).isEmpty();
		return offloads ? NginxText.value(String.valueOf(mounts.secret())) : "\"\"";
	}

	/**
	 * Without a directory that nginx can be told of, the application sends everything.
	 */
	private static Map<Path, Set<String>> offloaded(ExportedMounts mounts) {
		Map<Path, Set<String>> directories = mounts.offloaded(OffloadType.X_ACCEL_REDIRECT);
		try {
			directories.keySet().forEach((directory) -> internalLocation(mounts, directory, Set.of()));
			return directories;
		}
		catch (ConfigurationText.InexpressibleException ex) {
			return Map.of();
		}
	}

	private static String internalLocation(ExportedMounts mounts, Path directory, Set<String> fields) {
		return InternalLocation.of(NginxText.word(mounts.internal().apply(directory)), NginxText.value(directory + "/"),
				fields);
	}

	private static void writeOffloaded(ConfigurationText text, ExportedMounts mounts) {
		Map<Path, Set<String>> directories = offloaded(mounts);
		if (!directories.isEmpty()) {
			text.line("");
			text.comment("Files that the application has found and permitted, with its own fields.");
			InternalLocation.MISSING.lines().forEach(text::line);
			directories.forEach(
					(directory, fields) -> internalLocation(mounts, directory, fields).lines().forEach(text::line));
		}
	}

	static String pass(ExportedMounts mounts) {
		return "proxy_pass " + mounts.upstream().getScheme() + "://media_application;";
	}

	/**
	 * Files that the application sends may be those of strangers, so nginx must not look
	 * for server-side includes in them.
	 */
	static String passFiles(ExportedMounts mounts) {
		return "ssi off; " + pass(mounts);
	}

	private static void writeErrors(ConfigurationText text) {
		text.line("");
		text.comment("Errors have no body, as those of the application.");
		writeError(text, "not_found", 404, "");
		writeError(text, "method_not_allowed", 405, "add_header Allow \"GET, HEAD, OPTIONS\" always; ");
		writeError(text, "precondition_failed", 412, "");
		writeError(text, "range_not_satisfiable", 416, "");
	}

	private static void writeError(ConfigurationText text, String name, int status, String fields) {
		text.open("location @media_" + name + " {");
		text.line("types { } default_type \"\";");
		text.line(
				fields + "add_header Cache-Control no-store always; add_header X-Content-Type-Options nosniff always;");
		text.line("return " + status + " $media_nothing;");
		text.close("}");
	}

}
