package dev.mediaboot.web;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
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
 * Entity tags made of content keep nobody waiting, however large the content is.
 */
class ContentTagIT {

	private static final int CLIENTS = 250;

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only there such files take no space")
	void hugeFilesAreAnsweredAtOnceHoweverManyAskForThem(Server server, @TempDir Path directory) throws Exception {
		Fixture fixture = Fixture.in(directory);
		// One that is hashed meanwhile, and one that never is
		resize(fixture.path("media/film.mp4"), 4L << 30);
		resize(fixture.path("media/huge.mp4"), 1L << 40);
		fixture.awaitAge();
		try (Server.Application application = server.start(List.of(), fixture.properties("media.etag=content"))) {
			ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
			try {
				List<Future<Reply>> replies = new ArrayList<>();
				for (int i = 0; i < CLIENTS; i++) {
					String film = (i % 2 == 0) ? "film" : "huge";
					replies.add(executor.submit(
							() -> application.send(Row.get("", "/media/" + film + ".mp4").with("Range", "bytes=0-0"))));
				}
				for (Future<Reply> reply : replies) {
					assertThat(reply.get(30, TimeUnit.SECONDS).status()).isEqualTo(206);
				}
			}
			finally {
				executor.shutdownNow();
			}
			assertThat(application.send(Row.get("", "/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
		}
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only there such files take no space")
	void copiesOfALargeFileHaveOneTagBeforeLong(Server server, @TempDir Path directory) throws Exception {
		Fixture fixture = Fixture.in(directory);
		resize(fixture.path("media/film.mp4"), 20_000_000);
		resize(fixture.path("media/copy.mp4"), 20_000_000);
		fixture.awaitAge();
		try (Server.Application application = server.start(List.of(), fixture.properties("media.etag=content"))) {
			assertThat(etag(application, "film")).isNotNull().isNotEqualTo(etag(application, "copy"));
			Awaitility.await().until(() -> etag(application, "film").equals(etag(application, "copy")));
		}
	}

	private static String etag(Server.Application application, String film) throws IOException {
		return application.send(Row.of("", "HEAD", "/media/" + film + ".mp4")).field("ETag");
	}

	private static void resize(Path file, long size) throws IOException {
		try (RandomAccessFile resized = new RandomAccessFile(file.toFile(), "rw")) {
			resized.setLength(size);
		}
	}

}
