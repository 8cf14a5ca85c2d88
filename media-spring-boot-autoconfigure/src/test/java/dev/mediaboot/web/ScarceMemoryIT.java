package dev.mediaboot.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.testing.ExhaustedServer;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With little memory outside of the heap, as containers have it, files are served all the
 * same.
 */
@Tag("once")
class ScarceMemoryIT {

	private static final int FILES = 400;

	/**
	 * The files are requested by a few clients, one after the other, and all at once,
	 * which makes the container itself need memory for each thread. A filter of Spring
	 * Security copies what is written to the heap.
	 */
	@ParameterizedTest
	@CsvSource({ "TOMCAT, 4, false", "JETTY, 4, false", "TOMCAT, 400, false", "JETTY, 400, false", "TOMCAT, 400, true",
			"JETTY, 400, true" })
	void everyFileIsServedThoughTheMemoryIsNotEnoughForAll(Server server, int clients, boolean headers,
			@TempDir Path directory) throws Exception {
		for (int i = 0; i < FILES; i++) {
			Files.write(directory.resolve(i + ".png"), content(i));
		}
		Process process = ExhaustedServer.start(directory.resolve("errors.log"),
				List.of(ExhaustedServer.java(), "-XX:MaxDirectMemorySize=10M", "-Xmx256m"), server, Protocol.HTTP_1_1,
				directory, "security-headers=" + headers);
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(ExhaustionIT.await(output, "port "));
			for (int burst = 0; burst < 2; burst++) {
				getAll(port, clients);
			}
			process.outputWriter().append("stop\n").flush();
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		ExhaustedServer.assertThatMemoryWasEnough(directory.resolve("errors.log"));
	}

	private static void getAll(int port, int clients) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(clients);
		CyclicBarrier together = new CyclicBarrier(clients);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int client = 0; client < clients; client++) {
				int first = client;
				all.add(executor.submit(() -> {
					together.await();
					for (int i = first; i < FILES; i += clients) {
						get(port, i);
					}
					return null;
				}));
			}
			for (Future<?> client : all) {
				client.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	/** Small ones, which are kept in memory, and large ones, which are not. */
	private static byte[] content(int i) {
		byte[] content = Fixture.numbers((i % 10 == 0) ? 700_000 : 100_000);
		content[0] = (byte) i;
		return content;
	}

	private static void get(int port, int i) throws IOException {
		try (RawHttp http = RawHttp.connect(port)) {
			Reply reply = http.get("/media/" + i + ".png");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(Arrays.equals(reply.body(), content(i))).as("bytes of file " + i).isTrue();
		}
	}

}
