package dev.mediaboot.export.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.mediaboot.offload.OffloadType;
import org.jspecify.annotations.Nullable;

/**
 * Writes virtual hosts for Apache. mod_rewrite finds the files that Apache serves by
 * itself, and marks their requests; whatever else there is goes to the application.
 */
final class ApacheConfiguration implements WebServerConfiguration {

	@Override
	public String write(ExportedMounts all) {
		ExportedMounts mounts = all.checked((mount) -> check(mount, all));
		ConfigurationText text = new ConfigurationText();
		text.comment(
				"Include this file outside of any virtual host, where Apache already listens. It needs the modules "
						+ "alias, headers, mime, proxy, proxy_http and rewrite. Change the application rather than this file.");
		for (String host : mounts.hosts()) {
			writeHost(text, mounts, host);
		}
		return text.toString();
	}

	/**
	 * Passes on what Apache cannot be told of, or opens in another way. Between its look
	 * at a file and its opening, a stranger could put a link there. Whether it follows
	 * links belongs to a directory, whichever mount has led there.
	 */
	private static ExportedMount check(ExportedMount mount, ExportedMounts mounts) {
		if (mount.isServed() && !mount.followsLinks() && mount.isOfStrangers()) {
			return mount.passOn("Apache may follow a link, and strangers wrote the files");
		}
		if (mount.isServed() && mount.followsLinks()
				&& mounts.mounts().stream().anyMatch((other) -> isStrict(other) && mount.overlaps(other))) {
			return mount.passOn("Another mount has files of the same directory, and does not follow links");
		}
		return mount.checkedBy((text) -> new ApacheMount(mount, mounts.number(mount), mounts).write(text));
	}

	/** Whether Apache serves the files without following links. */
	private static boolean isStrict(ExportedMount mount) {
		return mount.isServed() && !mount.followsLinks() && !mount.isOfStrangers();
	}

	private static void writeHost(ConfigurationText text, ExportedMounts mounts, @Nullable String host) {
		StringBuilder addresses = new StringBuilder();
		mounts.listen()
			.forEach((listen) -> addresses.append(' ').append((listen.indexOf(':') < 0) ? "*:" : "").append(listen));
		text.line("");
		text.open("<VirtualHost" + addresses + ">");
		text.line("ServerName " + ((host != null) ? host : "media.invalid"));
		if (mounts.include() != null) {
			text.line("Include " + ApacheText.path(mounts.include()));
		}
		text.comment("The application limits what it is sent.");
		text.line("LimitRequestBody 0");
		text.comment("Apache would answer with the fields that the application was sent, the secret included.");
		text.line("TraceEnable Off");
		text.line("RewriteEngine On");
		writeTypes(text);
		for (ExportedMount mount : mounts.mountsOf(host)) {
			new ApacheMount(mount, mounts.number(mount), mounts).write(text);
		}
		writeProxy(text, mounts);
		text.close("</VirtualHost>");
	}

	/** The types of most mounts; those that differ are with their mount. */
	private static void writeTypes(ConfigurationText text) {
		FileKinds kinds = FileKinds.USUAL;
		text.line("");
		text.comment("Media types as in the application, and nothing else that Apache derives from extensions.");
		text.open("<If \"-n reqenv('no-proxy')\">");
		kinds.extensionsByType().forEach((type, extensions) -> text.line(ApacheText.addType(type, extensions)));
		for (String directive : List.of("RemoveLanguage", "RemoveCharset", "RemoveEncoding", "RemoveHandler",
				"RemoveOutputFilter")) {
			text.prefixed(directive, kinds.known().keySet().stream().map((extension) -> "." + extension).toList());
		}
		text.close("</If>");
	}

	private static void writeOffloaded(ConfigurationText text, ExportedMounts mounts) {
		Set<Path> directories = mounts.offloaded(OffloadType.X_SENDFILE).keySet();
		ConfigurationText offloaded = new ConfigurationText();
		try {
			for (Path directory : directories) {
				offloaded.line("XSendFilePath " + ApacheText.path(directory.toString()));
			}
			if (!directories.isEmpty()) {
				offloaded
					.line("RequestHeader set X-Media-Offload " + ApacheText.field(String.valueOf(mounts.secret())));
			}
		}
		catch (ConfigurationText.InexpressibleException ex) {
			text.comment(ex.getMessage() + ", so the application sends all files.");
			directories = Set.of();
		}
		if (directories.isEmpty()) {
			text.line("RequestHeader unset X-Media-Offload");
			return;
		}
		text.comment("Files that the application has found and permitted. It needs the module xsendfile.");
		text.line("XSendFile On");
		text.line("XSendFileIgnoreEtag Off");
		text.line("XSendFileIgnoreLastModified Off");
		offloaded.toString().lines().forEach(text::line);
	}

	private static void writeProxy(ConfigurationText text, ExportedMounts mounts) {
		text.line("");
		text.comment("Everything else is answered by the application. Fields that only a proxy may send are its own.");
		text.line("AllowEncodedSlashes NoDecode");
		text.line("ProxyRequests Off");
		text.line("ProxyPreserveHost On");
		text.line("RequestHeader unset Forwarded");
		text.line("RequestHeader unset X-Forwarded-For");
		text.line("RequestHeader unset X-Forwarded-Host");
		text.line("RequestHeader unset X-Forwarded-Server");
		text.line("RequestHeader unset X-Forwarded-Prefix");
		text.line("RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}");
		text.line("RequestHeader set X-Forwarded-Port expr=%{SERVER_PORT}");
		writeOffloaded(text, mounts);
		text.comment(
				"Errors of the application have no body, and no media type that Apache would take from their path.");
		text.line("Header unset Content-Type \"expr=-z reqenv('no-proxy') && %{REQUEST_STATUS} -ge 400"
				+ " && resp('Content-Length') == '0'\"");
		text.line("ProxyPass \"/\" \"" + mounts.upstream().getScheme() + "://" + mounts.authority()
				+ "/\" nocanon upgrade=websocket");
	}

}
