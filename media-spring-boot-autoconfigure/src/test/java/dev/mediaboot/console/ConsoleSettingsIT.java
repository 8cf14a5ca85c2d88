package dev.mediaboot.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console is told where the endpoint is, and finds it there.
 */
class ConsoleSettingsIT {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=media";

	private static final String BUNDLED = "{ \"endpoint\": null }";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
		fixture.write("bundled/console.json", BUNDLED);
		fixture.awaitAge();
	}

	@ParameterizedTest
	@EnumSource
	void endpointOfTheApplicationHasPathAlone(Server server) throws IOException {
		try (Server.Application application = start(server, EXPOSED)) {
			Reply reply = get(application, "/admin-media/console.json");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.field("Content-Type")).isEqualTo("application/json");
			assertThat(reply.text()).isEqualTo("{\"endpoint\":\"../actuator/media\"}\n");
			assertThat(get(application, "/actuator/media").text()).contains("\"url\":\"/admin-media\"");
			assertThat(application
				.send(Row.get("", "/admin-media/console.json").with("If-None-Match", reply.field("ETag")))
				.status()).isEqualTo(304);
		}
	}

	@ParameterizedTest
	@EnumSource
	void pathsOfContextAndServletPrecede(Server server) throws IOException {
		try (Server.Application application = start(server, EXPOSED, "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			assertThat(get(application, "/app/mvc/admin-media/console.json").text())
				.isEqualTo("{\"endpoint\":\"../actuator/media\"}\n");
			assertThat(get(application, "/app/mvc/actuator/media").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void endpointMayHaveAnotherPath(Server server) throws IOException {
		try (Server.Application application = start(server, EXPOSED, "management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.media=files")) {
			assertThat(get(application, "/admin-media/console.json").text())
				.isEqualTo("{\"endpoint\":\"../manage/files\"}\n");
			assertThat(get(application, "/manage/files").status()).isEqualTo(200);
		}
	}

	/** A management server of its own takes the only server of the class path. */
	@ParameterizedTest
	@EnumSource(names = "TOMCAT")
	void endpointMayHaveAnotherPort(Server server) throws IOException {
		try (Server.Application application = start(server, EXPOSED, "server.servlet.context-path=/app",
				"management.server.port=0", "management.server.base-path=/manage/")) {
			Server.Application management = application.onManagementPort();
			assertThat(management.port()).isNotEqualTo(application.port());
			assertThat(get(application, "/app/admin-media/console.json").text())
				.isEqualTo("{\"endpoint\":\"/manage/actuator/media\",\"port\":" + management.port() + "}\n");
			assertThat(get(management, "/manage/actuator/media").text()).contains("\"url\":\"/admin-media\"");
		}
	}

	@ParameterizedTest
	@EnumSource
	void endpointThatCannotBeAskedIsNotNamed(Server server) throws IOException {
		for (String property : List.of("management.endpoints.web.exposure.include=health",
				"management.endpoint.media.access=none", "management.server.port=-1")) {
			try (Server.Application application = start(server, EXPOSED, property)) {
				assertThat(get(application, "/admin-media/console.json").text()).as(property).isEqualTo(BUNDLED);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void anotherAdminIsLeftAlone(Server server) throws IOException {
		try (Server.Application application = start(server, EXPOSED, "media.admin-root=" + fixture.path("bundled"))) {
			assertThat(get(application, "/admin-media/console.json").text()).isEqualTo(BUNDLED);
		}
	}

	/** The second location stands for what the jar has when nobody knows better. */
	private static Server.Application start(Server server, String... properties) {
		String[] all = new String[properties.length + 4];
		all[0] = "media.admin-prefix=/admin-media";
		all[1] = "media.admin-root=" + fixture.path("bundled") + ",classpath:/META-INF/media/admin/";
		all[2] = "logging.level.root=ERROR";
		all[3] = "logging.level.dev.mediaboot=ERROR";
		System.arraycopy(properties, 0, all, 4, properties.length);
		return server.start(List.of(), all);
	}

	private static Reply get(Server.Application application, String target) throws IOException {
		return application.send(Row.get("", target));
	}

}
