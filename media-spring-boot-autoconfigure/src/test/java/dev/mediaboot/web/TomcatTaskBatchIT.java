package dev.mediaboot.web;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.tomcat.TaskBatch;
import jakarta.servlet.Filter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that Tomcat handles together, because media was sent over their connections.
 */
class TomcatTaskBatchIT {

	private static final Queue<Boolean> together = new ConcurrentLinkedQueue<>();

	private static volatile CountDownLatch release = new CountDownLatch(1);

	@TempDir
	private Path directory;

	private Fixture fixture;

	@BeforeEach
	void write() throws IOException {
		this.fixture = Fixture.in(this.directory);
		release = new CountDownLatch(1);
		together.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/alphabet.txt", "/media/numbers.png", "/media/missing.txt" })
	void smallMediaIsHandledTogetherFromTheSecondRequestOn(String target) throws IOException {
		try (Server.Application application = start(); RawHttp http = RawHttp.connect(application.port())) {
			http.get(target);
			assertThat(together).containsExactly(false);
			Awaitility.await().untilAsserted(() -> {
				http.get(target);
				assertThat(together).contains(true);
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/large.png", "/ping" })
	void largeMediaAndTheApplicationAreNot(String target) throws IOException {
		try (Server.Application application = start(); RawHttp http = RawHttp.connect(application.port())) {
			for (int i = 0; i < 10; i++) {
				http.get(target);
			}
			assertThat(together).hasSize(10).doesNotContain(true);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port=0", "server.tomcat.threads.max=7", "spring.threads.virtual.enabled=true" })
	void aRequestThatTakesLongHoldsUpNobody(String property) throws Exception {
		try (Server.Application application = start(property)) {
			List<RawHttp> connections = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				connections.add(RawHttp.connect(application.port()));
			}
			for (int round = 0; round < 10; round++) {
				release = new CountDownLatch(1);
				for (RawHttp connection : connections) {
					assertThat(connection.get("/media/alphabet.txt").text()).isEqualTo(Fixture.ALPHABET);
				}
				// All at once, those that take long in the midst of the others
				for (int i = 0; i < connections.size(); i++) {
					connections.get(i).send(Row.get("", isSlow(i) ? "/slow" : "/media/alphabet.txt").octets());
				}
				for (int i = 0; i < connections.size(); i++) {
					if (!isSlow(i)) {
						// While the slow ones wait for what comes below
						assertThat(connections.get(i).read("GET").text()).isEqualTo(Fixture.ALPHABET);
					}
				}
				release.countDown();
				for (int i = 0; i < connections.size(); i++) {
					if (isSlow(i)) {
						assertThat(connections.get(i).read("GET").text()).isEqualTo("slow");
					}
				}
				awaitTogether(connections.get(0));
			}
			for (RawHttp connection : connections) {
				connection.close();
			}
		}
		assertThat(together).contains(true);
	}

	/**
	 * Waits until requests are handled together again, which is not soon after a slow
	 * one.
	 */
	private static void awaitTogether(RawHttp connection) {
		long before = countTogether();
		Awaitility.await().pollInSameThread().pollInterval(Duration.ofMillis(10)).until(() -> {
			connection.get("/media/alphabet.txt");
			return countTogether() > before;
		});
	}

	private static long countTogether() {
		return together.stream().filter((isTogether) -> isTogether).count();
	}

	@Test
	void whatAFullQueueRefusesIsClosedAndTheRestGoesOn() throws Exception {
		try (Server.Application application = start("server.tomcat.threads.max=1",
				"server.tomcat.threads.max-queue-capacity=1")) {
			List<RawHttp> connections = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				connections.add(RawHttp.connect(application.port()));
				assertThat(connections.get(i).get("/media/alphabet.txt").status()).isEqualTo(200);
			}
			for (int i = 0; i < connections.size(); i++) {
				connections.get(i).send(Row.get("", (i == 0) ? "/slow" : "/media/alphabet.txt").octets());
			}
			// The thread is taken. One task may stand for all the other requests, so
			// neither
			// the queue nor anything else shows that they have been read.
			Thread.sleep(200);
			release.countDown();
			int answered = 0;
			for (RawHttp connection : connections) {
				try (connection) {
					answered += (connection.readUpTo(1).length == 1) ? 1 : 0;
				}
				catch (SocketException ex) {
					assertThat(ex).hasMessageContaining("reset");
				}
			}
			assertThat(answered).isBetween(1, 12);
			// Until what was closed has been dealt with, which takes the one place as
			// well
			Awaitility.await()
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(application.send(Row.get("", "/media/alphabet.txt")).text())
					.isEqualTo(Fixture.ALPHABET));
		}
	}

	private static boolean isSlow(int i) {
		return i % 7 == 3;
	}

	@Test
	void everyRequestOfManyClientsIsAnswered() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(24);
		release.countDown();
		try (Server.Application application = start()) {
			List<Callable<Integer>> tasks = new ArrayList<>();
			for (int i = 0; i < 24; i++) {
				tasks.add(() -> exchange(application.port()));
			}
			for (Future<Integer> task : clients.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
				assertThat(task.get()).isEqualTo(300);
			}
		}
		finally {
			clients.shutdownNow();
		}
		assertThat(together).contains(true);
	}

	private static int exchange(int port) throws IOException {
		List<String> targets = List.of("/media/alphabet.txt", "/media/missing.txt", "/media/numbers.png", "/ping",
				"/slow", "/media/large.png", "/media/sub/inner.txt");
		int answered = 0;
		try (RawHttp http = RawHttp.connect(port)) {
			for (int i = 0; i < 100; i++) {
				// The second and third come while the first is being answered
				List<String> three = List.of(targets.get(i % 7), targets.get(i % 3), targets.get((i + 1) % 7));
				for (String target : three) {
					http.send(Row.get("", target).octets());
				}
				for (String target : three) {
					Reply reply = http.read("GET");
					assertThat(reply.status()).isEqualTo(target.contains("missing") ? 404 : 200);
					assertThat(reply.complete()).isTrue();
					answered++;
				}
			}
		}
		return answered;
	}

	@Test
	void aRequestInPartsIsAwaited() throws Exception {
		try (Server.Application application = start(); RawHttp http = RawHttp.connect(application.port())) {
			for (int i = 0; i < 5; i++) {
				assertThat(http.get("/media/alphabet.txt").status()).isEqualTo(200);
				http.send("GET /media/alp");
				letTheServerRead();
				http.send("habet.txt HTTP/1.1\r\nHost: localhost\r\n");
				letTheServerRead();
				http.send("\r\n");
				assertThat(http.read("GET").text()).isEqualTo(Fixture.ALPHABET);
			}
		}
	}

	/**
	 * Nothing tells that the server has read a part and waits for more. Where this is too
	 * short it reads two parts at once, which it has to understand as well.
	 */
	private static void letTheServerRead() throws InterruptedException {
		Thread.sleep(20);
	}

	@Test
	void itGoesOnAfterARestartOfTheServer() throws IOException {
		try (Server.Application application = start()) {
			WebServerApplicationContext context = (WebServerApplicationContext) application.context();
			try (RawHttp http = RawHttp.connect(application.port())) {
				http.get("/media/alphabet.txt");
			}
			context.getWebServer().stop();
			context.getWebServer().start();
			try (RawHttp http = RawHttp.connect(context.getWebServer().getPort())) {
				Awaitility.await().untilAsserted(() -> {
					assertThat(http.get("/media/alphabet.txt").text()).isEqualTo(Fixture.ALPHABET);
					assertThat(together).contains(true);
				});
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "150, '', 0", "1000, '', 1", "100, server.tomcat.max-keep-alive-requests=100, 1" })
	void aConnectionIsClosedAfterAThousandRequestsUnlessConfiguredOtherwise(int requests, String property, int closings)
			throws IOException {
		try (Server.Application application = start(property.isEmpty() ? new String[0] : new String[] { property });
				RawHttp http = RawHttp.connect(application.port())) {
			for (int i = 1; i < requests; i++) {
				assertThat(http.get("/media/alphabet.txt").all("Connection")).isEmpty();
			}
			assertThat(http.get("/media/alphabet.txt").all("Connection")).hasSize(closings);
		}
	}

	private Server.Application start(String... properties) {
		return Server.TOMCAT.start(List.of(Application.class), this.fixture.properties(properties));
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Application {

		@GetMapping("/ping")
		String ping() {
			return "pong";
		}

		@GetMapping("/slow")
		String slow() throws InterruptedException {
			assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
			return "slow";
		}

		@Bean
		Filter witness() {
			return (request, response, chain) -> {
				boolean isTogether = StackWalker.getInstance()
					.walk((frames) -> frames
						.anyMatch((frame) -> frame.getClassName().equals(TaskBatch.class.getName())));
				together.add(isTogether);
				chain.doFilter(request, response);
			};
		}

	}

}
