package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;
import dev.mediaboot.web.AnswerListener;
import dev.mediaboot.web.MediaResponses;
import dev.mediaboot.web.MediaView;
import jakarta.servlet.http.HttpServletRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
 * Files that the application hands over to a real nginx. Each answer of nginx is compared
 * with the one that the application gives to those who ask it directly.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NginxOffloadContract {

	/** What each server says about itself or about the connection. */
	private static final List<String> OF_SERVER = List.of("date", "server", "connection", "keep-alive");

	private final Server server;

	private Fixture fixture;

	private Server.Application application;

	private WebServer.Running nginx;

	NginxOffloadContract(Server server) {
		this.server = server;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		this.fixture.write("private/7.txt", "an invoice");
		this.fixture.write("private/video.mp4", Fixture.numbers(Fixture.LARGE));
		this.fixture.write("layer one/one.txt", "one");
		this.fixture.write("layer two/two.txt", "two");
		Files.createSymbolicLink(this.fixture.path("media/link.txt"), Path.of("sub/inner.txt"));
		Files.createSymbolicLink(this.fixture.path("media/nested"), Path.of("/media/private"));
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
		this.application = this.server.start(List.of(Mounts.class, Downloads.class, Recorder.class),
				properties.toArray(String[]::new));
		this.nginx = Front.nginx(directory.resolve("nginx"), this.application);
	}

	@AfterAll
	void stop() {
		if (this.nginx != null) {
			this.nginx.close();
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	private static Row row(String target, String... fields) {
		Row row = Row.get(target + " " + String.join(", ", fields), target);
		for (String field : fields) {
			int colon = field.indexOf(':');
			row.with(field.substring(0, colon), field.substring(colon + 1).strip());
		}
		return row;
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
		return Stream.concat(plain, Fixture.ODD_NAMES.stream().map((name) -> row("/media/" + MediaPath.encode(name))));
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

	private void assertAlike(Row row, boolean handedOver) throws IOException {
		Recorder recorder = this.application.context().getBean(Recorder.class);
		Reply direct = this.application.send(row);
		recorder.awaitEnd();
		Reply reply = this.nginx.send(row);
		recorder.awaitEnd();
		assertThat(recorder.last() == Answer.Reason.HANDED_OVER).as("handed over").isEqualTo(handedOver);
		assertThat(reply.status()).as(this.nginx.log()).isEqualTo(direct.status());
		assertThat(lines(reply)).isEqualTo(lines(direct));
		assertThat(boundaryless(reply)).isEqualTo(boundaryless(direct));
		assertThat(reply.complete()).isTrue();
	}

	private static String boundaryless(Reply reply) {
		String type = String.valueOf(reply.field("Content-Type"));
		String text = new String(reply.body(), StandardCharsets.ISO_8859_1);
		int boundary = type.indexOf("boundary=");
		return (boundary < 0) ? text : text.replace(type.substring(boundary + 9), "");
	}

	/**
	 * The lines of lists may be joined (RFC 9110 §5.3), but no line may be lost or come
	 * twice.
	 */
	private static Map<String, List<String>> lines(Reply reply) {
		Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (Reply.Line line : reply.lines()) {
			String value = line.value();
			int boundary = value.indexOf("boundary=");
			List<String> values = lines.computeIfAbsent(line.name(), (name) -> new ArrayList<>());
			if (line.name().equalsIgnoreCase("Vary") || line.name().equalsIgnoreCase("Content-Security-Policy")) {
				values.addAll(Arrays.asList(value.split(", ?")));
			}
			else {
				values.add((boundary < 0) ? value : value.substring(0, boundary));
			}
		}
		OF_SERVER.forEach(lines::remove);
		return lines;
	}

	@Test
	void answersOfBothValidateEachOther() throws IOException {
		Reply first = this.nginx.send(row("/media/alphabet.txt"));
		String tag = first.field("ETag");
		assertThat(tag).isEqualTo(this.application.send(row("/media/alphabet.txt")).field("ETag"));
		assertAlike(row("/media/alphabet.txt", "If-None-Match: " + tag), false);
		assertThat(this.nginx.send(row("/media/alphabet.txt", "If-None-Match: " + tag)).status()).isEqualTo(304);
		assertAlike(row("/media/alphabet.txt", "If-Match: " + tag), false);
		Row resumed = row("/media/alphabet.txt", "Range: bytes=20-", "If-Range: " + tag);
		assertAlike(resumed, true);
		assertThat(this.nginx.send(resumed).status()).isEqualTo(206);
		assertAlike(row("/media/alphabet.txt", "Range: bytes=20-", "If-Range: " + first.field("Last-Modified")), true);
	}

	@Test
	void downloadOfFileThatChangesMeanwhileStartsAnew() throws IOException {
		this.fixture.write("media/changing.txt", Fixture.ALPHABET);
		this.fixture.awaitAge();
		String tag = this.nginx.send(row("/media/changing.txt")).field("ETag");
		this.fixture.write("media/new.txt", "another" + Fixture.ALPHABET);
		this.fixture.awaitAge();
		Files.move(this.fixture.path("media/new.txt"), this.fixture.path("media/changing.txt"),
				StandardCopyOption.REPLACE_EXISTING);
		Row resumed = row("/media/changing.txt", "Range: bytes=20-", "If-Range: " + tag);
		assertThat(this.nginx.send(resumed)).returns(200, Reply::status)
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
		assertThat(this.nginx.send(row("/media/new.txt"))).returns(200, Reply::status).returns("new", Reply::text);
	}

	@Test
	void linkThatIsPutInTheWayLaterIsNotFollowed(@TempDir Path elsewhere) throws IOException {
		Path secret = Files.writeString(elsewhere.resolve("secret.txt"), Fixture.SECRET);
		this.fixture.write("media/swapped/file.txt", "harmless");
		this.fixture.awaitAge();
		Path file = this.fixture.path("media/swapped/file.txt");
		Recorder recorder = this.application.context().getBean(Recorder.class);
		recorder.before = () -> {
			Files.delete(file);
			Files.createSymbolicLink(file, secret);
		};
		Reply reply = this.nginx.send(row("/media/swapped/file.txt"));
		recorder.awaitEnd();
		assertThat(recorder.last()).isEqualTo(Answer.Reason.HANDED_OVER);
		assertThat(reply.status()).as(this.nginx.log()).isEqualTo(404);
		assertThat(reply.text()).doesNotContain(Fixture.SECRET);
		assertThat(reply.all("Cache-Control")).contains("no-store");
		assertThat(reply.field("ETag")).isNull();
	}

	@Test
	void directoryThatTakesThePlaceOfFileRevealsNothing() throws IOException {
		this.fixture.write("media/later", "a file");
		this.fixture.awaitAge();
		Path file = this.fixture.path("media/later");
		this.application.context().getBean(Recorder.class).before = () -> {
			Files.delete(file);
			Files.createDirectory(file);
		};
		Reply reply = this.nginx.send(row("/media/later"));
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.toString() + reply.text()).doesNotContain("_media");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "X-Media-Offload: wrong", "X-Media-Offload: ", "X-Media-Offload: 0123456789abcdef-._~+/=x" })
	void whoeverDoesNotKnowTheSecretGetsTheFile(String field) throws IOException {
		Reply reply = this.application.send(row("/media/alphabet.txt", field));
		assertThat(reply.text()).isEqualTo(Fixture.ALPHABET);
		assertThat(reply.names()).doesNotContain("X-Accel-Redirect", "X-Sendfile");
	}

	@Test
	void clientOfNginxCannotReachInternalUrls() throws IOException {
		String internal = this.application.context().getBean(Offloads.class).location(this.fixture.path("private"));
		assertThat(this.nginx.send(row(internal + "7.txt")).status()).isEqualTo(404);
		Reply reply = this.nginx.send(row("/media/alphabet.txt", "X-Media-Offload: wrong"));
		assertThat(reply.names()).doesNotContain("X-Accel-Redirect", "X-Media-Offload");
		assertThat(reply.text()).isEqualTo(Fixture.ALPHABET);
	}

	@Test
	void formMayBeAnsweredWithFile() throws IOException {
		Row form = row("/download").as("POST").sending("");
		assertAlike(form, true);
		assertThat(this.nginx.send(form).text()).isEqualTo("an invoice");
	}

	@Test
	void severalSlowReadersCostNothing() throws IOException {
		holdReaders(500);
	}

	@Tag("nightly")
	@Test
	void manySlowReadersCostNothing() throws IOException {
		holdReaders(10_000);
	}

	/** Clients that read only the beginning of what they asked for. */
	private void holdReaders(int count) throws IOException {
		Recorder recorder = this.application.context().getBean(Recorder.class);
		List<Connection> readers = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				Connection reader = RawHttp.connect(this.nginx.port(), 4096);
				readers.add(reader);
				Exchange exchange = reader.send(row("/private/video.mp4", "X-User: mia"));
				assertThat(exchange.readHead().status()).as("reader " + i).isEqualTo(200);
			}
			recorder.awaitEnd();
			assertThat(recorder.last()).isEqualTo(Answer.Reason.HANDED_OVER);
			assertThat(this.nginx.send(row("/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
		}
		finally {
			for (Connection reader : readers) {
				reader.abort();
			}
		}
	}

	/**
	 * What the application has decided last. It may act before the answer leaves.
	 */
	static final class Recorder implements AnswerListener {

		private volatile Answer.Reason last;

		private final AtomicInteger started = new AtomicInteger();

		private final AtomicInteger ended = new AtomicInteger();

		private volatile Action before;

		Answer.Reason last() {
			return this.last;
		}

		/** Waits until all that has begun has ended: the client may be faster. */
		void awaitEnd() {
			Awaitility.await()
				.pollInSameThread()
				.pollInterval(Duration.ofMillis(1))
				.untilAsserted(() -> assertThat(this.started).hasValue(this.ended.get()));
		}

		@Override
		public void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
			this.started.incrementAndGet();
			Action action = this.before;
			this.before = null;
			if (action != null) {
				try {
					action.run();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}

		@Override
		public void responseEnd(MediaRegistry.Match match, Result result) {
			this.last = result.reason();
			this.ended.incrementAndGet();
		}

		/** Something done to files. */
		interface Action {

			void run() throws IOException;

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
