package dev.mediaboot.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application on Tomcat and on Jetty, and nginx, Apache and Caddy with the generated
 * configuration answer alike, or there is a reason. With {@code -Dparity.write=true},
 * {@code docs/parity.md} is written; otherwise it is compared.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityIT {

	private static final List<String> SECRETS = List.of(ParityFiles.SECRET, ParityApplication.SECRET, "root:x:");

	private static final Path PAGE = Path.of("../docs/parity.md");

	private final List<ParityServer> servers = new ArrayList<>();

	private final List<Runnable> running = new ArrayList<>();

	private List<ParityResult> results = List.of();

	private List<ParityReason> reasons = List.of();

	@BeforeAll
	void send(@TempDir Path directory) throws Exception {
		this.reasons = ParityReason.all();
		ParityFiles files = ParityFiles.in(directory);
		for (Server server : Server.values()) {
			start(server, files);
		}
		for (WebServer server : WebServer.values()) {
			start(server, files);
		}
		this.results = ParityRequest.all().stream().map((request) -> ParityResult.of(request, this.servers)).toList();
	}

	private void start(Server server, ParityFiles files) throws IOException {
		Server.Application application = server.start(List.of(ParityApplication.class),
				ParityApplication.properties(files, "none"));
		this.running.add(application::close);
		String name = switch (server) {
			case TOMCAT -> "Tomcat";
			case JETTY -> "Jetty";
		};
		this.servers.add(new ParityServer(name, files, application.port(), visits(application)));
	}

	private void start(WebServer server, ParityFiles files) throws IOException {
		FrontedApplication application = FrontedApplication.start(server, files);
		this.running.add(application::close);
		String name = switch (server) {
			case NGINX -> "nginx";
			case APACHE -> "Apache";
			case CADDY -> "Caddy";
		};
		this.servers.add(new ParityServer(name, files, application.server().port(), visits(application.application())));
	}

	private static ParityApplication.Visits visits(Server.Application application) {
		return application.context().getBean(ParityApplication.Visits.class);
	}

	@AfterAll
	void stop() {
		this.running.forEach(Runnable::run);
	}

	@Test
	void thereAreManyRequestsEachWithItsOwnName() {
		assertThat(this.results).hasSizeGreaterThan(150)
			.extracting((result) -> result.request().id())
			.doesNotHaveDuplicates();
	}

	@Test
	void everyDifferenceHasReason() {
		List<String> unexplained = this.results.stream()
			.flatMap((result) -> result.unexplained(this.reasons).stream())
			.toList();
		assertThat(String.join("\n", unexplained)).as("Differences without a reason in " + ParityReason.FILE).isEmpty();
	}

	@Test
	void everyReasonIsNeeded() {
		this.results.forEach((result) -> result.unexplained(this.reasons));
		List<String> unneeded = this.reasons.stream()
			.filter((reason) -> !reason.unused().isEmpty())
			.map((reason) -> reason + " -> " + new TreeSet<>(reason.unused()))
			.toList();
		assertThat(String.join("\n", unneeded)).as("What no difference needs in " + ParityReason.FILE).isEmpty();
	}

	@Test
	void noServerTellsSecrets() {
		assertThat(this.results.stream().flatMap((result) -> result.tellers(SECRETS).stream())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nginx", "Apache" })
	void filesWithRulesAreHandedOver(String server) {
		assertThat(this.results).filteredOn((result) -> result.answers().get(server).handedOver())
			.extracting((result) -> result.request().name())
			.contains("allowed", "larger than buffers", "a space in the name", "letters beyond ASCII in the name");
	}

	@Test
	void pageShowsIt() throws IOException {
		String page = new ParityPage(this.results, this.reasons).write();
		if (Boolean.getBoolean("parity.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE).equals(page))
			.as("docs/parity.md is up to date. If it is not, run ParityIT with -Dparity.write=true and commit it")
			.isTrue();
	}

}
