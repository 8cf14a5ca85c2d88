package dev.mediaboot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.mediaboot.Mount.Content;
import dev.mediaboot.Mount.Disposition;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MountTests {

	private static final MediaStore EMPTY = (path) -> null;

	private final Mount mount = Mount.of("/media/", EMPTY);

	@Test
	void mountHasAPlaceAndAStore() {
		assertThat(this.mount.url()).isEqualTo("/media");
		assertThat(this.mount.host()).isNull();
		assertThat(this.mount.origin()).isNull();
		assertThat(this.mount.prefix()).isEqualTo(MediaPath.parse("/media"));
		assertThat(this.mount.location()).isEqualTo("custom store " + MountTests.class.getName());
	}

	@Test
	void mountMayBeBoundToAHost() {
		Mount bound = Mount.of("https://Media.Example.com/m/", EMPTY);
		assertThat(bound.host()).isEqualTo("media.example.com");
		assertThat(bound.origin()).isEqualTo("https://Media.Example.com");
		assertThat(bound.url()).isEqualTo("https://Media.Example.com/m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media", "media", "//media//", "/%6Dedia" })
	void mountIsFoundByItsUrlHoweverItsSlashesAreWritten(String url) {
		assertThat(Mount.mountedAt(url)).accepts(this.mount)
			.rejects(Mount.of("/media/a", EMPTY), Mount.of("https://media.example.com/media", EMPTY));
	}

	@Test
	void mountOfAHostIsFoundByThatHost() {
		assertThat(Mount.mountedAt("http://media.example.com/media"))
			.accepts(Mount.of("https://Media.Example.com:8443/media/", EMPTY))
			.rejects(this.mount, Mount.of("https://example.com/media", EMPTY));
	}

	@Test
	void directoryIsAPathOrALocation() {
		assertThat(Mount.of("/m", Path.of("/srv/media")).directories()).containsExactly(Path.of("/srv/media"));
		assertThat(Mount.of("/m", "/srv/media").directories()).containsExactly(Path.of("/srv/media"));
		assertThat(Mount.of("/m", "classpath:/assets/").directories()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "https://media.example.com/" })
	void mountInPlaceOfTheApplicationIsRefused(String url) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> Mount.of(url, EMPTY));
	}

	@Test
	void mountMadeByCodeIsSiteContent() {
		assertThat(this.mount.policy().content()).isEqualTo(Content.SITE);
		assertThat(this.mount.policy().index()).containsExactly("index.html");
		assertThat(this.mount.policy().precompressed()).isTrue();
		assertThat(this.mount.policy().cacheControl()).isEqualTo("no-cache");
		assertThat(this.mount.policy().disposition()).isNull();
		assertThat(this.mount.policy().cors()).isNull();
		assertThat(this.mount.policy().types()).isEmpty();
		assertThat(this.mount.policy().headers()).isEmpty();
		assertThat(this.mount.policy().serves("html")).isTrue();
	}

	@Test
	void userContentHasNoIndexAndNoPrecompressedFiles() {
		Mount user = this.mount.withContent(Content.USER);
		assertThat(user.policy().index()).isEmpty();
		assertThat(user.policy().precompressed()).isFalse();
	}

	@Test
	void whatWasChosenHoldsForAnyContent() {
		Mount user = this.mount.withIndex("start.html").withPrecompressed(true).withContent(Content.USER);
		assertThat(user.policy().index()).containsExactly("start.html");
		assertThat(user.policy().precompressed()).isTrue();
		Mount site = this.mount.withIndex().withPrecompressed(false);
		assertThat(site.policy().index()).isEmpty();
		assertThat(site.policy().precompressed()).isFalse();
	}

	@Test
	void everyChangeIsAnotherMount() {
		List<Mount> others = List.of(this.mount.withContent(Content.USER),
				this.mount.withCacheControl(CacheControl.noStore()), this.mount.withIndex(),
				this.mount.withPrecompressed(false), this.mount.withType("a", MediaType.IMAGE_PNG),
				this.mount.withHeader("X-A", "a"), this.mount.withExtensions("png"),
				this.mount.withDisposition(Disposition.ATTACHMENT), this.mount.withCors(cors()),
				this.mount.withDispatch(Mount.Dispatch.FILTER));
		assertThat(others).doesNotContain(this.mount).doesNotHaveDuplicates();
		mountMadeByCodeIsSiteContent();
	}

	@Test
	void changesAddUp() {
		CorsConfiguration cors = new CorsConfiguration();
		cors.addAllowedOrigin("https://example.com");
		Mount changed = this.mount.withContent(Content.USER)
			.withCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic().immutable())
			.withIndex("a.html", "b.html")
			.withPrecompressed(true)
			.withType(".PNG", MediaType.IMAGE_PNG)
			.withType("poem", MediaType.parseMediaType("text/plain;charset=iso-8859-1"))
			.withHeader("X-A", "a")
			.withHeader("X-B", "b")
			.withExtensions(".PNG", "webp")
			.withDisposition(Disposition.INLINE)
			.withCors(cors)
			.withDispatch(Mount.Dispatch.FILTER);
		assertThat(changed.policy().dispatch()).isEqualTo(Mount.Dispatch.FILTER);
		assertThat(changed.withContent(Content.SITE).policy().dispatch()).isEqualTo(Mount.Dispatch.FILTER);
		assertThat(changed.policy().content()).isEqualTo(Content.USER);
		assertThat(changed.policy().cacheControl()).isEqualTo("max-age=3600, public, immutable");
		assertThat(changed.policy().index()).containsExactly("a.html", "b.html");
		assertThat(changed.policy().types()).containsEntry("png", "image/png")
			.containsEntry("poem", "text/plain;charset=iso-8859-1");
		assertThat(changed.policy().headers()).containsEntry("X-A", "a").containsEntry("X-B", "b");
		assertThat(changed.policy().serves("png")).isTrue();
		assertThat(changed.policy().serves("webp")).isTrue();
		assertThat(changed.policy().serves("html")).isFalse();
		assertThat(changed.policy().serves("")).isFalse();
		assertThat(changed.policy().disposition()).isEqualTo(Disposition.INLINE);
		assertThat(changed.policy().cors().getAllowedOrigins()).containsExactly("https://example.com");
		assertThat(changed.location()).isEqualTo(this.mount.location());
	}

	@Test
	void headerIsReplacedHoweverItIsWritten() {
		Mount changed = this.mount.withHeader("X-Robots-Tag", "noindex").withHeader("x-robots-tag", "none");
		assertThat(changed.policy().headers()).hasSize(1).containsEntry("X-Robots-Tag", "none");
	}

	@Test
	void emptyCacheControlLeavesTheDefault() {
		assertThat(this.mount.withCacheControl(CacheControl.empty()).policy().cacheControl()).isEqualTo("no-cache");
	}

	@Test
	void extensionsAreListedInAlphabeticalOrder() {
		assertThat(this.mount.policy().extensions()).isEmpty();
		assertThat(this.mount.withExtensions("webp", ".PNG").policy().extensions()).containsExactly("png", "webp");
	}

	@Test
	void noExtensionsServeEveryFile() {
		assertThat(this.mount.withExtensions("png").withExtensions().policy().serves("html")).isTrue();
	}

	@Test
	void laterChangesOfCorsAreNotSeen() {
		CorsConfiguration cors = cors();
		Mount changed = this.mount.withCors(cors);
		cors.addAllowedOrigin("*");
		assertThat(changed.policy().cors().getAllowedOrigins()).containsExactly("https://example.com");
	}

	private static CorsConfiguration cors() {
		CorsConfiguration cors = new CorsConfiguration();
		cors.addAllowedOrigin("https://example.com");
		return cors;
	}

	@Test
	void anyOriginCannotBeGivenCredentials() {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(List.of("*"));
		cors.setAllowCredentials(true);
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.mount.withCors(cors))
			.withMessageContaining("credentials");
	}

	@Test
	void corsThatAllowsNobodyIsRefused() {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.mount.withCors(new CorsConfiguration()))
			.withMessage("No origin is allowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*.txt", "*", "a/b", "png,gif", "p?g", "tar.gz", " png" })
	void extensionThatNoFileHasIsRefused(String extension) {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.mount.withExtensions("png", extension))
			.withMessageContaining("'" + extension + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/*", "*/*", "application/*+json" })
	void rangeOfMediaTypesIsRefused(String type) {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.mount.withType("a", MediaType.parseMediaType(type)))
			.withMessageContaining("'" + type + "'");
	}

	@Test
	void storeThatSaysNothingIsKnownByItsClass() {
		MediaStore anonymous = new MediaStore() {

			@Override
			public MediaFile find(MediaPath path) {
				return null;
			}

		};
		String here = "custom store dev.mediaboot.MountTests";
		assertThat(this.mount.location()).isEqualTo(here);
		assertThat(Mount.of("/a", anonymous).location()).isEqualTo(here);
		assertThat(Mount.of("/a", new Silent()).location()).isEqualTo(here + "$Silent");
		assertThat(Mount.of("/a", new Silent$()).location()).isEqualTo(here + "$Silent");
		assertThat(Mount.of("/a", new Named("cloud")).location()).isEqualTo("Named[bucket=cloud]");
		assertThat(Mount.of("/a", MediaStores.overlay(List.of(EMPTY, new Named("cloud")))).location())
			.isEqualTo("[" + here + ", Named[bucket=cloud]]");
		assertThat(this.mount.toString()).contains(" from " + here + " (");
	}

	private static final class Silent implements MediaStore {

		@Override
		public MediaFile find(MediaPath path) {
			return null;
		}

	}

	/** As Scala names an object. */
	private static final class Silent$ implements MediaStore {

		@Override
		public MediaFile find(MediaPath path) {
			return null;
		}

	}

	private record Named(String bucket) implements MediaStore {

		@Override
		public MediaFile find(MediaPath path) {
			return null;
		}

	}

	@Test
	void listsAndMapsCannotBeChanged() {
		assertThat(this.mount.withIndex("a.html").policy().index()).isUnmodifiable();
		assertThat(this.mount.withHeader("X-A", "a").policy().headers()).isUnmodifiable();
		assertThat(this.mount.withType("a", MediaType.IMAGE_PNG).policy().types()).isUnmodifiable();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../index.html", "a/index.html", ".htaccess", "a\\b", "a\0" })
	void indexThatIsNotANameIsRefused(String name) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.mount.withIndex("a.html", name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a/b", ".well-known/apple-app-site-association", "a\\b", "a\nb" })
	void typeOfWhatNoFileIsCalledIsRefused(String name) {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.mount.withType(name, MediaType.TEXT_PLAIN))
			.withMessageContaining("neither an extension nor a file name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "image/*", "application/*+json" })
	void typeThatNoFileHasIsRefused(String type) {
		MediaType range = MediaType.parseMediaType(type);
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.mount.withType("a", range))
			.withMessageContaining(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type", "content-length", "ETAG", "Last-Modified", "Content-Range",
			"Accept-Ranges", "Content-Encoding", "Content-Disposition", "Content-Location", "Cache-Control", "Expires",
			"X-Content-Type-Options", "Vary", "Date", "Transfer-Encoding", "Connection", "Location", "Allow" })
	void headerThatIsDecidedForEachAnswerIsRefused(String name) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.mount.withHeader(name, "a"))
			.withMessageContaining(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X A", "X:A", "X-É", "X\r\nSet-Cookie", "X/A" })
	void headerThatHasNoNameIsRefused(String name) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.mount.withHeader(name, "a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: b", "a\nb", "a\0", "é", "a\u007f" })
	void headerThatHasNoValueIsRefused(String value) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> this.mount.withHeader("X-A", value));
	}

	@Test
	void mountIsALineForTheLog() {
		Mount described = Mount.of("/media", Path.of("/srv/media"))
			.withContent(Content.USER)
			.withCacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
			.withExtensions("png");
		assertThat(described).hasToString("/media/** from " + Path.of("/srv/media").toAbsolutePath()
				+ " (user content, Cache-Control max-age=60, only png)");
		assertThat(Mount.of("/css", "classpath:/css/")).hasToString(
				"/css/** from classpath:/css/ (site content, Cache-Control no-cache, index index.html, precompressed)");
	}

	@Test
	void descriptionContainsWhatWasChosen() {
		Mount described = this.mount.withDisposition(Disposition.ATTACHMENT)
			.withCors(cors())
			.withHeader("X-A", "secret");
		assertThat(described.toString()).contains("attachment", "CORS", "X-A").doesNotContain("secret", "dispatch");
		assertThat(described.withDispatch(Mount.Dispatch.FILTER).toString()).contains(", dispatch filter");
	}

	@ParameterizedTest
	@CsvSource({ "3600, 'private, max-age=3600'", "0, 'private, max-age=0'" })
	void filesCanBeKeptFromSharedCaches(int seconds, String expected) {
		Mount mount = this.mount.withCacheControl(CacheControl.maxAge(Duration.ofSeconds(seconds)));
		assertThat(mount.withPrivateCaching().policy().cacheControl()).isEqualTo(expected);
	}

}
