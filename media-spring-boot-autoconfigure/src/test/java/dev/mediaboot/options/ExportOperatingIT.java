package dev.mediaboot.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration of a web server in the endpoint, in the log and in health.
 */
@Tag("once")
@ExtendWith(OutputCaptureExtension.class)
class ExportOperatingIT {

	private static final String SECRET = "a-secret-that-stays-here";

	@TempDir
	private Path directory;

	private Server.Application start(String... more) throws IOException {
		Fixture fixture = Fixture.in(this.directory);
		String[] properties = new String[more.length + 6];
		System.arraycopy(more, 0, properties, 6, more.length);
		properties[0] = "management.endpoints.web.exposure.include=media,health";
		properties[1] = "management.endpoint.health.show-details=always";
		properties[2] = "media.offload.type=x-accel-redirect";
		properties[3] = "media.offload.secret=" + SECRET;
		properties[4] = "media.export.upstream=http://127.0.0.1:8080";
		properties[5] = "logging.level.dev.mediaboot.export=warn";
		return Server.TOMCAT.start(List.of(), fixture.properties(properties));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nginx", "apache", "caddy" })
	void endpointWritesTheConfigurationWithoutItsSecret(String server) throws IOException {
		// Caddy serves only what may be linked from anywhere.
		try (Server.Application application = start("management.endpoint.media.show-values=always",
				"media.mounts.site.symlinks=follow")) {
			Reply reply = application.send(Row.get("", "/actuator/media/" + server));
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.field("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
			assertThat(reply.text()).startsWith("# media-spring-boot-starter " + server + " sha256:")
				.contains(this.directory.resolve("site").toString())
				.doesNotContain(SECRET);
		}
	}

	@Test
	void endpointThatHidesLocationsWritesNoConfiguration() throws IOException {
		try (Server.Application application = start()) {
			assertThat(application.send(Row.get("", "/actuator/media/nginx")).status()).isEqualTo(404);
			assertThat(application.send(Row.get("", "/actuator/media/site")).status()).isEqualTo(200);
		}
	}

	@Test
	void otherMountsAreReportedAtTheStartAndByHealth(CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("media.conf");
		String[] properties = { "management.endpoint.media.show-values=always", "media.export.check=" + file };
		try (Server.Application application = start(properties)) {
			String masked = application.send(Row.get("", "/actuator/media/nginx")).text();
			Files.writeString(file, masked.replace("******", SECRET));
		}
		assertThat(output).contains("media.conf', cannot be read");
		String problem = "media.conf', was written for other mounts or settings. Write it again with 'media.export.format=nginx'";
		try (Server.Application application = start(properties)) {
			assertThat(output).doesNotContain(problem);
			assertThat(application.send(Row.get("", "/actuator/health/media")).text()).contains("\"UP\"");
			application.context().getBean(MediaRegistry.class).mount("/more", this.directory.resolve("site"));
			assertThat(application.send(Row.get("", "/actuator/health/media")).text()).contains("\"UNKNOWN\"", problem);
			assertThat(application.send(Row.get("", "/actuator/health")).status()).isEqualTo(200);
		}
		try (Server.Application application = start("media.export.check=" + file, "media.index=index.html")) {
			assertThat(application.port()).isPositive();
			assertThat(output).contains(problem);
		}
	}

}
