package dev.mediaboot.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.ServerKeys;
import dev.mediaboot.tomcat.TomcatBodyConnection;
import jakarta.servlet.Filter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which connections of Tomcat move bodies themselves, and what others see of it.
 */
class TomcatConnectionIT {

	private static final Queue<String> connections = new ConcurrentLinkedQueue<>();

	private static final List<String> TARGETS = List.of("/media/large.png", "/memory/" + Fixture.LARGE + ".png");

	@TempDir
	private Path directory;

	private Fixture fixture;

	@BeforeEach
	void write() throws IOException {
		this.fixture = Fixture.in(this.directory);
		connections.clear();
	}

	@AfterEach
	void everythingIsClosed() {
		Awaitility.await().untilAtomic(MemoryStore.open, (open) -> assertThat(open).isZero());
	}

	@Test
	void theAccessLogCountsEveryByte() throws IOException {
		try (Server.Application application = start(Protocol.HTTP_1_1, "server.tomcat.accesslog.enabled=true",
				"server.tomcat.accesslog.directory=" + this.directory.resolve("log"),
				"server.tomcat.accesslog.pattern=%U %s %B", "server.tomcat.accesslog.buffered=false");
				RawHttp slow = RawHttp.connect(application.port(), 4096)) {
			List<String> lines = new ArrayList<>();
			for (String target : TARGETS) {
				assertThat(application.send(Row.get("", target)).body()).hasSize(Fixture.LARGE);
				assertThat(slow.get(target).body()).hasSize(Fixture.LARGE);
				application.send(Row.get("", target).with("Range", "bytes=0-99999"));
				application.send(Row.head("", target));
				lines.addAll(List.of(target + " 200 " + Fixture.LARGE, target + " 200 " + Fixture.LARGE,
						target + " 206 100000", target + " 200 0"));
			}
			Awaitility.await().untilAsserted(() -> assertThat(log()).containsExactlyElementsOf(lines));
		}
		assertThat(connections).contains("ours");
	}

	private List<String> log() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("log"))) {
			return Files.readAllLines(files.findFirst().orElseThrow());
		}
	}

	@Test
	void streamsOfHttp2AreTomcatsOwn() throws Exception {
		try (Server.Application application = start(Protocol.H2C)) {
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			check(client, "http://localhost:" + application.port(), HttpClient.Version.HTTP_2);
		}
	}

	@Test
	void connectionsWithTlsAreTomcatsOwn() throws Exception {
		for (Protocol protocol : List.of(Protocol.TLS, Protocol.H2)) {
			HttpClient.Version version = protocol.isHttp2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
			try (Server.Application application = start(protocol)) {
				HttpClient client = HttpClient.newBuilder().version(version).sslContext(ServerKeys.trusted()).build();
				check(client, "https://localhost:" + application.port(), version);
			}
		}
	}

	/**
	 * A large answer to the very request that upgrades a connection never ends between
	 * Java's client and Tomcat, whatever writes it.
	 */
	private static void check(HttpClient client, String origin, HttpClient.Version version) throws Exception {
		assertThat(get(client, origin + "/media/alphabet.txt", version)).hasSize(26);
		for (String target : TARGETS) {
			assertThat(get(client, origin + target, version)).isEqualTo(Fixture.numbers(Fixture.LARGE));
			assertThat(get(client, origin + target, version)).isEqualTo(Fixture.numbers(Fixture.LARGE));
		}
		assertThat(connections).isNotEmpty().doesNotContain("ours");
	}

	private static byte[] get(HttpClient client, String uri, HttpClient.Version version) throws Exception {
		HttpResponse<byte[]> response = client
			.sendAsync(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray())
			.get(20, TimeUnit.SECONDS);
		assertThat(response.version()).isEqualTo(version);
		return response.body();
	}

	private Server.Application start(Protocol protocol, String... properties) {
		return Server.TOMCAT.start(protocol, List.of(MemoryStore.Mounted.class, Witness.class),
				this.fixture.properties(properties));
	}

	@Configuration(proxyBeanMethods = false)
	static class Witness {

		@Bean
		Filter witness() {
			return (request, response, chain) -> {
				boolean ours = request.getServletConnection() instanceof TomcatBodyConnection connection
						&& connection.channel() != null;
				connections.add(ours ? "ours" : "Tomcat's");
				chain.doFilter(request, response);
			};
		}

	}

}
