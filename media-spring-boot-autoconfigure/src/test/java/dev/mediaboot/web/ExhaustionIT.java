package dev.mediaboot.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.ExhaustedServer;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that cannot be opened now is not a file that is not there.
 */
class ExhaustionIT {

	private static final String TXT = "/media/alphabet.txt";

	@ParameterizedTest
	@EnumSource
	void aStoreThatCannotAnswerIsUnavailableForAMoment(Server server, @TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		try (Server.Application application = server.start(List.of(BrokenStore.class),
				fixture.properties("logging.level.dev.mediaboot.answer=OFF"))) {
			for (String method : List.of("GET", "HEAD")) {
				Row row = unavailable(server, Row.of("", method, "/broken/a.txt"));
				row.check(application.send(row));
			}
			assertThat(application.send(Row.get("", TXT)).text()).isEqualTo(Fixture.ALPHABET);
		}
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(OS.LINUX)
	void descriptorsThatAreUsedUpAreUnavailableForAMoment(Server server, @TempDir Path directory) throws Exception {
		Fixture.in(directory);
		Process process = ExhaustedServer.start(directory.resolve("errors.log"),
				List.of("sh", "-c", "ulimit -n 400 && exec \"$@\"", "sh", ExhaustedServer.java()), server,
				Protocol.HTTP_1_1, directory.resolve("media"), "media.cache.enabled=false");
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(await(output, "port "));
			try (RawHttp http = RawHttp.connect(port); RawHttp other = RawHttp.connect(port)) {
				assertThat(http.get(TXT).text()).isEqualTo(Fixture.ALPHABET);
				assertThat(other.get("/media/missing.txt").status()).isEqualTo(404);
				tell(process, "exhaust");
				assertThat(Integer.parseInt(await(output, "held "))).isPositive();
				await(output, "done ");
				Row row = unavailable(server, Row.get("", TXT));
				row.check(http.send(row.octets()).read("GET"));
				row.check(other.send(row.octets()).read("GET"));
				tell(process, "recover");
				await(output, "done ");
			}
			try (RawHttp http = RawHttp.connect(port)) {
				assertThat(http.get(TXT).text()).isEqualTo(Fixture.ALPHABET);
				assertThat(http.get("/media/missing.txt").status()).isEqualTo(404);
			}
			tell(process, "stop");
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** Tomcat closes the connection after 503. */
	private static Row unavailable(Server server, Row row) {
		return row.status(503)
			.field("Connection", (server == Server.TOMCAT) ? "close" : null)
			.exactly((server == Server.TOMCAT) ? "Connection" : "Date", "Date", "Retry-After", "Content-Length",
					"Cache-Control", "X-Content-Type-Options")
			.field("Retry-After", "1")
			.field("Cache-Control", "no-store")
			.field("Content-Length", "0")
			.noBody();
	}

	private static void tell(Process process, String command) throws IOException {
		process.outputWriter().append(command).append('\n').flush();
	}

	/** Reads lines until one begins as expected, and returns what follows. */
	static String await(BufferedReader output, String begin) throws IOException {
		String line = output.readLine();
		while (line != null && !line.startsWith(begin)) {
			line = output.readLine();
		}
		assertThat(line).as("a line that begins with " + begin).isNotNull();
		return line.substring(begin.length());
	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenStore {

		@Bean
		Mount broken() {
			MediaStore store = (path) -> {
				throw new IOException("Too many open files in /a/secret/place");
			};
			return Mount.of("/broken", store);
		}

	}

}
