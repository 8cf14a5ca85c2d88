package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willDoNothing;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

/**
 * What somebody reads whose application does not start, and the line that somebody reads
 * whose application does.
 */
@ExtendWith(OutputCaptureExtension.class)
class MediaFailureAnalysisTests {

	private static final String USE_A_PREFIX = "Use a prefix such as '/media/' or 'https://media.example.com/media/'.";

	private static final String OWN_DIRECTORY = "Keep media in a directory of its own.";

	@TempDir
	private Path directory;

	@Test
	void missingRoot(CapturedOutput output) {
		Path missing = this.directory.resolve("missing");
		fail("media.root=" + missing);
		assertThat(description(output)).contains("'media.root'", "'" + missing + "' does not exist");
		assertThat(action(output)).contains("Create the directory", "correct the path", "'media.missing-root=create'");
	}

	@Test
	void missingRootNamesAbsolutePathOfRelativeOne(CapturedOutput output) {
		fail("media.root=no/such/directory");
		assertThat(description(output)).contains("'" + Path.of("no/such/directory").toAbsolutePath() + "'");
	}

	@Test
	void missingRootOfFurtherMount(CapturedOutput output) {
		fail("media.mounts.css.url=/css", "media.mounts.css.root=" + this.directory.resolve("missing"));
		assertThat(description(output)).contains("'media.mounts.css.root'", "does not exist");
	}

	@Test
	void missingRootOfTheAdmin(CapturedOutput output) {
		fail("media.admin-prefix=/admin-media", "media.admin-root=" + this.directory.resolve("missing"));
		assertThat(description(output)).contains("'media.admin-root'", "does not exist");
	}

	@Test
	void missingRootThatCannotBeCreated(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		fail("media.root=" + file.resolve("media"), "media.missing-root=create");
		assertThat(description(output)).contains("'media.root'", "'" + file.resolve("media") + "'");
	}

	@Test
	void rootThatIsMissingOnTheClassPath(CapturedOutput output) {
		fail("media.root=classpath:/no/such/place/");
		assertThat(description(output)).contains("'media.root'", "'classpath:/no/such/place/'");
		assertThat(action(output)).contains("Correct the location", "dependency");
	}

	@Test
	void rootThatIsFile(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		fail("media.root=" + file);
		assertThat(description(output)).contains("'media.root'", "'" + file + "' is not a directory");
		assertThat(action(output)).contains("Set it to the directory that contains the files.");
	}

	@Test
	void rootThatCannotBeRead(CapturedOutput output) throws IOException {
		Path unreadable = unreadable("/srv/secret");
		fail((context) -> context.registerBean(Mount.class, () -> Mount.of("/secret", unreadable)));
		assertThat(description(output)).contains("'/srv/secret' cannot be read");
		assertThat(action(output))
			.contains("Grant the user that runs the application permission to read and search the directory.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "file:/", "/.", ".", "./", "target/..", ".." })
	void dangerousDirectory(String root, CapturedOutput output) {
		fail("media.root=" + root);
		assertThat(description(output)).contains("'media.root'", "would expose");
		assertThat(action(output)).contains(OWN_DIRECTORY);
	}

	@Test
	void linkToDangerousDirectory(CapturedOutput output) throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("").toAbsolutePath());
		fail("media.root=" + link);
		assertThat(description(output)).contains("'media.root'", "would expose");
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:", "classpath:/", "classpath*:/", "classpath:/META-INF", "classpath:META-INF/",
			"classpath:/BOOT-INF/classes/", "classpath:/WEB-INF/" })
	void dangerousPlaceOnTheClassPath(String root, CapturedOutput output) {
		fail("media.root=" + root);
		assertThat(description(output)).contains("'media.root'", "would expose the application itself");
		assertThat(action(output)).contains("Keep media in a directory of its own, such as 'classpath:/assets/'.");
	}

	@Test
	void placeOnTheClassPathOutsideOfIt(CapturedOutput output) {
		fail("media.root=classpath:/assets/../");
		assertThat(description(output)).contains("'media.root'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/media", "s3://bucket/media", "jar:file:/a.jar!/media", "ftp:media" })
	void unknownSchemeOfLocation(String root, CapturedOutput output) {
		fail("media.root=" + root);
		assertThat(description(output)).contains("'media.root'", "'" + root + "' has an unknown scheme");
		assertThat(action(output)).contains("Use a directory, or a location that begins with 'file:' or 'classpath:'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "''", "https://media.example.com", "https://media.example.com/" })
	void prefixThatWouldReplaceTheApplication(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url.replace("'", ""));
		assertThat(description(output)).contains("'media.url'", "would hide every path of the application");
		assertThat(action(output)).contains(USE_A_PREFIX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "https://media.example.com/" })
	void prefixOfTheAdminThatWouldReplaceTheApplication(String prefix, CapturedOutput output) {
		fail("media.admin-prefix=" + prefix);
		assertThat(description(output)).contains("'media.admin-prefix'", "would hide every path of the application");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/**", "/media/{name}", "/media?x", "/media#x", "/../media", "/a/./b", "/%2e%2e/a",
			"/%zz", "/.hidden", "/me;dia", "/a\\b" })
	void urlThatIsNoPrefix(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		assertThat(description(output)).contains("'media.url'", "'" + url + "'");
		assertThat(action(output)).contains(USE_A_PREFIX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://media.example.com/m", "https:///m", "https://media.example.com/m?x",
			"https://media.example.com/m#x", "https://media example.com/m" })
	void urlThatNamesNoHostAndPrefix(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		assertThat(description(output)).contains("'media.url'", "'" + url + "'");
		assertThat(action(output)).contains(USE_A_PREFIX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media", "/media/", "media", "//media//" })
	void prefixOfTheAdminThatIsTaken(String prefix, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=/media/", "media.admin-prefix=" + prefix);
		assertThat(description(output)).contains("'media.url' and 'media.admin-prefix'",
				"cannot both be mounted at '/media'");
		assertThat(action(output)).contains("Choose a different prefix for one of them.");
	}

	@Test
	void prefixOfFurtherMountThatIsTaken(CapturedOutput output) {
		fail("media.mounts.a.url=/docs", "media.mounts.a.root=" + this.directory, "media.mounts.b.url=docs/",
				"media.mounts.b.root=" + this.directory);
		assertThat(description(output)).contains("'media.mounts.a.url'", "'media.mounts.b.url'",
				"cannot both be mounted at '/docs'");
	}

	@Test
	void prefixOfMountBeanThatIsTaken(CapturedOutput output) {
		fail((context) -> context.registerBean(Mount.class, () -> Mount.of("/media", this.directory)),
				"media.root=" + this.directory);
		assertThat(description(output)).contains("'/media' is already mounted");
		assertThat(action(output)).contains("Choose another prefix");
	}

	@Test
	void mountWithoutRoot(CapturedOutput output) {
		fail("media.mounts.css.url=/css");
		assertThat(description(output)).contains("'media.mounts.css.root' is missing");
		assertThat(action(output)).contains("Set the property, or remove the other properties of the mount.");
	}

	@Test
	void mountWithoutUrl(CapturedOutput output) {
		fail("media.mounts.css.root=" + this.directory);
		assertThat(description(output)).contains("'media.mounts.css.url' is missing");
		assertThat(action(output)).contains("Set the property, or remove the other properties of the mount.");
	}

	@Test
	void mountWithPolicyOnly(CapturedOutput output) {
		fail("media.mounts.css.content=user");
		assertThat(description(output)).contains("'media.mounts.css.", "' is missing");
	}

	static Stream<Arguments> invalidValues() {
		return Stream.of(arguments("content", "stranger"), arguments("symlinks", "some"), arguments("etag", "weak"),
				arguments("disposition", "none"), arguments("precompressed", "perhaps"),
				arguments("types.foo", "no media type"), arguments("types.foo", "image/*"),
				arguments("types[.well-known/foo]", "text/plain"), arguments("cache-control.max-age", "long"),
				arguments("cors.max-age", "long"), arguments("headers.X-A", "line\nbreak"),
				arguments("headers.X-A", "ümlaut"), arguments("headers.ETag", "mine"),
				arguments("headers.Content-Length", "1"), arguments("index", "a/b.html"), arguments("index", ".."),
				arguments("extensions", "*.txt"), arguments("extensions", "*"), arguments("extensions", "tar.gz"),
				arguments("extensions", "png;gif"), arguments("types.txt", "text/*"), arguments("cors", "*"),
				arguments("cache-control", "public, max-age=60"), arguments("headers", "X-A: b"));
	}

	@ParameterizedTest(name = "media.{0}={1}")
	@MethodSource("invalidValues")
	void invalidValue(String key, String value, CapturedOutput output) {
		fail("media.root=" + this.directory, "media." + key + "=" + value);
		assertThat(description(output)).containsIgnoringCase("media." + key);
		assertThat(action(output)).isNotBlank();
	}

	@ParameterizedTest(name = "media.mounts.css.{0}={1}")
	@MethodSource("invalidValues")
	void invalidValueOfFurtherMount(String key, String value, CapturedOutput output) {
		fail("media.mounts.css.url=/css", "media.mounts.css.root=" + this.directory,
				"media.mounts.css." + key + "=" + value);
		assertThat(description(output)).containsIgnoringCase("media.mounts.css." + key);
		assertThat(action(output)).isNotBlank();
	}

	static Stream<Arguments> corsThatLetsNobodyRead() {
		return Stream.of(arguments(List.of("allowed-methods=GET"), "No origin is allowed"),
				arguments(List.of("allowed-origins="), "No origin is allowed"),
				arguments(List.of("allowed-origins=example.com"), "'example.com'"),
				arguments(List.of("allowed-origins=https://example.com/app"), "'https://example.com/app'"),
				arguments(List.of("allowed-origins=https://example.com:443"), "'https://example.com:443'"),
				arguments(List.of("allowed-origins=http://example.com:80"), "'http://example.com:80'"),
				arguments(List.of("allowed-origins=https://*.example.com"), "'https://*.example.com'"),
				arguments(List.of("allowed-origins=https://a.example.com https://b.example.com"), "b.example.com'"),
				arguments(List.of("allowed-origin-patterns=example.com"), "'example.com'"),
				arguments(List.of("allowed-origin-patterns=www.*.example.com"), "'www.*.example.com'"),
				arguments(List.of("allowed-origins=*", "allowed-methods=GET,PUT"), "'PUT'"),
				arguments(List.of("allowed-origins=*", "allowed-methods=get"), "'get'"));
	}

	@ParameterizedTest
	@MethodSource
	void corsThatLetsNobodyRead(List<String> cors, String reason, CapturedOutput output) {
		fail(Stream
			.concat(Stream.of("media.root=" + this.directory), cors.stream().map((setting) -> "media.cors." + setting))
			.toArray(String[]::new));
		assertThat(description(output)).contains("'media.cors'", reason);
		assertThat(action(output)).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "allowed-origins=*", "allowed-origins=null", "allowed-origins=https://example.com",
			"allowed-origins=https://example.com/", "allowed-origins=http://localhost:5173",
			"allowed-origins=capacitor://localhost,http://[::1]:8080", "allowed-origin-patterns=*",
			"allowed-origin-patterns=*.example.com", "allowed-origin-patterns[0]=https://*.example.com:[8080,8081]",
			"allowed-origin-patterns=https://*.example.com:[*]" })
	void corsThatLetsSomebodyRead(String origins, CapturedOutput output) {
		start("media.root=" + this.directory, "media.cors." + origins, "media.cors.allowed-methods=GET,HEAD,OPTIONS");
		assertThat(output).contains("Serving /media/**");
	}

	@ParameterizedTest(name = "media.{0}={1}")
	@CsvSource(delimiter = '|', textBlock = """
			mounts.css    | /css               | media.mounts.css.url' and 'media.mounts.css.root
			cors          | *                  | media.cors.allowed-origins
			cache-control | public, max-age=60 | media.cache-control.max-age
			headers       | X-A: b             | media.headers.<name>
			types         | txt                | media.types.<name>
			mounts        | /css               | media.mounts.<name>
			""")
	void groupOfPropertiesHasNoValue(String key, String value, String instead, CapturedOutput output) {
		fail("media.root=" + this.directory, "media." + key + "=" + value);
		assertThat(description(output)).isEqualTo("Media cannot be mounted. 'media." + key
				+ "' is a group of properties and cannot have a value of its own.");
		assertThat(action(output)).contains("'" + instead + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://cdn.example.com/m", "https://", "https:///m", "https://#", "cdn.example.com/m",
			"/m#top", "https://cdn.example.com/my media", "mailto:a@example.com" })
	void publicUrlThatNoLinkCanBeginWith(String url, CapturedOutput output) {
		fail("media.public-url=" + url);
		assertThat(description(output)).contains("'media.public-url'", "'" + url + "'");
		assertThat(action(output)).contains("https://cdn.example.com/m/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/m", "//cdn.example.com/m", "HTTPS://my_cdn:8443/m/", "http://[::1]/m",
			"https://cdn.example.com/?path=/" })
	void publicUrlThatLinksBeginWith(String url, CapturedOutput output) {
		start("media.root=" + this.directory, "media.public-url=" + url);
		assertThat(output).contains("Serving /media/**");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1/media", "//127.0.0.1/media", "localhost/media", "localhost:8080/media",
			"media.example.com/m", "//media.example.com", "media.example.com" })
	void urlThatMayMeanHostOrPrefix(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		String rest = url.replace("//", "");
		assertThat(description(output)).contains("'media.url'", "'" + url + "'");
		assertThat(action(output)).contains("'https://" + rest + "'", "'/" + rest + "'");
	}

	@ParameterizedTest
	@CsvSource({ "/médias, /m%C3%A9dias", "https://example.com/médias, https://example.com/m%C3%A9dias",
			"https://médias.example.com/m, xn--mdias-bsa.example.com" })
	void urlWithAccentsIsToBeWrittenAsRequestsDo(String url, String written, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		assertThat(description(output)).contains("'media.url'");
		assertThat(action(output)).contains("'" + written + "'");
	}

	@Test
	void urlWithAHostThatServersRefuse(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=http://my_host/media");
		assertThat(description(output)).contains("'media.url'", "'my_host' is not a valid host name");
		assertThat(action(output)).isEqualTo("Use only letters, digits, dots and hyphens in the host name.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "~/media", "~", "$HOME/media", "${UNKNOWN}/media" })
	void rootThatOnlyShellsKnow(String root, CapturedOutput output) {
		fail("media.root=" + root, "media.missing-root=create");
		assertThat(description(output)).contains("'media.root'", "'" + root + "'");
		assertThat(action(output)).contains("${user.home}");
	}

	@Test
	void headerOfAnEnvironmentVariableHasNoHyphen(CapturedOutput output) {
		fail(environment(Map.of("MEDIA_HEADERS_X_FOO", "bar")), "media.root=" + this.directory);
		assertThat(description(output)).contains("'media.headers.x.foo'");
		assertThat(action(output)).contains("environment variables cannot contain them");
	}

	static Stream<Arguments> nothingMounted() {
		return Stream.of(arguments(Map.of(), "INFO", ": 'media.root' is not set"),
				arguments(Map.of("media.roto", "/srv"), "WARN",
						": 'media.root' is not set. Unknown property: 'media.roto'"),
				arguments(Map.of("media.url", "/files"), "WARN", ": 'media.root' is not set"),
				arguments(Map.of("media.root", ""), "WARN", ": 'media.root' is empty"),
				arguments(Map.of("MEDIA_MOUNTS_MY_CSS_URL", "/css"), "WARN",
						"Unknown property: "
								+ "'MEDIA_MOUNTS_MY_CSS_URL'. In environment variables, write the names of mounts "
								+ "without underscores"));
	}

	@ParameterizedTest
	@MethodSource
	void nothingMounted(Map<String, Object> properties, String level, String reason, CapturedOutput output) {
		boolean variables = properties.keySet().stream().anyMatch((name) -> name.startsWith("MEDIA_"));
		SpringApplication application = application();
		application.addInitializers(variables ? environment(properties) : (context) -> {
		});
		application
			.run(variables ? new String[0]
					: commandLine(properties.entrySet()
						.stream()
						.map((property) -> property.getKey() + "=" + property.getValue())
						.toArray(String[]::new)))
			.close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Nothing is mounted"))).singleElement()
			.asString()
			.contains(level, reason);
	}

	@ParameterizedTest
	@CsvSource({ "media.root=, is empty", "media.url=/files, is not set" })
	void mediaThatIsNotMountedAlthoughConfiguredIsReported(String property, String reason, CapturedOutput output) {
		start(property, "media.admin-prefix=/admin-media");
		assertThat(output.getOut().lines().filter((line) -> line.contains("No media is mounted"))).singleElement()
			.asString()
			.contains("WARN", "'media.root' " + reason);
	}

	@Test
	void mediaThatIsNotConfiguredIsNotReported(CapturedOutput output) {
		start("media.admin-prefix=/admin-media", "media.dispatch=filter");
		assertThat(output).doesNotContain("No media is mounted");
	}

	@Test
	void unrelatedVariablesNamedMediaDoNotStopTheStart(CapturedOutput output) {
		SpringApplication application = application();
		application.addInitializers(environment(Map.of("MEDIA", "/mnt/x", "MEDIA_DIR", "/y")));
		application.run().close();
		assertThat(output).contains("Nothing is mounted", "'MEDIA_DIR'").doesNotContain("APPLICATION FAILED");
	}

	@Test
	void knownPropertiesAreNotReported(CapturedOutput output) {
		SpringApplication application = application();
		application.addInitializers(environment(Map.of("MEDIA_PUBLIC_URL", "https://cdn.example.com/m",
				"MEDIA_CACHE_CONTROL_MAX_AGE", "60", "MEDIA_CORS_ALLOWED_ORIGINS", "*", "MEDIA_EXTENSIONS_0", "png",
				"MEDIA_HEADERS_XFOO", "bar", "MEDIA_TYPES_POEM", "text/plain", "MEDIA_DISPOSITION", "")));
		application.run(commandLine("media.headers.X-A=a", "media.url=/m")).close();
		assertThat(output).contains("Nothing is mounted").doesNotContain("Unknown propert");
	}

	@Test
	void propertiesOfOtherLibrariesAreNotReportedWhenSomethingIsMounted(CapturedOutput output) {
		start("media.root=" + this.directory, "media.player=vlc");
		assertThat(output).doesNotContain("Nothing is mounted", "Unknown propert");
	}

	@Test
	void unknownPropertiesOfMountsAreAlwaysReported(CapturedOutput output) {
		SpringApplication application = application();
		application.addInitializers(environment(Map.of("MEDIA_MOUNTS_MY_CSS_URL", "/css")));
		application
			.run(commandLine("media.root=" + this.directory, "media.mounts.up.url=/up",
					"media.mounts.up.root=" + this.directory, "media.mounts.up.contnet=user"))
			.close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Unknown properties: "))).singleElement()
			.asString()
			.contains("WARN", "'MEDIA_MOUNTS_MY_CSS_URL'", "'media.mounts.up.contnet'")
			.doesNotContain("'media.mounts.up.url'");
	}

	@Test
	void whatIsMountedByARunnerIsMounted(CapturedOutput output) {
		SpringApplication application = application();
		application
			.addInitializers((context) -> ((GenericApplicationContext) context).registerBean(ApplicationRunner.class,
					() -> (arguments) -> context.getBean(MediaRegistry.class).mount("/late", this.directory)));
		application.run().close();
		assertThat(output).contains("Serving /late").doesNotContain("Nothing is mounted");
	}

	@Test
	void nothingIsSaidWhereNothingIsServed(CapturedOutput output) {
		start("media.enabled=false", "media.url=/files");
		assertThat(output).doesNotContain("Nothing is mounted");
	}

	static Stream<Arguments> invalidEnums() {
		return Stream.of(arguments("content", List.of("USER", "SITE")),
				arguments("symlinks", List.of("WITHIN_ROOT", "DENY", "FOLLOW")),
				arguments("etag", List.of("FILE", "CONTENT")),
				arguments("disposition", List.of("INLINE", "ATTACHMENT")),
				arguments("missing-root", List.of("FAIL", "CREATE", "IGNORE")),
				arguments("errors", List.of("MEDIA", "APPLICATION")));
	}

	@ParameterizedTest(name = "media.{0}")
	@MethodSource("invalidEnums")
	void invalidEnumListsWhatIsValid(String key, List<String> valid, CapturedOutput output) {
		fail("media.root=" + this.directory, "media." + key + "=nonsense");
		assertThat(action(output)).contains(valid);
	}

	@Test
	void corsOfAnyOriginWithCredentials(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.cors.allowed-origins=*", "media.cors.allow-credentials=true");
		assertThat(description(output)).contains("media.cors").doesNotEndWith("..");
		assertThat(action(output)).isNotBlank();
	}

	@Test
	void corsOfAnyOriginWithCredentialsOfFurtherMount(CapturedOutput output) {
		fail("media.mounts.css.url=/css", "media.mounts.css.root=" + this.directory,
				"media.mounts.css.cors.allowed-origins=*", "media.mounts.css.cors.allow-credentials=true");
		assertThat(description(output)).contains("media.mounts.css.cors");
	}

	@Test
	void descriptionIsOneSentence(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=/");
		assertThat(description(output)).isEqualTo("Media cannot be mounted. The value of 'media.url' cannot be used: "
				+ "'/' would hide every path of the application.");
	}

	@Test
	void onlyOneLineIsLoggedForEachMount(CapturedOutput output) {
		start("media.root=" + this.directory, "media.admin-prefix=/admin-media", "media.mounts.docs.url=/docs",
				"media.mounts.docs.root=" + this.directory);
		assertThat(output.getOut().lines().filter((line) -> line.contains(" INFO ") && line.contains("Serving /")))
			.hasSize(3);
	}

	@Test
	void mountIsLoggedWithItsUrlLocationAndContent(CapturedOutput output) {
		start("media.root=" + this.directory);
		assertThat(output)
			.contains("Serving /media/** from " + this.directory + " (user content, Cache-Control no-cache)");
	}

	@Test
	void mountIsLoggedWithItsPolicy(CapturedOutput output) {
		start("media.mounts.docs.url=https://docs.example.com/d", "media.mounts.docs.root=" + this.directory,
				"media.mounts.docs.extensions=pdf", "media.mounts.docs.cache-control.max-age=1h",
				"media.mounts.docs.symlinks=deny");
		assertThat(output).containsPattern("Serving https://docs\\.example\\.com/d/\\*\\* from .*, links: deny "
				+ "\\(site content, Cache-Control max-age=3600, index index\\.html, precompressed, only pdf\\)");
	}

	@ParameterizedTest
	@CsvSource({ "/media, The mount configured by 'media.root' is refused: no",
			"/docs, The mount configured by 'media.mounts.docs' is refused: no",
			"/admin, The mount configured by 'media.admin-prefix' is refused: no",
			"/bean, Media cannot be mounted. no." })
	void mountThatAGuardRefuses(String url, String description, CapturedOutput output) {
		fail((context) -> {
			context.registerBean(Mount.class, () -> Mount.of("/bean", this.directory));
			context.registerBean(MountGuard.class, () -> (mount) -> {
				if (mount.url().equals(url)) {
					throw new InvalidMountException("no", "Do something else.");
				}
			});
		}, "media.root=" + this.directory, "media.mounts.docs.url=docs/", "media.mounts.docs.root=" + this.directory,
				"media.admin-prefix=/admin");
		assertThat(description(output)).contains(description);
		assertThat(action(output)).contains("Do something else.");
	}

	@Test
	void nothingIsLoggedForMountsOfAnApplicationThatServesNone(CapturedOutput output) {
		start("media.root=" + this.directory, "media.enabled=false");
		assertThat(output).doesNotContain("Serving ");
	}

	private static void fail(String... properties) {
		fail((context) -> {
		}, properties);
	}

	private static void fail(ApplicationContextInitializer<GenericApplicationContext> beans, String... properties) {
		SpringApplication application = application();
		application.addInitializers(beans);
		assertThatException().isThrownBy(() -> application.run(commandLine(properties)).close());
	}

	/** What {@code System.getenv()} would say. */
	private static ApplicationContextInitializer<GenericApplicationContext> environment(Map<String, Object> variables) {
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
	}

	private static void start(String... properties) {
		application().run(commandLine(properties)).close();
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setApplicationContextFactory((type) -> {
			AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
			context.setServletContext(new MockServletContext());
			return context;
		});
		return application;
	}

	private static String[] commandLine(String... properties) {
		return Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
	}

	private static String description(CapturedOutput output) {
		return section(output, "Description:", "Action:");
	}

	private static String action(CapturedOutput output) {
		return section(output, "Action:", null);
	}

	private static String section(CapturedOutput output, String begin, @Nullable String end) {
		String report = output.getOut();
		assertThat(report).contains("APPLICATION FAILED TO START", begin);
		String section = report.substring(report.indexOf(begin) + begin.length());
		return ((end != null) ? section.substring(0, section.indexOf(end)) : section).strip();
	}

	/**
	 * A directory that cannot be read whoever runs the tests: to the superuser the disk
	 * has none.
	 */
	private static Path unreadable(String name) throws IOException {
		Path path = mock(Path.class);
		FileSystem fileSystem = mock(FileSystem.class);
		FileSystemProvider provider = mock(FileSystemProvider.class, CALLS_REAL_METHODS);
		BasicFileAttributes attributes = mock(BasicFileAttributes.class);
		given(path.toAbsolutePath()).willReturn(path);
		given(path.normalize()).willReturn(path);
		given(path.getFileSystem()).willReturn(fileSystem);
		given(path.toString()).willReturn(name);
		given(fileSystem.provider()).willReturn(provider);
		given(attributes.isDirectory()).willReturn(true);
		willReturn(attributes).given(provider)
			.readAttributes(eq(path), eq(BasicFileAttributes.class), any(LinkOption[].class));
		willDoNothing().given(provider).checkAccess(path);
		willThrow(new AccessDeniedException(name)).given(provider).checkAccess(path, AccessMode.READ);
		return path;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
			MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class })
	static class Application {

	}

}
