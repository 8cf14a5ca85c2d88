package dev.mediaboot.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules about who may see files, on every server, behind and before the filters of the
 * application, for files of a directory and of a store of one's own.
 */
class AccessIT {

	/** How often a store was asked. */
	private static final AtomicInteger looks = new AtomicInteger();

	private static volatile boolean closed;

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	private static final List<Place> places = new ArrayList<>();

	private static final List<Server.Application> applications = new ArrayList<>();

	/**
	 * Where files are mounted in a running application.
	 *
	 * @param url the URL of the mount
	 */
	private record Place(Server server, Server.Application application, String url) {

		Reply get(String path, String... fields) throws IOException {
			return send("GET", path, fields);
		}

		Reply send(String method, String path, String... fields) throws IOException {
			Row row = Row.of(path, method, this.url + path);
			for (int i = 0; i < fields.length; i += 2) {
				row.with(fields[i], fields[i + 1]);
			}
			return this.application.send(row);
		}

		@Override
		public String toString() {
			return this.server + " " + this.url;
		}

	}

	@BeforeAll
	static void start() throws IOException {
		fixture = Fixture.in(directory);
		for (String kind : List.of("open", "hidden", "denied", "challenge", "until", "broken", "closing")) {
			fixture.write("private/" + kind + "/a.txt", "a file");
			fixture.write("private/" + kind + "/index.html", "an index");
			fixture.write("private/" + kind + "/packed.js", "not packed");
			fixture.write("private/" + kind + "/packed.js.gz", "packed");
		}
		fixture.awaitAge();
		for (Server server : Server.values()) {
			Server.Application application = server.start(List.of(Mounts.class),
					fixture.properties("private=" + fixture.path("private")));
			applications.add(application);
			for (String dispatch : List.of("mvc", "filter")) {
				for (String kind : List.of("directory", "store")) {
					places.add(new Place(server, application, "/" + dispatch + "/" + kind));
				}
			}
		}
	}

	@AfterAll
	static void stop() {
		applications.forEach(Server.Application::close);
		applications.clear();
		places.clear();
	}

	static Stream<Place> places() {
		return places.stream();
	}

	private static List<String> seen(Reply reply) {
		List<String> seen = new ArrayList<>(reply.timeless());
		seen.add(0, String.valueOf(reply.status()));
		seen.add(reply.text());
		return seen;
	}

	/** Requests that must say nothing about a file. */
	private static List<Reply> probes(Place place, String path) throws IOException {
		return List.of(place.get(path), place.send("HEAD", path), place.get(path, "If-None-Match", "*"),
				place.get(path, "If-Match", "*"), place.get(path, "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"),
				place.get(path, "If-Unmodified-Since", "Fri, 01 Jan 1999 00:00:00 GMT"),
				place.get(path, "Range", "bytes=0-0"), place.get(path, "Range", "bytes=900-"),
				place.get(path, "Accept-Encoding", "identity;q=0, gzip;q=0"), place.send("OPTIONS", path),
				place.send("POST", path), place.get(path, "Origin", "https://evil.example"),
				place.send("OPTIONS", path, "Origin", "https://page.example", "Access-Control-Request-Method", "GET"));
	}

	@ParameterizedTest
	@MethodSource("places")
	void hiddenFileCannotBeToldFromNone(Place place) throws IOException {
		List<List<String>> none = probes(place, "/nowhere/none.txt").stream().map(AccessIT::seen).toList();
		assertThat(none.get(0)).startsWith("404");
		for (String path : List.of("/hidden/a.txt", "/hidden/none.txt", "/hidden/packed.js", "/hidden/packed.js.gz",
				"/hidden/index.html", "/hidden/", "/hidden")) {
			looks.set(0);
			assertThat(probes(place, path).stream().map(AccessIT::seen).toList()).as(path).isEqualTo(none);
			assertThat(looks).as("looks for " + path).hasValue(0);
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void deniedFileIsForbiddenWhetherItExistsOrNot(Place place) throws IOException {
		looks.set(0);
		List<List<String>> present = probes(place, "/denied/a.txt").stream().map(AccessIT::seen).toList();
		assertThat(present.get(0)).startsWith("403").contains("cache-control: no-store", "");
		assertThat(probes(place, "/denied/none.txt").stream().map(AccessIT::seen).toList()).isEqualTo(present);
		assertThat(place.get("/denied/").status()).isEqualTo(403);
		assertThat(looks).hasValue(0);
	}

	/** Nobody here could log in. */
	@ParameterizedTest
	@MethodSource("places")
	void challengeIsForbiddenWithoutSecurity(Place place) throws IOException {
		Reply reply = place.get("/challenge/a.txt");
		assertThat(reply.status()).isEqualTo(403);
		assertThat(seen(reply)).isEqualTo(seen(place.get("/challenge/none.txt")))
			.isEqualTo(seen(place.get("/denied/none.txt")));
	}

	@ParameterizedTest
	@MethodSource("places")
	void allowedFileIsPrivateAndVariesByWhatTheRuleReads(Place place) throws IOException {
		Reply whole = place.get("/open/a.txt", "X-Key", "open");
		assertThat(whole.status()).isEqualTo(200);
		assertThat(whole.text()).isEqualTo("a file");
		assertThat(whole.field("Cache-Control")).isEqualTo("private, no-cache");
		assertThat(whole.all("Vary")).contains("X-Key");
		Reply part = place.get("/open/a.txt", "X-Key", "open", "Range", "bytes=0-0");
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.all("Vary")).contains("X-Key");
		Reply known = place.get("/open/a.txt", "X-Key", "open", "If-None-Match", whole.field("ETag"));
		assertThat(known.status()).isEqualTo(304);
		assertThat(known.field("Cache-Control")).isEqualTo("private, no-cache");
		assertThat(known.all("Vary")).contains("X-Key");
		assertThat(place.get("/open/a.txt").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("places")
	void directoryIsAskedAboutAndThenItsIndex(Place place) throws IOException {
		assertThat(place.get("/open/", "X-Key", "open").text()).isEqualTo("an index");
		assertThat(place.get("/open", "X-Key", "open").status()).isEqualTo(301);
		assertThat(place.get("/open/", "X-Key", "no index").status()).isEqualTo(404);
		assertThat(place.get("/open", "X-Key", "no index").status()).isEqualTo(404);
		assertThat(place.get("/open/a.txt", "X-Key", "no index").status()).isEqualTo(200);
		assertThat(place.get("/open/", "X-Key", "forbidden index").status()).isEqualTo(403);
		assertThat(place.get("/open", "X-Key", "forbidden index").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("places")
	void packedFileInheritsTheDecision(Place place) throws IOException {
		Reply packed = place.get("/open/packed.js", "X-Key", "open", "Accept-Encoding", "gzip");
		assertThat(packed.text()).isEqualTo("packed");
		assertThat(packed.field("Content-Encoding")).isEqualTo("gzip");
		assertThat(place.get("/hidden/packed.js", "Accept-Encoding", "gzip").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("places")
	void ruleIsAskedAgainForFileThatIsKept(Place place) throws IOException {
		closed = false;
		for (int i = 0; i < 3; i++) {
			assertThat(place.get("/closing/a.txt").status()).isEqualTo(200);
		}
		String tag = place.get("/closing/a.txt").field("ETag");
		closed = true;
		assertThat(place.get("/closing/a.txt").status()).isEqualTo(404);
		assertThat(place.get("/closing/a.txt", "If-None-Match", tag).status()).isEqualTo(404);
		assertThat(place.get("/closing/a.txt", "Range", "bytes=0-0").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("places")
	void ruleThatFailsClosesTheFile(Place place) throws IOException {
		Reply reply = place.get("/broken/a.txt");
		assertThat(reply.status()).isEqualTo(503);
		assertThat(seen(reply)).isEqualTo(seen(place.get("/broken/none.txt")));
	}

	@ParameterizedTest
	@MethodSource("places")
	void nothingIsKeptBeyondTheEndOfThePermission(Place place) throws IOException {
		Reply reply = place.get("/until/a.txt");
		assertThat(reply.field("Cache-Control")).isEqualTo("private, no-cache");
		assertThat(reply.field("Referrer-Policy")).isEqualTo("no-referrer");
		Reply aging = place.application().send(Row.get("aging", place.url() + "-aging/until/a.txt"));
		assertThat(aging.field("Cache-Control")).matches("private, max-age=(2[89]|30)");
	}

	@Configuration(proxyBeanMethods = false)
	static class Mounts {

		@Bean
		Object mounted(@Value("${private}") Path files, MediaRegistry registry) {
			for (Mount.Dispatch dispatch : Mount.Dispatch.values()) {
				String url = "/" + dispatch.name().toLowerCase(Locale.ROOT);
				for (Mount mount : List.of(Mount.of(url + "/directory", files),
						Mount.of(url + "/store", counted(files)))) {
					Mount open = mount.withDispatch(dispatch).withAccess(Mounts::decide).withCors(cors());
					registry.mount(open);
					registry.mount(Mount.of(mount.url() + "-aging", files)
						.withDispatch(dispatch)
						.withAccess(Mounts::decide)
						.withCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic().immutable()));
				}
			}
			return "mounted";
		}

		private static CorsConfiguration cors() {
			CorsConfiguration cors = new CorsConfiguration();
			cors.addAllowedOrigin("https://page.example");
			return cors;
		}

		private static MediaStore counted(Path files) {
			MediaStore store = MediaStores.directory(files);
			return (path) -> {
				looks.incrementAndGet();
				return store.find(path);
			};
		}

		private static Decision decide(MediaAccess.Request request) {
			String path = request.path().toString();
			String kind = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
			return switch (kind) {
				case "open" -> open(request, path);
				case "denied" -> Decision.DENY;
				case "challenge" -> Decision.CHALLENGE;
				case "closing" -> closed ? Decision.HIDE : Decision.ALLOW;
				case "broken" -> throw new IllegalStateException("The rule cannot decide");
				case "until" ->
					Decision.ALLOW.until(Instant.now().plusSeconds(30)).withHeader("Referrer-Policy", "no-referrer");
				case "nowhere" -> Decision.ALLOW;
				default -> Decision.HIDE;
			};
		}

		private static Decision open(MediaAccess.Request request, String path) {
			String key = String.valueOf(request.field("X-Key"));
			boolean index = path.endsWith("index.html");
			return switch (key) {
				case "open" -> Decision.ALLOW;
				case "no index" -> index ? Decision.HIDE : Decision.ALLOW;
				case "forbidden index" -> index ? Decision.DENY : Decision.ALLOW;
				default -> Decision.HIDE;
			};
		}

	}

}
