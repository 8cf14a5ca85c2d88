package dev.mediaboot.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.mediaboot.ExportedConfiguration;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;

/**
 * A web server with the generated configuration, in front of the application on Tomcat.
 *
 * @param application the application
 * @param server the web server
 */
record FrontedApplication(Server.Application application, WebServer.Running server) implements AutoCloseable {

	/** Stands for the port in the configuration, which is known before the server is. */
	private static final String PORT = "65535";

	/** Stands for the secret in the configuration that may be shown. */
	private static final String MASK = "******";

	static FrontedApplication start(WebServer server, ParityFiles files) throws IOException {
		String offload = switch (server) {
			case NGINX -> "x-accel-redirect";
			case APACHE -> "x-sendfile";
			case CADDY -> "none";
		};
		Server.Application application = Server.TOMCAT.start(List.of(ParityApplication.class),
				ParityApplication.properties(files, offload, "media.export.listen=127.0.0.1:" + PORT));
		String id = server.name().toLowerCase(Locale.ROOT);
		String text = Objects
			.requireNonNull(application.context().getBean(ExportedConfiguration.class).text(id), "configuration")
			.replace(MASK, ParityApplication.SECRET);
		String listen = (server == WebServer.APACHE) ? "Listen 127.0.0.1:" + PORT + "\n" : "";
		return new FrontedApplication(application, server.start(Files.createDirectory(files.path(id)),
				(port) -> (listen + text).replace(PORT, String.valueOf(port))));
	}

	@Override
	public void close() {
		this.server.close();
		this.application.close();
	}

}
