package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaRegistry.Registration;
import dev.mediaboot.Mount;
import dev.mediaboot.MountPolicy;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PolicyProperties}: each key, for the root mount and for the others.
 */
class PolicyPropertiesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
				MediaJettyAutoConfiguration.class));

	@TempDir
	private Path root;

	@TempDir
	private Path elsewhere;

	@BeforeEach
	void link() throws IOException {
		Path target = Files.writeString(this.root.resolve("target"), "within");
		Files.createSymbolicLink(this.root.resolve("within"), target);
		Path outside = Files.writeString(this.elsewhere.resolve("target"), "without");
		Files.createSymbolicLink(this.root.resolve("without"), outside);
	}

	static Stream<Arguments> keys() {
		return Stream.of(key("content=user", MountPolicy::content, Mount.Content.USER),
				key("content=site", MountPolicy::content, Mount.Content.SITE),
				key("cache-control.max-age=90", MountPolicy::cacheControl, "max-age=90"),
				key("cache-control.max-age=365d", MountPolicy::cacheControl, "max-age=31536000"),
				key("cache-control.no-cache=true", MountPolicy::cacheControl, "no-cache"),
				key("cache-control.no-store=true", MountPolicy::cacheControl, "no-store"),
				key("cache-control.must-revalidate=true", MountPolicy::cacheControl, "no-cache, must-revalidate"),
				key("cache-control.no-transform=true", MountPolicy::cacheControl, "no-cache, no-transform"),
				key("cache-control.cache-public=true", MountPolicy::cacheControl, "no-cache, public"),
				key("cache-control.cache-private=true", MountPolicy::cacheControl, "no-cache, private"),
				key("cache-control.proxy-revalidate=true", MountPolicy::cacheControl, "no-cache, proxy-revalidate"),
				key("cache-control.stale-while-revalidate=30", MountPolicy::cacheControl,
						"no-cache, stale-while-revalidate=30"),
				key("cache-control.stale-if-error=1h", MountPolicy::cacheControl, "no-cache, stale-if-error=3600"),
				key("cache-control.s-max-age=10", MountPolicy::cacheControl, "s-maxage=10"),
				key("cache-control.immutable=true", MountPolicy::cacheControl, "no-cache, immutable"),
				key("cache-control.immutable=false", MountPolicy::cacheControl, "no-cache"),
				key("index=index.html,index.htm", MountPolicy::index, List.of("index.html", "index.htm")),
				key("index=", MountPolicy::index, List.of()), links("symlinks=within-root", List.of("within")),
				links("symlinks=deny", List.of()), links("symlinks=follow", List.of("within", "without")),
				key("precompressed=true", MountPolicy::precompressed, true),
				key("precompressed=false", MountPolicy::precompressed, false),
				key("types.foo=application/x-foo", MountPolicy::types, Map.of("foo", "application/x-foo")),
				key("types.TXT=text/plain;charset=ISO-8859-1", MountPolicy::types,
						Map.of("txt", "text/plain;charset=ISO-8859-1")),
				key("types[.foo]=application/x-foo", MountPolicy::types, Map.of("foo", "application/x-foo")),
				key("types.apple-app-site-association=application/json", MountPolicy::types,
						Map.of("apple-app-site-association", "application/json")),
				key("types[site.v1]=text/plain", MountPolicy::types, Map.of("site.v1", "text/plain")),
				key("headers.X-Robots-Tag=noindex, nofollow", MountPolicy::headers,
						Map.of("X-Robots-Tag", "noindex, nofollow")),
				key("extensions=png,.WEBP", (policy) -> serves(policy, "png", "webp", "txt"), List.of("png", "webp")),
				key("disposition=inline", MountPolicy::disposition, Mount.Disposition.INLINE),
				key("disposition=attachment", MountPolicy::disposition, Mount.Disposition.ATTACHMENT),
				key("dispatch=mvc", MountPolicy::dispatch, Mount.Dispatch.MVC),
				key("dispatch=filter", MountPolicy::dispatch, Mount.Dispatch.FILTER),
				key("cors.allowed-origins=https://a.example,https://b.example",
						cors(CorsConfiguration::getAllowedOrigins), List.of("https://a.example", "https://b.example")),
				key("cors.allowed-origin-patterns=https://*.example", cors(CorsConfiguration::getAllowedOriginPatterns),
						List.of("https://*.example")),
				key("cors.allowed-methods=GET", cors(CorsConfiguration::getAllowedMethods), List.of("GET")),
				key("cors.allowed-headers=Range", cors(CorsConfiguration::getAllowedHeaders), List.of("Range")),
				key("cors.exposed-headers=ETag", cors(CorsConfiguration::getExposedHeaders), List.of("ETag")),
				key("cors.allow-credentials=true", cors(CorsConfiguration::getAllowCredentials), true),
				key("cors.max-age=10", cors(CorsConfiguration::getMaxAge), 10L));
	}

	@ParameterizedTest(name = "media.{0}")
	@MethodSource("keys")
	void keyGovernsTheRootMount(String property, Function<Registration, Object> value, Object expected) {
		run(List.of("media.root=" + this.root, "media." + property, "media." + origins(property)),
				(mount) -> assertThat(value.apply(mount)).isEqualTo(expected));
	}

	/** CORS without origins is refused. */
	private static String origins(String property) {
		return (property.startsWith("cors.") && !property.contains("allowed-origin"))
				? "cors.allowed-origins=https://a.example" : property;
	}

	@ParameterizedTest(name = "media.mounts.docs.{0}")
	@MethodSource("keys")
	void keyGovernsFurtherMount(String property, Function<Registration, Object> value, Object expected) {
		run(List.of("media.mounts.docs.url=/docs", "media.mounts.docs.root=" + this.root,
				"media.mounts.docs." + property, "media.mounts.docs." + origins(property)),
				(mount) -> assertThat(value.apply(mount)).isEqualTo(expected));
	}

	@Test
	void keyOfTheRootMountDoesNotGovernFurtherMounts() {
		run(List.of("media.mounts.docs.url=/docs", "media.mounts.docs.root=" + this.root,
				"media.cache-control.max-age=1h", "media.content=user", "media.headers.X-A=b"),
				(mount) -> assertThat(mount.mount().policy()).returns("no-cache", MountPolicy::cacheControl)
					.returns(Mount.Content.SITE, MountPolicy::content)
					.returns(Map.of(), MountPolicy::headers));
	}

	@ParameterizedTest
	@EnumSource
	void dispatchOfTheMediaHoldsForAllThatDoNotSayOtherwise(Mount.Dispatch dispatch) {
		Mount.Dispatch other = (dispatch == Mount.Dispatch.MVC) ? Mount.Dispatch.FILTER : Mount.Dispatch.MVC;
		this.runner
			.withPropertyValues("media.root=" + this.root, "media.dispatch=" + dispatch, "media.admin-prefix=/admin",
					"media.mounts.a.url=/a", "media.mounts.a.root=" + this.root, "media.mounts.b.url=/b",
					"media.mounts.b.root=" + this.root, "media.mounts.b.dispatch=" + other)
			.withBean("bean", Mount.class, () -> Mount.of("/bean", this.root))
			.withBean("decided", Mount.class, () -> Mount.of("/decided", this.root).withDispatch(other))
			.run((context) -> {
				MediaRegistry registry = context.getBean(MediaRegistry.class);
				registry.mount("/code", this.root);
				registry.remount(Mount.of("/code/decided", this.root).withDispatch(other));
				assertThat(registry.mounts()).allSatisfy((mount) -> assertThat(mount.policy().dispatch())
					.as(mount.url())
					.isEqualTo(List.of("/b", "/decided", "/code/decided").contains(mount.url()) ? other : dispatch));
				assertThat(registry.mounts()).hasSize(8);
			});
	}

	@Test
	void mountsDoNotShareTheirKeys() {
		this.runner
			.withPropertyValues("media.mounts.a.url=/a", "media.mounts.a.root=" + this.root,
					"media.mounts.a.types.x=text/a", "media.mounts.b.url=/b", "media.mounts.b.root=" + this.root)
			.run((context) -> assertThat(find(context.getBean(MediaRegistry.class), "/b").policy().types()).isEmpty());
	}

	@Test
	void mediaIsUserContentWithoutIndexAndSiblingsByDefault() {
		run(List.of("media.root=" + this.root),
				(mount) -> assertThat(mount.mount().policy()).returns(Mount.Content.USER, MountPolicy::content)
					.returns(List.of(), MountPolicy::index)
					.returns(false, MountPolicy::precompressed));
	}

	@Test
	void furtherMountIsSiteContentWithIndexAndSiblingsByDefault() {
		run(List.of("media.mounts.docs.url=/docs", "media.mounts.docs.root=" + this.root),
				(mount) -> assertThat(mount.mount().policy()).returns(Mount.Content.SITE, MountPolicy::content)
					.returns(List.of("index.html"), MountPolicy::index)
					.returns(true, MountPolicy::precompressed));
	}

	@ParameterizedTest
	@EnumSource(Mount.Content.class)
	void cachesAskAgainByDefaultWhateverTheContent(Mount.Content content) {
		run(List.of("media.root=" + this.root, "media.content=" + content),
				(mount) -> assertThat(mount.mount().policy().cacheControl()).isEqualTo("no-cache"));
	}

	@Test
	void directivesOfCacheControlAddUp() {
		run(List.of("media.root=" + this.root, "media.cache-control.max-age=1h",
				"media.cache-control.cache-public=true", "media.cache-control.immutable=true"),
				(mount) -> assertThat(mount.mount().policy().cacheControl().split(", "))
					.containsExactlyInAnyOrder("max-age=3600", "public", "immutable"));
	}

	@Test
	void corsNeedsNoMoreThanOrigins() {
		run(List.of("media.root=" + this.root, "media.cors.allowed-origins=*"), (mount) -> {
			CorsConfiguration cors = Objects.requireNonNull(mount.mount().policy().cors());
			assertThat(cors.getAllowedMethods()).containsExactly("GET", "HEAD");
			assertThat(cors.getAllowedHeaders()).containsExactly("*");
			assertThat(cors.getExposedHeaders()).containsExactly("Accept-Ranges", "Content-Encoding", "Content-Range",
					"ETag");
			assertThat(cors.getAllowCredentials()).isNotEqualTo(true);
			assertThat(cors.getMaxAge()).isEqualTo(Duration.ofMinutes(30).toSeconds());
		});
	}

	@Test
	void withoutCorsTheDefaultOfTheBrowserHolds() {
		run(List.of("media.root=" + this.root), (mount) -> assertThat(mount.mount().policy().cors()).isNull());
	}

	@Test
	void tagsOfContentAreEqualForCopiesWhereThoseOfFilesDiffer() throws IOException {
		Path first = Files.createDirectory(this.root.resolve("first"));
		Path second = Files.createDirectory(this.root.resolve("second"));
		Files.writeString(first.resolve("a.txt"), "equal");
		Files.writeString(second.resolve("a.txt"), "equal");
		// As long as a file is young its content is what vouches for it.
		Awaitility.await().until(() -> !etag(first, "file").equals(etag(second, "file")));
		assertThat(etag(first, "content")).isEqualTo(etag(second, "content"));
	}

	@Test
	void everyPolicyKeyOfTheRootMountExistsForFurtherMounts() {
		assertThat(components(MediaProperties.MountProperties.class)).containsAll(policyKeys());
	}

	@Test
	void everyPolicyKeyExistsForTheRootMount() {
		assertThat(components(MediaProperties.class)).containsAll(policyKeys());
	}

	private static List<String> policyKeys() {
		return Arrays.stream(PolicyProperties.class.getDeclaredMethods())
			.filter((method) -> Modifier.isAbstract(method.getModifiers()))
			.map((method) -> method.getGenericReturnType() + " " + method.getName())
			.toList();
	}

	private static List<String> components(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> component.getGenericType() + " " + component.getName())
			.toList();
	}

	private void run(List<String> properties, ThrowingConsumer<Registration> mount) {
		this.runner.withPropertyValues(properties.toArray(String[]::new))
			.run((context) -> assertThat(context.getBean(MediaRegistry.class).registrations()).singleElement()
				.satisfies(mount));
	}

	private String etag(Path directory, String kind) {
		String[] etag = new String[1];
		run(List.of("media.root=" + directory, "media.etag=" + kind), (mount) -> {
			MediaPath path = Objects.requireNonNull(MediaPath.parse("a.txt"));
			try (MediaFile file = Objects.requireNonNull(mount.store().find(path))) {
				etag[0] = file.etag();
			}
		});
		return etag[0];
	}

	private static List<String> linksFollowed(Registration mount) {
		return Stream.of("within", "without").filter((name) -> isFound(mount, name)).toList();
	}

	private static boolean isFound(Registration mount, String name) {
		try (MediaFile file = mount.store().find(Objects.requireNonNull(MediaPath.parse(name)))) {
			return file != null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Mount find(MediaRegistry registry, String url) {
		return Objects.requireNonNull(registry.find(url));
	}

	private static List<String> serves(MountPolicy policy, String... extensions) {
		return Arrays.stream(extensions).filter(policy::serves).toList();
	}

	private static Function<MountPolicy, Object> cors(Function<CorsConfiguration, Object> part) {
		return (policy) -> part.apply(Objects.requireNonNull(policy.cors()));
	}

	private static Arguments key(String property, Function<MountPolicy, Object> value, Object expected) {
		Function<Registration, Object> ofMount = (mount) -> value.apply(mount.mount().policy());
		return arguments(property, ofMount, expected);
	}

	private static Arguments links(String property, List<String> expected) {
		Function<Registration, Object> followed = PolicyPropertiesTests::linksFollowed;
		return arguments(property, followed, expected);
	}

}
