package dev.mediaboot.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
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

	private static final int CLIENTS = 30;

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

	@ParameterizedTest
	@EnumSource
	@Timeout(120)
	void fifoThatIsSwappedForAFileTakesFewThreadsAndNoOtherMount(Server server, @TempDir Path directory)
			throws Exception {
		Fixture fixture = Fixture.in(directory);
		Path file = fixture.path("media/alphabet.txt");
		Path fifo = fixture.path("media/fifo");
		Process process = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		AtomicBoolean stop = new AtomicBoolean();
		List<Thread> threads = new ArrayList<>();
		try (Server.Application application = server.start(List.of(), fixture.properties("media.cache.enabled=false",
				"logging.level.dev.mediaboot=OFF", "server.tomcat.threads.max=20", "server.jetty.threads.max=30"))) {
			try {
				threads.add(new Thread(() -> swap(file, fifo, stop)));
				for (int i = 0; i < CLIENTS; i++) {
					threads.add(new Thread(() -> ask(application, stop)));
				}
				threads.forEach(Thread::start);
				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> blocked() >= 2);
				Awaitility.await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> {
					assertThat(application.send(Row.get("", "/site/plain.css")).text()).isEqualTo("css");
					return blocked() <= 8;
				});
			}
			finally {
				stop.set(true);
				threads.get(0).join();
				Awaitility.await().pollInSameThread().until(() -> {
					// For reading as well, so that this does not wait if nobody does.
					FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
					return blocked() == 0;
				});
			}
			Awaitility.await()
				.pollInSameThread()
				.until(() -> application.send(Row.get("", "/media/alphabet.txt")).status() == 200);
		}
		finally {
			for (Thread thread : threads) {
				thread.join();
			}
		}
	}

	private static void swap(Path file, Path fifo, AtomicBoolean stop) {
		Path aside = file.resolveSibling("aside");
		try {
			while (!stop.get()) {
				Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
				Files.move(fifo, file, StandardCopyOption.ATOMIC_MOVE);
				Files.move(file, fifo, StandardCopyOption.ATOMIC_MOVE);
				Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void ask(Server.Application application, AtomicBoolean stop) {
		while (!stop.get()) {
			try {
				application.send(Row.get("", "/media/alphabet.txt"));
			}
			catch (IOException | AssertionError ex) {
				// Not answered in time: its thread waits for the FIFO.
			}
		}
	}

	/** How many threads of the server wait for a FIFO. */
	private static long blocked() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((trace) -> trace.length > 0 && trace[0].isNativeMethod()
					&& trace[0].getMethodName().startsWith("open"))
			.count();
	}

	private static void link(Path link, String target) throws IOException {
		Files.createSymbolicLink(link, Path.of(target));
	}

}
