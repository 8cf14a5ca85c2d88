package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that the application hands over to a real Apache with mod_xsendfile.
 */
abstract class ApacheOffloadContract extends OffloadContract {

	ApacheOffloadContract(Server server) {
		super(server);
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		fixture.write("private/7.txt", "an invoice");
		fixture.write("private/video.mp4", Fixture.numbers(Fixture.LARGE));
		fixture.awaitAge();
		WebServer.letRead(directory);
		List<String> properties = new ArrayList<>(
				List.of(fixture.properties(Front.properties(OffloadType.X_SENDFILE))));
		properties.addAll(List.of("base=" + directory, "media.symlinks=follow"));
		start(List.of(Mounts.class), properties.toArray(String[]::new));
		Path home = Files.createDirectory(directory.resolve("apache"));
		start(Front.apache(home, application(), fixture.path("media"), fixture.path("site"), fixture.path("private")));
	}

	Stream<Row> handedOver() {
		Stream<Row> plain = Stream.of(row("/media/alphabet.txt"), row("/media/large.png"), row("/media/file.html"),
				row("/media/file.svg"), row("/site/docs/"), row("/site/%C3%A9t%C3%A9/"),
				row("/private/7.txt", "X-User: mia"), row("/site/app.js"),
				row("/media/alphabet.txt", "If-None-Match: \"other\""),
				row("/private/video.mp4", "X-User: mia", "Range: bytes=1000000-"),
				row("/media/alphabet.txt", "Range: bytes=0-0"), row("/media/alphabet.txt", "Range: bytes=-3"),
				row("/media/alphabet.txt", "Range: bytes=5-999"),
				row("/media/alphabet.txt", "Range: bytes=5-9", "If-Range: \"other\""));
		return Stream.concat(plain,
				Fixture.ODD_NAMES.stream()
					.filter((name) -> !name.contains("%"))
					.map((name) -> row("/media/" + MediaPath.encode(name))));
	}

	@ParameterizedTest
	@MethodSource
	void handedOver(Row row) throws IOException {
		assertAlike(row, true);
	}

	Stream<Row> keptBack() {
		return Stream.of(row("/media/alphabet.txt").as("HEAD"), row("/media/empty.txt"), row("/media/missing.txt"),
				row("/private/7.txt"), row("/media/a%25b.txt"), row("/media/a%2520b.txt"),
				row("/site/app.js", "Accept-Encoding: br"),
				row("/media/alphabet.txt", "If-Modified-Since: Thu, 01 Jan 2015 00:00:00 GMT"),
				row("/media/alphabet.txt", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT"),
				row("/media/alphabet.txt", "If-None-Match: *"), row("/media/alphabet.txt", "If-Match: *"),
				row("/media/alphabet.txt", "Range: bytes=0-0,20-20"), row("/media/alphabet.txt", "Range: bytes=99-"),
				row("/media/alphabet.txt", "Range: bytes=5-3"));
	}

	@ParameterizedTest
	@MethodSource
	void keptBack(Row row) throws IOException {
		assertAlike(row, false);
	}

	@Test
	void downloadIsResumed() throws IOException {
		Reply first = front().send(row("/media/alphabet.txt"));
		assertAlike(row("/media/alphabet.txt", "Range: bytes=20-", "If-Range: " + first.field("ETag")), true);
		assertAlike(row("/media/alphabet.txt", "Range: bytes=20-", "If-Range: " + first.field("Last-Modified")), true);
		assertAlike(row("/media/alphabet.txt", "If-None-Match: " + first.field("ETag")), false);
	}

	@Test
	void whoeverDoesNotKnowTheSecretGetsTheFile() throws IOException {
		Reply reply = application().send(row("/media/alphabet.txt", "X-Media-Offload: wrong"));
		assertThat(reply.text()).isEqualTo(Fixture.ALPHABET);
		assertThat(reply.names()).doesNotContain("X-Sendfile");
		assertThat(front().send(row("/media/alphabet.txt")).names()).doesNotContain("X-Sendfile");
	}

	@Configuration(proxyBeanMethods = false)
	static class Mounts {

		@Bean
		Mount invoices(@Value("${base}") Path base) {
			MediaAccess mia = (request) -> "mia".equals(request.field("X-User")) ? MediaAccess.Decision.ALLOW
					: MediaAccess.Decision.HIDE;
			return Mount.of("/private", base.resolve("private"))
				.withAccess(mia)
				.withDisposition(Mount.Disposition.ATTACHMENT);
		}

	}

}
