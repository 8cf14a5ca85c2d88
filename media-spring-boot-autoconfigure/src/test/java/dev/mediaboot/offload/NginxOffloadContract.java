package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;
import dev.mediaboot.web.MediaResponses;
import dev.mediaboot.web.MediaView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that the application hands over to a real nginx.
 */
abstract class NginxOffloadContract extends OffloadContract {

	private Fixture fixture;

	NginxOffloadContract(Server server) {
		super(server);
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		this.fixture.write("private/7.txt", "an invoice");
		this.fixture.write("private/video.mp4", Fixture.numbers(Fixture.LARGE));
		this.fixture.write("layer one/one.txt", "one");
		this.fixture.write("layer two/two.txt", "two");
		Files.createSymbolicLink(this.fixture.path("media/link.txt"), Path.of("sub/inner.txt"));
		Files.createSymbolicLink(this.fixture.path("current"), this.fixture.path("site"));
		this.fixture.awaitAge();
		List<String> properties = new ArrayList<>(
				List.of(this.fixture.properties(Front.properties(OffloadType.X_ACCEL_REDIRECT))));
		properties.addAll(List.of("base=" + directory, "media.precompressed=true", "media.mounts.current.url=/current",
				"media.mounts.current.root=" + directory.resolve("current"), "media.mounts.early.url=/early",
				"media.mounts.early.root=" + this.fixture.path("site"), "media.mounts.early.dispatch=filter",
				"media.mounts.early.headers.X-Robots-Tag=noindex", "media.admin-prefix=/layers",
				"media.admin-root[0]=" + directory.resolve("layer one"),
				"media.admin-root[1]=" + directory.resolve("layer two"),
				"media.admin-root[2]=classpath:/META-INF/media/admin/", "media.mounts.own.url=/own",
				"media.mounts.own.root=" + this.fixture.path("site"), "media.mounts.own.offload-type=none",
				"media.mounts.packed.url=/packed", "media.mounts.packed.root=classpath:/META-INF/media/admin/"));
		start(List.of(Mounts.class, Downloads.class), properties.toArray(String[]::new));
		start(Front.nginx(directory.resolve("nginx"), application()));
	}

	Stream<Row> handedOver() {
		Stream<Row> plain = Stream.of(row("/media/alphabet.txt"), row("/media/large.png"), row("/media/sub/inner.txt"),
				row("/media/link.txt"), row("/media/file.html"), row("/media/file.svg"), row("/media/file.js"),
				row("/media/file.pdf"), row("/media/extensionless"), row("/media/.well-known/known.txt"),
				row("/site/docs/"), row("/site/%C3%A9t%C3%A9/"), row("/site/file.html"),
				row("/site/app.js", "Accept-Encoding: br"), row("/site/app.js", "Accept-Encoding: gzip"),
				row("/site/app.js"), row("/site/stale.js", "Accept-Encoding: br"), row("/current/plain.css"),
				row("/early/plain.css"), row("/layers/one.txt"), row("/layers/two.txt"),
				row("/private/7.txt", "X-User: mia"), row("/download"),
				row("/media/alphabet.txt", "If-None-Match: \"other\""),
				row("/media/alphabet.txt", "If-Modified-Since: Thu, 01 Jan 2015 00:00:00 GMT"),
				row("/open/alphabet.txt", "Origin: https://example.com"), row("/open/alphabet.txt"),
				row("/private/video.mp4", "X-User: mia", "Range: bytes=1000000-"),
				row("/media/alphabet.txt", "Range: bytes=0-0"), row("/media/alphabet.txt", "Range: bytes=-3"),
				row("/media/alphabet.txt", "Range: bytes=5-999"),
				row("/site/app.js", "Accept-Encoding: br", "Range: bytes=1-2"),
				row("/media/alphabet.txt", "Range: bytes=5-9", "If-Range: \"other\""), row("/media/alphabet.txt",
						"X-Accel-Redirect: /etc/passwd", "X-Sendfile-Type: X-Sendfile", "X-Accel-Mapping: /=/_media/"));
		return Stream.concat(plain,
				Fixture.ODD_NAMES.stream()
					.filter(this::isReached)
					.map((name) -> row("/media/" + MediaPath.encode(name))));
	}

	@ParameterizedTest
	@MethodSource
	void handedOver(Row row) throws IOException {
		assertAlike(row, true);
	}

	Stream<Row> keptBack() {
		return Stream.of(row("/media/alphabet.txt").as("HEAD"), row("/media/alphabet.txt").as("OPTIONS"),
				row("/media/alphabet.txt").as("POST"), row("/media/empty.txt"), row("/media/missing.txt"),
				row("/media/.hidden"), row("/media/a%0Ab.txt"), row("/site/docs"), row("/private/7.txt"),
				row("/media/alphabet.txt", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT"),
				row("/media/alphabet.txt", "If-None-Match: *"), row("/media/alphabet.txt", "If-Match: *"),
				row("/media/alphabet.txt", "If-Match: \"other\""),
				row("/media/alphabet.txt", "If-Unmodified-Since: Thu, 01 Jan 2026 00:00:00 GMT"),
				row("/media/alphabet.txt", "Range: bytes=0-0,20-20"), row("/media/alphabet.txt", "Range: bytes=99-"),
				row("/media/numbers.png", "Range: bytes=0-9,5000-5009"), row("/media/alphabet.txt", "Range: bytes=5-3"),
				row("/media/alphabet.txt", "Range: bytes=x"), row("/media/alphabet.txt", "Range: lines=1-2"),
				row("/media/alphabet.txt", "Range: bytes=0-18446744073709551615"), row("/own/plain.css"),
				row("/packed/console/mounts.js"), row("/layers/console/mounts.js"));
	}

	@ParameterizedTest
	@MethodSource
	void keptBack(Row row) throws IOException {
		assertAlike(row, false);
	}

	@Test
	void answersOfBothValidateEachOther() throws IOException {
		Reply first = front().send(row("/media/alphabet.txt"));
		String tag = first.field("ETag");
		assertThat(tag).isEqualTo(application().send(row("/media/alphabet.txt")).field("ETag"));
		assertAlike(row("/media/alphabet.txt", "If-None-Match: " + tag), false);
		assertThat(front().send(row("/media/alphabet.txt", "If-None-Match: " + tag)).status()).isEqualTo(304);
		assertAlike(row("/media/alphabet.txt", "If-Match: " + tag), false);
		Row resumed = row("/media/alphabet.txt", "Range: bytes=20-", "If-Range: " + tag);
		assertAlike(resumed, true);
		assertThat(front().send(resumed).status()).isEqualTo(206);
		assertAlike(row("/media/alphabet.txt", "Range: bytes=20-", "If-Range: " + first.field("Last-Modified")), true);
	}

	@Test
	void downloadOfFileThatChangesMeanwhileStartsAnew() throws IOException {
		this.fixture.write("media/changing.txt", Fixture.ALPHABET);
		this.fixture.awaitAge();
		String tag = front().send(row("/media/changing.txt")).field("ETag");
		this.fixture.write("media/new.txt", "another" + Fixture.ALPHABET);
		this.fixture.awaitAge();
		Files.move(this.fixture.path("media/new.txt"), this.fixture.path("media/changing.txt"),
				StandardCopyOption.REPLACE_EXISTING);
		Row resumed = row("/media/changing.txt", "Range: bytes=20-", "If-Range: " + tag);
		assertThat(front().send(resumed)).returns(200, Reply::status)
			.returns("another" + Fixture.ALPHABET, Reply::text);
		this.fixture.awaitAge();
		assertAlike(resumed, true);
	}

	/**
	 * A file that was written a moment ago may still be changing: it is not handed over
	 * yet.
	 */
	@Test
	void newFileIsServedAtOnce() throws IOException {
		this.fixture.write("media/new.txt", "new");
		assertThat(front().send(row("/media/new.txt"))).returns(200, Reply::status).returns("new", Reply::text);
	}

	@Test
	void linkThatIsPutInTheWayLaterIsNotFollowed(@TempDir Path elsewhere) throws IOException {
		Path secret = Files.writeString(elsewhere.resolve("secret.txt"), Fixture.SECRET);
		this.fixture.write("media/swapped/file.txt", "harmless");
		this.fixture.awaitAge();
		Path file = this.fixture.path("media/swapped/file.txt");
		recorder().before(() -> {
			Files.delete(file);
			Files.createSymbolicLink(file, secret);
		});
		Reply reply = front().send(row("/media/swapped/file.txt"));
		assertThat(recorder().hasHandedOver()).isTrue();
		assertThat(reply.status()).as(front().log()).isEqualTo(404);
		assertThat(reply.text()).doesNotContain(Fixture.SECRET);
		assertThat(reply.all("Cache-Control")).contains("no-store");
		assertThat(reply.field("ETag")).isNull();
	}

	@Test
	void directoryThatTakesThePlaceOfFileRevealsNothing() throws IOException {
		this.fixture.write("media/later", "a file");
		this.fixture.awaitAge();
		Path file = this.fixture.path("media/later");
		recorder().before(() -> {
			Files.delete(file);
			Files.createDirectory(file);
		});
		Reply reply = front().send(row("/media/later"));
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.toString() + reply.text()).doesNotContain("_media");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "X-Media-Offload: wrong", "X-Media-Offload: ", "X-Media-Offload: 0123456789abcdef-._~+/=x" })
	void whoeverDoesNotKnowTheSecretGetsTheFile(String field) throws IOException {
		Reply reply = application().send(row("/media/alphabet.txt", field));
		assertThat(reply.text()).isEqualTo(Fixture.ALPHABET);
		assertThat(reply.names()).doesNotContain("X-Accel-Redirect", "X-Sendfile");
	}

	@Test
	void clientOfNginxCannotReachInternalUrls() throws IOException {
		String internal = application().context().getBean(Offloads.class).location(this.fixture.path("private"));
		assertThat(front().send(row(internal + "7.txt")).status()).isEqualTo(404);
		Reply reply = front().send(row("/media/alphabet.txt", "X-Media-Offload: wrong"));
		assertThat(reply.names()).doesNotContain("X-Accel-Redirect", "X-Media-Offload");
		assertThat(reply.text()).isEqualTo(Fixture.ALPHABET);
	}

	@Test
	void formMayBeAnsweredWithFile() throws IOException {
		Row form = row("/download").as("POST").sending("");
		assertAlike(form, true);
		assertThat(front().send(form).text()).isEqualTo("an invoice");
	}

	@Test
	void severalSlowReadersCostNothing() throws IOException {
		holdReaders(500, front().port());
	}

	/**
	 * For each reader, nginx needs two descriptors, and a process may have 20,000 or so.
	 */
	@Tag("nightly")
	@Test
	void manySlowReadersCostNothing(@TempDir Path directory) throws IOException {
		try (WebServer.Running other = Front.nginx(directory.resolve("nginx"), application())) {
			holdReaders(10_000, front().port(), other.port());
		}
	}

	/** Clients that read only the beginning of what they asked for. */
	private void holdReaders(int count, int... ports) throws IOException {
		List<Connection> readers = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				Connection reader = RawHttp.connect(ports[i % ports.length], 4096);
				readers.add(reader);
				Exchange exchange = reader.send(row("/private/video.mp4", "X-User: mia"));
				assertThat(exchange.readHead().status()).as("reader " + i).isEqualTo(200);
			}
			assertThat(recorder().hasHandedOver()).isTrue();
			assertThat(front().send(row("/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
		}
		finally {
			for (Connection reader : readers) {
				reader.abort();
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Mounts {

		@Bean
		Mount invoices(@Value("${base}") Path base) {
			MediaAccess mia = (request) -> "mia".equals(request.field("X-User")) ? MediaAccess.Decision.ALLOW
					: MediaAccess.Decision.HIDE;
			return Mount.of("/private", base.resolve("private"))
				.withAccess(mia)
				.withContent(Mount.Content.USER)
				.withDisposition(Mount.Disposition.ATTACHMENT)
				.withHeader("X-Album", "mia's");
		}

		@Bean
		Mount open(@Value("${base}") Path base) {
			CorsConfiguration cors = new CorsConfiguration();
			cors.addAllowedOrigin("https://example.com");
			cors.setAllowCredentials(true);
			cors.addExposedHeader("ETag");
			return Mount.of("/open", base.resolve("media"))
				.withCors(cors)
				.withCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
				.withPrecompressed(true);
		}

	}

	@RestController
	static class Downloads {

		private final MediaResponses media;

		Downloads(MediaResponses media) {
			this.media = media;
		}

		@RequestMapping("/download")
		MediaView download() {
			return this.media.of("/private", "7.txt").withDownload("invoice \u20ac.txt");
		}

	}

}
