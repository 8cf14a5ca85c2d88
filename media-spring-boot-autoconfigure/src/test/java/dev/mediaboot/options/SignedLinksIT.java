package dev.mediaboot.options;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mediaboot.Mount;
import dev.mediaboot.sign.SignedUrls;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
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
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links that expire, on every server, behind and before the filters of the application.
 */
@Tag("once")
class SignedLinksIT {

	private static final String KEY = "media.signing.keys.2026=" + Base64.getEncoder().encodeToString(new byte[32]);

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final String INVOICE = "an invoice";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	private static final List<Place> places = new ArrayList<>();

	private static final List<Server.Application> applications = new ArrayList<>();

	/**
	 * Where signed files are mounted in a running application.
	 *
	 * @param url the URL of the mount
	 * @param expired a link that expires before it is tried
	 */
	private record Place(Server server, Server.Application application, String url, String expired) {

		SignedUrls urls() {
			return this.application.context().getBean(SignedUrls.class);
		}

		String link(String path) {
			return urls().signed(this.url, path, LIFETIME);
		}

		Reply get(String target, String... fields) throws IOException {
			return SignedLinksIT.send(this.application, "GET", target, fields);
		}

		int status(String target) throws IOException {
			return get(target).status();
		}

		@Override
		public String toString() {
			return this.server + " " + this.url;
		}

	}

	@BeforeAll
	static void start() throws IOException {
		fixture = Fixture.in(directory);
		fixture.write("private/7.txt", INVOICE);
		fixture.write("private/8.txt", "another invoice");
		fixture.write("private/été 🎉.txt", "summer");
		fixture.write("private/page.html", "<a href='https://evil.example'>a link to another site</a>");
		fixture.write("private/docs/index.html", "an index");
		fixture.write("private/large.bin", Fixture.numbers(Fixture.LARGE));
		fixture.awaitAge();
		for (Server server : Server.values()) {
			List<String> properties = new ArrayList<>(List.of(KEY, "private=" + fixture.path("private")));
			for (String dispatch : List.of("mvc", "filter")) {
				properties.addAll(mount(dispatch, dispatch, "signed"));
				properties.addAll(mount(dispatch + "-internal", dispatch, "internal,or-signed"));
			}
			Server.Application application = server.start(List.of(Api.class, Mounts.class),
					fixture.properties(properties.toArray(String[]::new)));
			applications.add(application);
			for (String url : List.of("/mvc", "/filter", "/mvc-internal", "/filter-internal", "/mvc-store",
					"/filter-store")) {
				places.add(new Place(server, application, url,
						application.context().getBean(SignedUrls.class).signed(url, "7.txt", Duration.ofNanos(1))));
			}
		}
	}

	private static List<String> mount(String name, String dispatch, String access) {
		String prefix = "media.mounts." + name + ".";
		return List.of(prefix + "url=/" + name, prefix + "root=" + fixture.path("private"),
				prefix + "dispatch=" + dispatch, prefix + "access=" + access, prefix + "cache-control.max-age=1d");
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

	static Stream<Place> directories() {
		return places().filter((place) -> place.url().equals("/mvc") || place.url().equals("/filter"));
	}

	private static Reply send(Server.Application application, String method, String target, String... fields)
			throws IOException {
		Row row = Row.of(target, method, target);
		for (int i = 0; i < fields.length; i += 2) {
			row.with(fields[i], fields[i + 1]);
		}
		return application.send(row);
	}

	private static List<String> seen(Reply reply) {
		List<String> seen = new ArrayList<>(reply.timeless());
		seen.add(0, String.valueOf(reply.status()));
		seen.add(reply.text());
		return seen;
	}

	@ParameterizedTest
	@MethodSource("places")
	void linkIsServedAndNothingElseIs(Place place) throws IOException {
		assertThat(place.get(place.link("7.txt")).text()).isEqualTo(INVOICE);
		assertThat(place.get(place.link("été 🎉.txt")).text()).isEqualTo("summer");
		assertThat(place.status(place.link("none.txt"))).isEqualTo(404);
		assertThat(place.status(place.url() + "/7.txt")).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("places")
	void responseIsPrivateAndTellsOtherSitesNothing(Place place) throws IOException {
		String link = place.urls().signed(place.url(), "page.html", Duration.ofSeconds(30));
		Reply whole = place.get(link);
		Reply part = place.get(link, "Range", "bytes=0-0");
		Reply known = place.get(link, "If-None-Match", whole.field("ETag"));
		Reply head = send(place.application(), "HEAD", link);
		assertThat(List.of(whole.status(), part.status(), known.status(), head.status())).containsExactly(200, 206, 304,
				200);
		assertThat(List.of(whole, part, known, head)).allSatisfy((reply) -> {
			assertThat(reply.field("Cache-Control")).matches("private, max-age=(2[0-9]|30)");
			assertThat(reply.field("Referrer-Policy")).isEqualTo("no-referrer");
		});
		assertThat(whole.field("Content-Disposition")).isNull();
	}

	@ParameterizedTest
	@MethodSource("places")
	void fileIsSavedUnderTheNameThatIsSigned(Place place) throws IOException {
		String link = place.urls()
			.link(place.url(), "7.txt")
			.expiresIn(LIFETIME)
			.download("Résumé \"7\"\r\nX: 1; 🎉.txt")
			.url();
		Reply reply = place.get(link);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.field("Content-Disposition"))
			.isEqualTo("attachment; filename*=UTF-8''R%C3%A9sum%C3%A9%20%227%22%0D%0AX%3A%201%3B%20%F0%9F%8E%89.txt");
		assertThat(reply.field("X")).isNull();
		assertThat(place.status(link.replace("mb-name=R", "mb-name=S"))).isEqualTo(404);
		assertThat(place.status(place.link("7.txt") + "&mb-name=evil.exe")).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("places")
	void downloadIsResumedAndVideoSeeks(Place place) throws IOException {
		String link = place.link("large.bin");
		byte[] all = Fixture.numbers(Fixture.LARGE);
		String tag = place.get(link, "Range", "bytes=0-0").field("ETag");
		Reply rest = place.get(link, "Range", "bytes=1000000-", "If-Range", tag);
		assertThat(rest.status()).isEqualTo(206);
		assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(all, 1_000_000, all.length));
		Reply beyond = place.get(link, "Range", "bytes=99999999-");
		assertThat(beyond.status()).isEqualTo(416);
		assertThat(beyond.field("Cache-Control")).isEqualTo("no-store");
	}

	/** Expired, altered and absent links cannot be told from files that do not exist. */
	@ParameterizedTest
	@MethodSource("places")
	void everyRefusalIsTheSame(Place place) throws IOException {
		String link = place.link("7.txt");
		Awaitility.await().until(() -> place.status(place.expired()) == 404);
		List<String> missing = seen(place.get(place.link("none.txt")));
		for (String target : List.of(place.expired(), link + "A", link.substring(0, link.length() - 1),
				link + "&mb-exp=1", link.replace("/7.txt", "/8.txt"), link.replace("mb-key=2026", "mb-key=2027"),
				link.replace("mb-key", "mb-kye"), link + "&mb-user=1", link + "&mb-sig=%", place.url() + "/7.txt",
				place.url() + "/7.txt?", place.url() + "/none.txt", link.replace(place.url(), other(place)),
				place.url() + "/docs", place.url() + "/docs/")) {
			assertThat(seen(place.get(target))).as(target).isEqualTo(missing);
			assertThat(place.get(target, "Range", "bytes=0-0", "If-None-Match", "*").status()).isEqualTo(404);
		}
	}

	private static String other(Place place) {
		return place.url().equals("/mvc") ? "/filter" : "/mvc";
	}

	@ParameterizedTest
	@MethodSource("places")
	void linkToDirectoryLeadsToItsIndexOnly(Place place) throws IOException {
		String link = place.link("docs");
		Reply redirect = place.get(link);
		assertThat(redirect.status()).isEqualTo(301);
		assertThat(redirect.field("Location")).isEqualTo(link.replace("docs?", "docs/?"));
		Reply index = place.get(redirect.field("Location"));
		assertThat(index.text()).isEqualTo("an index");
		assertThat(index.field("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(place.status(link.replace("docs?", "docs/other.html?"))).isEqualTo(404);
		assertThat(place.status(place.link("7.txt").replace("7.txt", "7.txt/"))).isEqualTo(404);
	}

	@ParameterizedTest
	@MethodSource("places")
	void parametersOfOthersChangeNothing(Place place) throws IOException {
		String link = place.link("7.txt");
		for (String target : List.of(link + "&utm_source=mail", link.replace("?", "?v=17&"), link + "&&=%zz&")) {
			assertThat(place.get(target).text()).as(target).isEqualTo(INVOICE);
		}
	}

	@ParameterizedTest
	@MethodSource("directories")
	void transferUnderWayIsCompleted(Place place) throws IOException {
		String link = place.urls().signed(place.url(), "large.bin", Duration.ofSeconds(1));
		try (Connection connection = place.application().connect(8192)) {
			Exchange exchange = connection.send(Row.get("large", link));
			Awaitility.await().until(() -> place.status(link) == 404);
			Reply reply = exchange.read();
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.complete()).isTrue();
			assertThat(reply.body()).isEqualTo(Fixture.numbers(Fixture.LARGE));
		}
	}

	@ParameterizedTest
	@MethodSource("places")
	void linkGoesThroughJson(Place place) throws IOException {
		String json = place.get("/api" + place.url()).text();
		String link = json.substring(json.indexOf("\":\"") + 3, json.lastIndexOf('"'));
		assertThat(json).isEqualTo("{\"href\":\"" + link + "\"}");
		Reply reply = place.get(link);
		assertThat(reply.text()).isEqualTo(INVOICE);
		assertThat(reply.field("Content-Disposition")).isEqualTo("attachment; filename=\"Invoice 7.txt\"");
	}

	@RestController
	static class Api {

		private final SignedUrls urls;

		Api(SignedUrls urls) {
			this.urls = urls;
		}

		@GetMapping("/api/{mount}")
		Map<String, String> link(@PathVariable("mount") String mount) {
			return Map.of("href", this.urls.link(mount, "7.txt").expiresIn(LIFETIME).download("Invoice 7.txt").url());
		}

	}

	/** With a store of one's own, and the rule in code. */
	@Configuration(proxyBeanMethods = false)
	static class Mounts {

		@Bean
		Mount mvcStore(SignedUrls urls, @Value("${private}") Path files) {
			return mount("/mvc-store", files, urls).withDispatch(Mount.Dispatch.MVC);
		}

		@Bean
		Mount filterStore(SignedUrls urls, @Value("${private}") Path files) {
			return mount("/filter-store", files, urls).withDispatch(Mount.Dispatch.FILTER);
		}

		private static Mount mount(String url, Path files, SignedUrls urls) {
			return Mount.of(url, MediaStores.directory(files)::find)
				.withAccess(urls.requireLink())
				.withCacheControl(CacheControl.maxAge(Duration.ofDays(1)));
		}

	}

}
