package dev.mediaboot.version;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are asked for by their versioned names, on every server, behind and before
 * the filters of the application, for files of a directory and of a store of one's own.
 */
@Tag("once")
class VersionedMediaIT {

	private static final String FOR_EVER = "max-age=31536000, immutable";

	private static final String WRONG = "abcdefghijklmnop";

	/** How often a store was asked. */
	private static final AtomicInteger looks = new AtomicInteger();

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

		String link(String path) {
			return link("", path);
		}

		String link(String suffix, String path) {
			return this.application.context().getBean(VersionedUrls.class).url(this.url + suffix, path);
		}

		Reply get(String target, String... fields) throws IOException {
			return send("GET", target, fields);
		}

		Reply send(String method, String target, String... fields) throws IOException {
			Row row = Row.of(target, method, target);
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
		fixture.write("files/app.css", "body { background: url('img/a.png') }");
		fixture.write("files/img/a.png", "a picture");
		fixture.write("files/LICENSE", "a licence");
		fixture.write("files/été d.txt", "summer");
		fixture.write("files/empty.css", "");
		fixture.write("files/packed.js", "not packed");
		fixture.write("files/packed.js.gz", "packed");
		fixture.write("files/page.html", "a page");
		fixture.write("files/real.css", "not asked for");
		fixture.write("files/real." + WRONG + ".css", "a real file");
		fixture.write("files/docs/index.html", "an index");
		fixture.write("files/large.png", Fixture.numbers(Fixture.LARGE));
		fixture.awaitAge();
		for (Server server : Server.values()) {
			Server.Application application = start(server);
			for (String dispatch : List.of("mvc", "filter")) {
				for (String kind : List.of("directory", "store")) {
					places.add(new Place(server, application, "/" + dispatch + "/" + kind));
				}
			}
		}
	}

	/** User content has versioned names only where it is listed. */
	private static List<String> urls() {
		List<String> urls = new ArrayList<>(List.of("/media", "/site", "/class-path", "/jar"));
		for (String place : List.of("/mvc/directory", "/mvc/store", "/filter/directory", "/filter/store")) {
			for (String suffix : List.of("", "-user", "-private", "-unstored", "-ruled")) {
				urls.add(place + suffix);
			}
		}
		return urls;
	}

	private static Server.Application start(Server server, String... more) {
		List<String> properties = new ArrayList<>(List.of(more));
		properties.add(0, "files=" + fixture.path("files"));
		properties.add(1, "media.versions.enabled=true");
		properties.add(2, "media.versions.max-immediate-size=1MB");
		if (Arrays.stream(more).noneMatch((property) -> property.startsWith("media.versions.mounts"))) {
			properties.add("media.versions.mounts=" + String.join(",", urls()));
		}
		Server.Application application = server.start(List.of(Mounts.class),
				fixture.properties(properties.toArray(String[]::new)));
		applications.add(application);
		return application;
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

	private static String wrong(String link) {
		return link.substring(0, link.length() - WRONG.length() - 4) + WRONG + link.substring(link.length() - 4);
	}

	@ParameterizedTest
	@MethodSource("places")
	void currentVersionMayBeKeptForEverAndPlainFileStaysAsItIs(Place place) throws IOException {
		for (String path : List.of("app.css", "img/a.png", "LICENSE", "été d.txt", "empty.css", "packed.js")) {
			String link = place.link(path);
			String plainLink = place.application().context().getBean(MediaUrls.class).url(place.url(), path);
			assertThat(link).isNotEqualTo(plainLink).startsWith(place.url() + "/");
			Reply versioned = place.get(link);
			Reply plain = place.get(plainLink);
			assertThat(versioned.status()).as(link).isEqualTo(200);
			assertThat(versioned.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
			assertThat(plain.field("Cache-Control")).isEqualTo("no-cache");
			assertThat(versioned.body()).isEqualTo(plain.body());
			assertThat(versioned.timeless()).filteredOn((line) -> !line.startsWith("cache-control"))
				.isEqualTo(plain.timeless().stream().filter((line) -> !line.startsWith("cache-control")).toList());
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void headConditionsAndRangesWorkAsEver(Place place) throws IOException {
		String link = place.link("app.css");
		Reply whole = place.get(link);
		String tag = whole.field("ETag");
		Reply head = place.send("HEAD", link);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.timeless()).isEqualTo(whole.timeless());
		Reply known = place.get(link, "If-None-Match", tag);
		assertThat(known.status()).isEqualTo(304);
		assertThat(known.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		assertThat(known.field("ETag")).isEqualTo(tag);
		Reply part = place.get(link, "Range", "bytes=0-3", "If-Range", tag);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("body");
		assertThat(part.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		Reply parts = place.get(link, "Range", "bytes=0-0,2-2");
		assertThat(parts.status()).isIn(200, 206);
		assertThat(parts.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		assertThat(place.get(link, "Range", "bytes=900-").status()).isEqualTo(416);
		assertThat(place.get(link, "Range", "bytes=900-").field("Cache-Control")).isEqualTo("no-store");
		assertThat(place.get(link, "If-Match", "\"other\"").status()).isEqualTo(412);
		assertThat(place.get(link, "If-Match", "\"other\"").field("Cache-Control")).isEqualTo("no-store");
		assertThat(place.send("POST", link).status()).isEqualTo(405);
	}

	@ParameterizedTest
	@MethodSource("places")
	void wrongFingerprintIsNotFound(Place place) throws IOException {
		String link = wrong(place.link("app.css"));
		String upper = place.link("app.css").substring(place.url().length()).toUpperCase(Locale.ROOT);
		for (String target : List.of(link, place.link("app.css").replace(".css", ".png"),
				place.url() + "/none." + WRONG + ".css", link + "/", place.link("app.css") + "/",
				place.url() + upper)) {
			Reply reply = place.get(target);
			assertThat(reply.status()).as(target).isEqualTo(404);
			assertThat(reply.field("Cache-Control")).isEqualTo("no-store");
			assertThat(reply.body()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void staleLinkLeadsToTheCurrentFileIfTheOperatorSaysSo(Server server) throws IOException {
		try (Server.Application application = start(server, "media.versions.stale=current")) {
			for (String dispatch : List.of("mvc", "filter")) {
				Place place = new Place(server, application, "/" + dispatch + "/directory");
				Reply stale = place.get(wrong(place.link("app.css")));
				assertThat(stale.status()).isEqualTo(200);
				assertThat(stale.text()).startsWith("body");
				assertThat(stale.field("Cache-Control")).isEqualTo("public, max-age=60");
				assertThat(place.get(wrong(place.link("-private", "app.css"))).field("Cache-Control"))
					.isEqualTo("private, max-age=60");
				assertThat(place.get(place.link("app.css")).field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void replacedFileHasAnotherLink(Place place) throws IOException {
		fixture.write("files/changing.css", "one");
		String one = place.link("changing.css");
		assertThat(place.get(one).text()).isEqualTo("one");
		Files.writeString(fixture.path("files/new.css"), "two");
		Files.move(fixture.path("files/new.css"), fixture.path("files/changing.css"),
				StandardCopyOption.REPLACE_EXISTING);
		assertThat(place.get(one).status()).isEqualTo(404);
		String two = place.link("changing.css");
		assertThat(two).isNotEqualTo(one);
		assertThat(place.get(two).text()).isEqualTo("two");
		fixture.write("files/changing.css", "one");
		assertThat(place.link("changing.css")).isEqualTo(one);
		assertThat(place.get(one).text()).isEqualTo("one");
		assertThat(place.get(two).status()).isEqualTo(404);
		Files.delete(fixture.path("files/changing.css"));
		assertThat(place.get(one).status()).isEqualTo(404);
		assertThat(place.link("changing.css")).isEqualTo(place.url() + "/changing.css");
	}

	@ParameterizedTest
	@MethodSource("places")
	void realFileOfThatNameWins(Place place) throws IOException {
		Reply reply = place.get(place.url() + "/real." + WRONG + ".css");
		assertThat(reply.text()).isEqualTo("a real file");
		assertThat(reply.field("Cache-Control")).isEqualTo("no-cache");
		Reply versioned = place.get(place.link("real." + WRONG + ".css"));
		assertThat(versioned.text()).isEqualTo("a real file");
		assertThat(versioned.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
	}

	@ParameterizedTest
	@MethodSource("places")
	void precompressedFileOfTheOriginalIsSent(Place place) throws IOException {
		Reply packed = place.get(place.link("packed.js"), "Accept-Encoding", "gzip");
		assertThat(packed.text()).isEqualTo("packed");
		assertThat(packed.field("Content-Encoding")).isEqualTo("gzip");
		assertThat(packed.field("Vary")).contains("Accept-Encoding");
		assertThat(packed.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		String etag = packed.field("ETag");
		assertThat(etag).isNotEqualTo(place.get(place.link("packed.js")).field("ETag"));
		Reply unchanged = place.get(place.link("packed.js"), "Accept-Encoding", "gzip", "If-None-Match", etag);
		assertThat(unchanged.status()).isEqualTo(304);
		assertThat(unchanged.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
	}

	/** A name stands for the siblings that it was made from, and for no other. */
	@ParameterizedTest
	@MethodSource("places")
	void laterSiblingHasAnotherName(Place place) throws IOException {
		fixture.write("files/later.js", "not packed");
		fixture.awaitAge();
		String alone = place.link("later.js");
		assertThat(place.get(alone, "Accept-Encoding", "gzip").field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		fixture.write("files/later.js.gz", "packed");
		fixture.awaitAge();
		Reply late = place.get(alone, "Accept-Encoding", "gzip");
		assertThat(late.text()).isEqualTo("packed");
		assertThat(late.field("Cache-Control")).isEqualTo("no-cache");
		String both = place.link("later.js");
		assertThat(both).isNotEqualTo(alone);
		for (String link : List.of(alone, both)) {
			Reply plain = place.get(link);
			assertThat(plain.text()).isEqualTo("not packed");
			assertThat(plain.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		}
		assertThat(place.get(alone, "Accept-Encoding", "gzip").field("Cache-Control")).isEqualTo("no-cache");
		assertThat(place.get(both, "Accept-Encoding", "gzip").field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		Files.delete(directory.resolve("files/later.js.gz"));
	}

	/** Rules belong to URLs: the file below is hidden by the mount of its name. */
	@ParameterizedTest
	@MethodSource("places")
	void versionOfFileThatIsTheNameOfAMountIsNoWayAround(Place place) throws IOException {
		MediaRegistry registry = place.application().context().getBean(MediaRegistry.class);
		String link = place.link("app.css");
		assertThat(place.get(link).status()).isEqualTo(200);
		try (MediaRegistry.Registration within = registry.mount(Mount.of(place.url() + "/app.css", (path) -> null)
			.withDispatch(registry.find(place.url()).policy().dispatch())
			.withAccess(MediaAccess.internal()))) {
			assertThat(within.mount().policy().access()).isNotEmpty();
			assertThat(place.get(link).status()).isEqualTo(404);
		}
		// Closed now, because it had rules
		assertThat(place.get(link).status()).isEqualTo(404);
		registry
			.mount(Mount.of(place.url() + "/app.css", (path) -> null)
				.withDispatch(registry.find(place.url()).policy().dispatch()))
			.close();
		assertThat(place.get(link).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("places")
	void downloadHasTheNameOfTheFile(Place place) throws IOException {
		Reply reply = place.get(place.link("-user", "page.html"));
		assertThat(reply.field("Content-Disposition")).isEqualTo("attachment; filename=\"page.html\"");
		assertThat(reply.field("Content-Security-Policy")).contains("sandbox");
		assertThat(reply.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
	}

	@ParameterizedTest
	@MethodSource("places")
	void relativeUrlInStyleSheetLeadsToItsFile(Place place) throws IOException {
		URI css = URI.create("http://localhost" + place.link("app.css"));
		Reply picture = place.get(css.resolve("img/a.png").getRawPath());
		assertThat(picture.status()).isEqualTo(200);
		assertThat(picture.text()).isEqualTo("a picture");
	}

	@ParameterizedTest
	@MethodSource("places")
	void directoriesAreAsEver(Place place) throws IOException {
		assertThat(place.get(place.url() + "/docs").status()).isEqualTo(301);
		assertThat(place.get(place.url() + "/docs/").text()).isEqualTo("an index");
		assertThat(place.get(place.url() + "/docs." + WRONG).status()).isEqualTo(404);
		assertThat(place.get(place.link("docs/index.html")).field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
	}

	@ParameterizedTest
	@MethodSource("places")
	void fileOfMountThatIsNotVersionedIsKnownByItsOwnNameOnly(Place place) throws IOException {
		String link = place.link("app.css");
		assertThat(place.get(link.replace(place.url(), place.url() + "-unstored")).status()).isEqualTo(404);
		assertThat(place.link("-unstored", "app.css")).isEqualTo(place.url() + "-unstored/app.css");
	}

	@ParameterizedTest
	@MethodSource("places")
	void mountThatIsPrivateStaysPrivate(Place place) throws IOException {
		Reply reply = place.get(place.link("-private", "app.css"));
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.field("Cache-Control")).isEqualTo("private, " + FOR_EVER);
	}

	@ParameterizedTest
	@MethodSource("places")
	void rulesAreAskedAboutTheFileBeforeItIsLookedFor(Place place) throws IOException {
		String link = place.link("-ruled", "app.css");
		for (String target : List.of(link, wrong(link), place.url() + "-ruled/none." + WRONG + ".css")) {
			looks.set(0);
			Reply hidden = place.get(target);
			assertThat(hidden.status()).as(target).isEqualTo(404);
			Reply denied = place.get(target, "X-Key", "deny");
			assertThat(denied.status()).isEqualTo(403);
			assertThat(looks).as("looks for " + target).hasValue(0);
			assertThat(hidden.timeless()).isEqualTo(place.get(place.url() + "-ruled/none.css").timeless());
		}
		Reply allowed = place.get(link, "X-Key", "allow");
		assertThat(allowed.status()).isEqualTo(200);
		assertThat(allowed.field("Cache-Control")).isEqualTo("private, " + FOR_EVER);
		assertThat(allowed.all("Vary")).contains("X-Key");
		assertThat(place.get(wrong(link), "X-Key", "allow").status()).isEqualTo(404);
		assertThat(place.get(link, "X-Key", "soon").field("Cache-Control")).matches("private, max-age=(2[89]|30)");
	}

	/** A rule that knows the names of files knows those of versions, too. */
	@ParameterizedTest
	@MethodSource("places")
	void ruleThatNamesTheFileCoversItsVersions(Place place) throws IOException {
		String link = place.link("-ruled", "app.css");
		assertThat(place.get(link, "X-Key", "only app.css").status()).isEqualTo(200);
		assertThat(place.get(place.link("-ruled", "img/a.png"), "X-Key", "only app.css").status()).isEqualTo(403);
		assertThat(place.get(link, "X-Key", "all but app.css").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("places")
	void largeFileHasPlainLinkUntilItHasBeenRead(Place place) throws IOException {
		String path = "large-" + place.server() + place.url().replace('/', '-') + ".png";
		fixture.write("files/" + path, Fixture.numbers(Fixture.LARGE));
		// Before that, nothing but its content would identify this version
		Awaitility.await().until(() -> place.get(place.url() + "/" + path).field("ETag") != null);
		Reply unknown = place.get(place.url() + "/" + path.replace(".png", "." + WRONG + ".png?a=b"));
		assertThat(unknown.status()).isEqualTo(302);
		assertThat(unknown.field("Location")).isEqualTo(place.url() + "/" + path + "?a=b");
		assertThat(unknown.field("Cache-Control")).isEqualTo("no-store");
		Awaitility.await().until(() -> !place.link(path).endsWith("/" + path));
		Reply known = place.get(place.link(path));
		assertThat(known.body()).isEqualTo(Fixture.numbers(Fixture.LARGE));
		assertThat(known.field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		assertThat(place.get(wrong(place.link(path))).status()).isEqualTo(404);
		Files.delete(fixture.path("files/" + path));
	}

	@ParameterizedTest
	@EnumSource
	void mediaAndClassPathAndJarHaveVersionedNames(Server server) throws IOException {
		Server.Application application = applications.get(server.ordinal());
		VersionedUrls urls = application.context().getBean(VersionedUrls.class);
		for (String link : List.of(urls.url("alphabet.txt"), urls.url("/media", "sub/inner.txt"),
				urls.url("/site", "plain.css"), urls.url("/class-path", "admin.css"), urls.url("/jar", "mime.types"))) {
			Reply reply = application.send(Row.get(link, link));
			assertThat(reply.status()).as(link).isEqualTo(200);
			assertThat(reply.field("Cache-Control")).as(link).isEqualTo("public, " + FOR_EVER);
		}
	}

	@ParameterizedTest
	@EnumSource
	void listOfMountsIsObeyed(Server server) throws IOException {
		try (Server.Application application = start(server, "media.versions.mounts=/site,/media/")) {
			VersionedUrls urls = application.context().getBean(VersionedUrls.class);
			assertThat(urls.url("/site", "plain.css")).isNotEqualTo("/site/plain.css");
			assertThat(urls.url("alphabet.txt")).isNotEqualTo("/media/alphabet.txt");
			assertThat(urls.url("/class-path", "admin.css")).isEqualTo("/class-path/admin.css");
		}
	}

	@ParameterizedTest
	@EnumSource
	void importMapAndManifestLeadToFiles(Server server) throws IOException {
		Server.Application application = applications.get(server.ordinal());
		VersionedUrls urls = application.context().getBean(VersionedUrls.class);
		Map<String, String> manifest = urls.manifest("/site", List.of("app.js", "plain.css"));
		for (String link : manifest.values()) {
			assertThat(application.send(Row.get(link, link)).field("Cache-Control")).isEqualTo("public, " + FOR_EVER);
		}
		assertThat(urls.importMap("/site", List.of("app.js")))
			.isEqualTo("{\"imports\":{\"/site/app.js\":\"" + manifest.get("app.js") + "\"}}");
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsVersionedUnlessAskedFor(Server server) throws IOException {
		String link = applications.get(server.ordinal()).context().getBean(VersionedUrls.class).url("alphabet.txt");
		try (Server.Application application = server.start(List.of(), fixture.properties())) {
			assertThat(application.send(Row.get(link, link)).status()).isEqualTo(404);
			assertThat(application.context().getBean(VersionedUrls.class).url("alphabet.txt"))
				.isEqualTo("/media/alphabet.txt");
			assertThat(application.context().getBeanNamesForType(Versions.class)).isEmpty();
			assertThat(application.context().containsBean("mediaVersionedLinkFilter")).isFalse();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Mounts {

		@Bean
		Object mounted(@Value("${files}") Path files, MediaRegistry registry) {
			for (Mount.Dispatch dispatch : Mount.Dispatch.values()) {
				String url = "/" + dispatch.name().toLowerCase(Locale.ROOT);
				mount(url + "/directory", MediaStores.directory(files), dispatch, registry);
				mount(url + "/store", own(files), dispatch, registry);
			}
			registry.mount("/class-path", "classpath:/META-INF/media/admin/");
			registry.mount("/jar", "classpath:/org/springframework/http/");
			return "mounted";
		}

		private static void mount(String url, MediaStore store, Mount.Dispatch dispatch, MediaRegistry registry) {
			List.of(Mount.of(url, store), Mount.of(url + "-user", store).withContent(Mount.Content.USER),
					Mount.of(url + "-private", store).withCacheControl(CacheControl.noCache().cachePrivate()),
					Mount.of(url + "-unstored", store).withCacheControl(CacheControl.noStore()),
					Mount.of(url + "-ruled", counted(store)).withAccess(Mounts::decide))
				.forEach((mount) -> registry.mount(mount.withDispatch(dispatch)));
		}

		/** Finds files in its own way. */
		private static MediaStore own(Path files) {
			MediaStore store = MediaStores.directory(files);
			return (path) -> store.find(path);
		}

		private static MediaStore counted(MediaStore store) {
			return (path) -> {
				looks.incrementAndGet();
				return store.find(path);
			};
		}

		private static Decision decide(MediaAccess.Request request) {
			boolean app = request.path().toString().equals("app.css");
			return switch (String.valueOf(request.field("X-Key"))) {
				case "allow" -> Decision.ALLOW;
				case "deny" -> Decision.DENY;
				case "soon" -> Decision.ALLOW.until(Instant.now().plusSeconds(30));
				case "only app.css" -> app ? Decision.ALLOW : Decision.DENY;
				case "all but app.css" -> app ? Decision.DENY : Decision.ALLOW;
				default -> Decision.HIDE;
			};
		}

	}

}
