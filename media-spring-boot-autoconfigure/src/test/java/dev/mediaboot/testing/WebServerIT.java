package dev.mediaboot.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link WebServer}.
 */
@Tag("once")
class WebServerIT {

	@TempDir
	Path home;

	@ParameterizedTest
	@EnumSource
	void answersAsItIsToldAndAsItIsToldNext(WebServer server) throws Exception {
		try (WebServer.Running running = server.start(this.home, (port) -> configuration(server, port, "first"))) {
			assertThat(running.send(Row.get("", "/")).field("X-Told")).isEqualTo("first");
			running.reload((port) -> configuration(server, port, "second"));
			assertThat(running.send(Row.get("", "/")).field("X-Told")).isEqualTo("second");
		}
	}

	@ParameterizedTest
	@EnumSource
	void saysWhyItDoesNotStart(WebServer server) {
		assertThatIOException()
			.isThrownBy(() -> server.start(this.home,
					(port) -> (server == WebServer.CADDY) ? "localhost {\nnonsense\n}" : "nonsense;"))
			.withMessageContaining("nonsense");
	}

	private String configuration(WebServer server, int port, String value) {
		return switch (server) {
			case NGINX -> """
					server {
						listen 127.0.0.1:%d;
						add_header X-Told %s always;
					}
					""".formatted(port, value);
			case APACHE -> """
					Listen 127.0.0.1:%d
					Header always set X-Told %s
					""".formatted(port, value);
			case CADDY -> """
					http://:%d {
						header X-Told %s
						respond told
					}
					""".formatted(port, value);
		};
	}

}
