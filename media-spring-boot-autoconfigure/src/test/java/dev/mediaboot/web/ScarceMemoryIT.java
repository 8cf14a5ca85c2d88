package dev.mediaboot.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With little memory outside of the heap, as containers have it, files are served all the
 * same.
 */
class ScarceMemoryIT {

	private static final int FILES = 400;

	private static final int CLIENTS = 4;

	@ParameterizedTest
	@EnumSource
	void everyFileIsServedThoughTheMemoryIsNotEnoughForAll(Server server, @TempDir Path directory) throws Exception {
		for (int i = 0; i < FILES; i++) {
			Files.write(directory.resolve(i + ".png"), content(i));
		}
		Process process = ExhaustedServer.start(directory.resolve("errors.log"),
				List.of(ExhaustedServer.java(), "-XX:MaxDirectMemorySize=10M", "-Xmx256m"), server, Protocol.HTTP_1_1,
				directory);
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(ExhaustionIT.await(output, "port "));
			ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
			try {
				List<Future<?>> clients = new ArrayList<>();
				for (int client = 0; client < CLIENTS; client++) {
					int first = client;
					clients.add(executor.submit(() -> {
						for (int i = first; i < FILES; i += CLIENTS) {
							get(port, i);
						}
						return null;
					}));
				}
				for (Future<?> client : clients) {
					client.get(60, TimeUnit.SECONDS);
				}
			}
			finally {
				executor.shutdownNow();
			}
			process.outputWriter().append("stop\n").flush();
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		ExhaustedServer.assertThatMemoryWasEnough(directory.resolve("errors.log"));
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
			assertThat(reply.body()).isEqualTo(content(i));
		}
	}

}
