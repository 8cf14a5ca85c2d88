package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;

/**
 * A real web server in front of an application, which hands files over to it.
 */
public final class Front {

	public static final String SECRET = "0123456789abcdef-._~+/=";

	private Front() {
	}

	/** Properties of an application behind a web server. */
	public static String[] properties(OffloadType type) {
		return new String[] { "media.offload.type=" + type, "media.offload.secret=" + SECRET };
	}

	/** Starts nginx with an internal location for each directory that is mounted. */
	public static WebServer.Running nginx(Path home, Server.Application application) throws IOException {
		Offloads offloads = application.context().getBean(Offloads.class);
		List<Mount> mounts = application.context().getBean(MediaRegistry.class).mounts();
		List<String> fields = mounts.stream().flatMap((mount) -> mount.policy().headers().keySet().stream()).toList();
		String locations = mounts.stream()
			.flatMap((mount) -> mount.directories().stream())
			.distinct()
			.map((directory) -> InternalLocation.of('"' + offloads.location(directory) + '"', "\"" + directory + "/\"",
					fields))
			.collect(Collectors.joining("\n"));
		return WebServer.NGINX.start(Files.createDirectories(home), (port) -> """
				server {
					listen 127.0.0.1:%d;
					location / {
						proxy_pass http://127.0.0.1:%d;
						proxy_http_version 1.1;
						proxy_set_header Connection "";
						proxy_set_header Host $http_host;
						proxy_set_header X-Media-Offload %s;
					}
					%s
					%s
				}
				""".formatted(port, application.port(), SECRET, InternalLocation.MISSING, locations));
	}

	/** Starts Apache with mod_xsendfile, which may read below some directories. */
	public static WebServer.Running apache(Path home, Server.Application application, Path... directories)
			throws IOException {
		StringBuilder paths = new StringBuilder();
		for (Path directory : directories) {
			paths.append("XSendFilePath \"%s\"%n".formatted(directory));
		}
		return WebServer.APACHE.start(Files.createDirectories(home), (port) -> """
				Listen 127.0.0.1:%1$d
				<VirtualHost 127.0.0.1:%1$d>
					ProxyPreserveHost On
					AllowEncodedSlashes NoDecode
					ProxyPass / http://127.0.0.1:%2$d/ nocanon
					RequestHeader set X-Media-Offload %3$s
					<Location "/">
						XSendFile On
						XSendFileIgnoreEtag Off
						XSendFileIgnoreLastModified Off
						%4$s
					</Location>
				</VirtualHost>
				""".formatted(port, application.port(), SECRET, paths));
	}

}
