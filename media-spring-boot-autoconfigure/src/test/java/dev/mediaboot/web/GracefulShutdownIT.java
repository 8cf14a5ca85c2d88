package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is downloading when the application is told to stop, still gets it all.
 */
class GracefulShutdownIT {

	private static final int LARGE = 32 * 1024 * 1024;

	@ParameterizedTest
	@EnumSource
	void aTransferInProgressFinishesWhileTheContextCloses(Server server, @TempDir Path directory) throws Exception {
		Fixture fixture = Fixture.in(directory);
		byte[] content = Fixture.numbers(LARGE);
		fixture.write("media/large.png", content);
		fixture.awaitAge();
		try (Server.Application application = server.start(List.of(), fixture.properties("server.shutdown=graceful"));
				RawHttp http = RawHttp.connect(application.port(), 64 * 1024)) {
			http.send(Row.get("", "/media/large.png").octets());
			Reply head = http.readHead();
			CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
			Awaitility.await().until(() -> !answers(application.port()));
			assertThat(closing).isNotDone();
			assertThat(Arrays.equals(http.readUpTo(LARGE), content)).isTrue();
			assertThat(head.field("Content-Length")).isEqualTo(String.valueOf(LARGE));
			closing.get(20, TimeUnit.SECONDS);
		}
	}

	private static boolean answers(int port) {
		try (RawHttp http = RawHttp.connect(port, 0, 200)) {
			return http.get("/media/alphabet.txt").status() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
