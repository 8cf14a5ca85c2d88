package dev.mediaboot.version;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;

import org.springframework.http.CacheControl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link VersionedUrls}.
 */
class VersionedUrlsTests {

	/** The fingerprint of {@code abc}. */
	private static final String ABC = "xj4bnp4pahh6uqkb";

	private final FakeStore store = new FakeStore().with("app.css", "abc", "1")
		.with("a b/c d.css", "abc", "1")
		.with("LICENSE", "abc", "1")
		.with("untagged.css", "abc", null);

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	private final Fingerprints fingerprints = new Fingerprints(1000, Runnable::run);

	private final VersionedUrls urls = urls(new MediaUrls("/app/media", "/app"));

	private VersionedUrls urls(MediaUrls plain, String... mounts) {
		List<Predicate<Mount>> chosen = List.of(mounts).stream().map(Mount::mountedAt).toList();
		return new VersionedUrls(plain, this.registry, "/media/",
				new Versions(this.fingerprints, this.registry, chosen, false));
	}

	@Test
	void fingerprintIsInTheNameOfTheFile() {
		this.registry.mount("/css", this.store);
		assertThat(this.urls.url("/css", "app.css")).isEqualTo("/app/css/app." + ABC + ".css");
		assertThat(this.urls.url("css/", "/app.css")).isEqualTo("/app/css/app." + ABC + ".css");
		assertThat(this.urls.url("/css", "a b/c d.css")).isEqualTo("/app/css/a%20b/c%20d." + ABC + ".css");
		assertThat(this.urls.url("/css", "LICENSE")).isEqualTo("/app/css/LICENSE." + ABC);
		assertThat(this.urls.urlOrNull("/css", "app.css")).isEqualTo("/app/css/app." + ABC + ".css");
	}

	@Test
	void mediaHasItsPublicUrl() {
		this.registry.mount("/media", this.store);
		assertThat(this.urls.url("app.css")).isEqualTo("/app/media/app." + ABC + ".css");
		assertThat(this.urls.urlOrNull("app.css")).isEqualTo("/app/media/app." + ABC + ".css");
		assertThat(urls(new MediaUrls("https://cdn.example.com/m/")).url("app.css"))
			.isEqualTo("https://cdn.example.com/m/app." + ABC + ".css");
	}

	@Test
	void mountOfAHostHasItsUrl() {
		this.registry.mount("https://media.example.com/css", this.store);
		assertThat(this.urls.url("https://media.example.com/css", "app.css"))
			.isEqualTo("https://media.example.com/app/css/app." + ABC + ".css");
		assertThat(this.urls.url("/css", "app.css")).isEqualTo("/app/css/app.css");
	}

	@Test
	void linkIsPlainWithoutFileOrTagOrMount() {
		this.registry.mount("/css", this.store);
		assertThat(this.urls.url("/css", "missing.css")).isEqualTo("/app/css/missing.css");
		assertThat(this.urls.url("/css", "untagged.css")).isEqualTo("/app/css/untagged.css");
		assertThat(this.urls.url("/js", "app.css")).isEqualTo("/app/js/app.css");
		assertThat(this.urls.url("/css", "a b/")).isEqualTo("/app/css/a%20b/");
		assertThat(this.urls.url("/css", "")).isEqualTo("/app/css/");
		assertThat(this.urls.url("/css", "app." + ABC + ".css")).isEqualTo("/app/css/app." + ABC + ".css");
		assertThat(new VersionedUrls(new MediaUrls("/m"), this.registry, "/media", null).url("/css", "app.css"))
			.isEqualTo("/css/app.css");
	}

	@Test
	void linkIsPlainWhenTheStoreFails() {
		this.registry.mount("/css", (path) -> {
			throw new IllegalStateException("The store is down");
		});
		assertThat(this.urls.url("/css", "app.css")).isEqualTo("/app/css/app.css");
	}

	@Test
	void mountsThatAreNotListedOrNotStoredHavePlainLinks() {
		this.registry.mount("/css", this.store);
		this.registry.mount("/js", this.store);
		this.registry.mount(Mount.of("/secret", this.store).withCacheControl(CacheControl.noStore()));
		this.registry.mount(Mount.of("/png", this.store).withExtensions("png"));
		VersionedUrls some = urls(new MediaUrls("/media"), "/js/");
		assertThat(some.url("/css", "app.css")).isEqualTo("/css/app.css");
		assertThat(some.url("/js", "app.css")).isEqualTo("/js/app." + ABC + ".css");
		assertThat(this.urls.url("/secret", "app.css")).isEqualTo("/app/secret/app.css");
		assertThat(this.urls.url("/png", "app.css")).isEqualTo("/app/png/app.css");
	}

	@Test
	void mountWithinAnotherHasItsFiles() {
		this.registry.mount("/css", new FakeStore().with("app/app.css", "other", "1"));
		this.registry.mount("/css/app", this.store);
		assertThat(this.urls.url("/css", "app/app.css")).isEqualTo("/app/css/app/app." + ABC + ".css");
	}

	@Test
	void namesThatAreNeverServedAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.url(".hidden"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.urls.url("/css", "../app.css"));
		assertThat(this.urls.urlOrNull(".hidden")).isNull();
		assertThat(this.urls.urlOrNull(null)).isNull();
		assertThat(this.urls.urlOrNull("/css", ".hidden")).isNull();
		assertThat(this.urls.urlOrNull("/css", null)).isNull();
	}

	@Test
	void linkFollowsTheFileAndTheMount() {
		this.registry.mount("/css", this.store);
		String before = this.urls.url("/css", "app.css");
		this.store.with("app.css", "abcd", "2");
		assertThat(this.urls.url("/css", "app.css")).isNotEqualTo(before);
		this.store.with("app.css", "abc", "3");
		assertThat(this.urls.url("/css", "app.css")).isEqualTo(before);
		this.registry.remount(Mount.of("/css", new FakeStore().with("app.css", "other", "1")));
		assertThat(this.urls.url("/css", "app.css")).isNotEqualTo(before);
		this.registry.unmount("/css");
		assertThat(this.urls.url("/css", "app.css")).isEqualTo("/app/css/app.css");
	}

	@Test
	void linkTakesOneLookAndNoReading() {
		this.registry.mount("/css", this.store);
		this.urls.url("/css", "app.css");
		this.store.looks.set(0);
		this.store.reads.set(0);
		this.urls.url("/css", "app.css");
		assertThat(this.store.looks).hasValue(1);
		assertThat(this.store.reads).hasValue(0);
		assertThat(this.store.open).hasValue(0);
	}

	@Test
	void manifestHasTheUrlOfEveryPath() {
		AtomicInteger looks = this.store.looks;
		this.registry.mount("/css", this.store);
		assertThat(looks).hasValue(0);
		assertThat(this.urls.manifest("/css", List.of("app.css", "missing.css"))).containsExactly(
				Map.entry("app.css", "/app/css/app." + ABC + ".css"), Map.entry("missing.css", "/app/css/missing.css"));
	}

	@Test
	void importMapLeadsFromPlainToVersionedModules() {
		this.registry.mount("/js", new FakeStore().with("app.js", "abc", "1").with("a/b.js", "abc", "1"));
		assertThat(this.urls.importMap("/js", List.of("app.js", "a/b.js")))
			.isEqualTo("{\"imports\":{\"/app/js/app.js\":\"/app/js/app." + ABC
					+ ".js\",\"/app/js/a/b.js\":\"/app/js/a/b." + ABC + ".js\"}}");
		assertThat(this.urls.importMap("/js", List.of())).isEqualTo("{\"imports\":{}}");
	}

	@Test
	void importMapCannotEndItsScript() {
		String json = ImportMap.toJson(Map.of("</script>\"\\\n", "&"));
		assertThat(json).isEqualTo("{\"imports\":{\"\\u003c/script\\u003e\\u0022\\u005c\\u000a\":\"\\u0026\"}}");
	}

}
