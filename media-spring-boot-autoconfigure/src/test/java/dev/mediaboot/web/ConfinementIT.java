package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names and confinement hold for what is sent, whichever way it was found.
 */
@EnabledOnOs(OS.LINUX)
class ConfinementIT {

	@ParameterizedTest
	@EnumSource
	void linksShowNothingHiddenAsFileIndexOrSibling(Server server, @TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		link(fixture.path("media/shown.txt"), ".hidden");
		fixture.write("site/.secret.html", Fixture.SECRET);
		Files.createDirectory(fixture.path("site/index"));
		link(fixture.path("site/index/index.html"), "../.secret.html");
		fixture.write("site/linked.js", "identity");
		fixture.write("site/.secret.br", Fixture.SECRET);
		link(fixture.path("site/linked.js.br"), ".secret.br");
		fixture.write("site/brotli/other.br", "brotli");
		fixture.write("site/other.js", "identity");
		link(fixture.path("site/other.js.br"), "brotli/other.br");
		try (Server.Application application = server.start(List.of(), fixture.properties())) {
			assertThat(application.send(Row.get("", "/media/shown.txt")).status()).isEqualTo(404);
			assertThat(application.send(Row.get("", "/site/index/")).status()).isEqualTo(404);
			assertThat(application.send(Row.get("", "/site/linked.js").with("Accept-Encoding", "br")).text())
				.isEqualTo("identity");
			assertThat(application.send(Row.get("", "/site/other.js").with("Accept-Encoding", "br")).text())
				.isEqualTo("brotli");
		}
	}

	@ParameterizedTest
	@EnumSource
	void directoryThatIsMovedOutAndLinkedToIsNotServedFromMemory(Server server, @TempDir Path directory)
			throws IOException {
		Fixture fixture = Fixture.in(directory);
		try (Server.Application application = server.start(List.of(), fixture.properties())) {
			Row row = Row.get("", "/media/sub/inner.txt");
			for (int i = 0; i < 3; i++) {
				assertThat(application.send(row).text()).isEqualTo(Fixture.WITHIN);
			}
			Files.move(fixture.path("media/sub"), fixture.path("sub"));
			link(fixture.path("media/sub"), "../sub");
			Awaitility.await()
				.pollInSameThread()
				.atMost(Duration.ofSeconds(2))
				.until(() -> application.send(row).status() == 404);
			assertThat(application.send(row).status()).isEqualTo(404);
		}
	}

	private static void link(Path link, String target) throws IOException {
		Files.createSymbolicLink(link, Path.of(target));
	}

}
