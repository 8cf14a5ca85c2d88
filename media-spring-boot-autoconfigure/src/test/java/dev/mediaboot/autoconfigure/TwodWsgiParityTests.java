package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for what twod.wsgi and Paste did, row by row: what stays as it was, and what is
 * different on purpose.
 */
class TwodWsgiParityTests {

	private static final Map<String, String> NOT_APPLICABLE = Map.of("T11",
			"Nothing asks which environment it runs in, so there are no two behaviours to compare", "T13",
			"Web servers may serve the directory beside the application; nothing in the application changes", "U12",
			"A mount has a URL: an absolute one names the host, and ports are not compared", "F13",
			"Every request looks at the file, whatever it says about caches", "F14", "No file is kept in memory", "F15",
			"How bytes leave depends on the server, and is tested on the ports of real ones", "F17",
			"There is one kind of mount: what lies outside of its root is 404 as in P8, and nothing is kept by path");

	private static final String EVIL = "http://evil.example";

	@TempDir
	private Path directory;

	private Path css = Path.of("");

	private AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();

	@BeforeEach
	void write() throws IOException {
		Path media = Files.createDirectories(this.directory.resolve("media"));
		Files.writeString(media.resolve("a.txt"), "a file of media");
		this.css = Files.createDirectories(this.directory.resolve("css"));
		Path css = Files.writeString(this.css.resolve("a.txt"), letters(104));
		Files.setLastModifiedTime(css, FileTime.from(Instant.now().minusSeconds(60)));
		Files.writeString(this.css.resolve("index.html"), "the index");
		Files.createDirectories(this.css.resolve("sub"));
		Files.writeString(this.css.resolve("sub/index.html"), "the index below");
		Files.createDirectories(this.css.resolve("bare"));
		Files.writeString(this.css.resolve("bare/b.txt"), "no index");
		Files.writeString(this.directory.resolve("secret.txt"), "secret");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void everyRowHasCaseOrReasonWhyNot() {
		Set<String> rows = Arrays.stream(getClass().getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(DisplayName.class))
			.map((method) -> method.getAnnotation(DisplayName.class).value().split(" ")[0])
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(rows).doesNotContainAnyElementsOf(NOT_APPLICABLE.keySet());
		rows.addAll(NOT_APPLICABLE.keySet());
		assertThat(rows).containsExactlyInAnyOrderElementsOf(
				Stream.of(rows("T", 13), rows("U", 12), rows("P", 18), rows("F", 18)).flatMap(List::stream).toList());
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("T1 the application, the admin's media and the user's media are one")
	@CsvSource({ "/anything, application /anything", "/media/a.txt, a file of media", "/, application /" })
	void applicationAndMediaAreOne(String uri, String body) {
		assertThat(get(startMedia(), uri)).bodyText().isEqualTo(body);
	}

	@Test
	@DisplayName("T2 three settings and no code are enough")
	void settingsAreEnough() {
		startMedia();
		assertThat(registry().mounts()).extracting(Mount::url).containsExactly("/admin-media", "/media");
	}

	@Test
	@DisplayName("T3 settings may be read after the application was loaded")
	void settingsMayBeReadLate() {
		MockMvcTester mvc = start();
		registry().mount("/late", this.css);
		assertThat(get(mvc, "/late/a.txt")).hasStatusOk();
	}

	@Test
	@DisplayName("T4 of two mounts at one URL none wins silently")
	void urlsDoNotHideEachOther() {
		assertThatException()
			.isThrownBy(() -> start("media.root=" + this.css, "media.url=/media/", "media.admin-prefix=/media"))
			.havingRootCause()
			.isInstanceOf(InvalidMountException.class)
			.withMessageContaining("cannot both be mounted at '/media'");
	}

	@ParameterizedTest
	@DisplayName("T5 a URL that would replace the application is refused")
	@ValueSource(strings = { "", "/" })
	void applicationIsNotReplaced(String url) {
		assertThatException().isThrownBy(() -> start("media.root=" + this.css, "media.url=" + url))
			.havingRootCause()
			.isInstanceOf(InvalidMountException.class)
			.withMessageContaining("would hide every path of the application");
	}

	@Test
	@DisplayName("T6 a URL without leading slash is the same as one with it")
	void leadingSlashMayBeLeftOut() {
		assertThat(get(start("media.root=" + this.css, "media.url=files/"), "/files/a.txt")).hasStatusOk();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("T7 an absolute URL binds the media to its host")
	@CsvSource({ "http://media.example.com/m/a.txt, 200", "http://media.example.com:8080/m/a.txt, 200",
			"http://www.example.com/m/a.txt, 201", "http://media.example.com/media/a.txt, 201" })
	void absoluteUrlBindsToHost(String uri, int status) {
		assertThat(get(start("media.root=" + this.css, "media.url=http://media.example.com/m/"), uri))
			.hasStatus(status);
	}

	@Test
	@DisplayName("T8 the admin's media come from the class path")
	void mediaOfTheAdminIsBundled() {
		assertThat(get(startMedia(), "/admin-media/admin.css")).hasStatusOk().hasContentType("text/css;charset=utf-8");
	}

	@Test
	@DisplayName("T9 a missing root stops the start")
	void missingRootStopsTheStart() {
		assertThatException().isThrownBy(() -> start("media.root=" + this.directory.resolve("missing")))
			.havingRootCause()
			.isInstanceOf(InvalidMountException.class)
			.withMessageContaining("does not exist");
	}

	@Test
	@DisplayName("T10 nothing of the application runs for media")
	void nothingOfTheApplicationRuns() {
		MvcTestResult result = get(startMedia(), "/media/a.txt");
		assertThat(result).hasStatusOk().doesNotContainHeader("X-Interceptor");
		assertThat(result.getRequest().getSession(false)).isNull();
	}

	@Test
	@DisplayName("T12 further directories are mounted, and unmounted, at any time")
	void directoriesAreMountedAtAnyTime() {
		MockMvcTester mvc = start();
		MediaRegistry.Registration registration = registry().mount("/css", this.css);
		assertThat(get(mvc, "/css/a.txt")).bodyText().isEqualTo(letters(104));
		registration.close();
		assertThat(get(mvc, "/css/a.txt")).bodyText().isEqualTo("application /css/a.txt");
	}

	@ParameterizedTest
	@DisplayName("U1 slashes at the ends and several in a row make no difference")
	@ValueSource(strings = { "/css/sub", "/css/sub/", "//css//sub//", "css/sub" })
	void slashesMakeNoDifference(String url) {
		start();
		registry().mount(url, this.css);
		assertThat(registry().mounts()).extracting(Mount::url).containsExactly("/css/sub");
	}

	@ParameterizedTest
	@DisplayName("U2 a prefix ends where a segment ends")
	@ValueSource(strings = { "/cssx", "/cssx/a.txt", "/css.txt", "/cs", "/x/css/a.txt" })
	void prefixEndsWhereSegmentEnds(String uri) {
		assertThat(get(startCss(), uri)).bodyText().isEqualTo("application " + uri);
	}

	@ParameterizedTest
	@DisplayName("U3 the longest prefix wins, in whatever order they were mounted")
	@CsvSource({ "/x, /x/y", "/x/y, /x" })
	void longestPrefixWins(String first, String second) throws IOException {
		MockMvcTester mvc = start();
		for (String url : List.of(first, second)) {
			Path root = Files.createDirectories(this.directory.resolve("root-" + url.length()));
			Files.writeString(root.resolve("a.txt"), url);
			registry().mount(url, root);
		}
		assertThat(get(mvc, "/x/y/a.txt")).bodyText().isEqualTo("/x/y");
	}

	@Test
	@DisplayName("U4 mounts of a host come before those of every host")
	void mountsOfHostComeFirst() {
		MockMvcTester mvc = start();
		registry().mount("/css/sub", this.directory.resolve("media"));
		registry().mount("https://media.example.com/css", this.css);
		assertThat(get(mvc, "http://media.example.com/css/sub/index.html")).bodyText().isEqualTo("the index below");
	}

	@ParameterizedTest
	@DisplayName("U5 hosts are compared without case")
	@ValueSource(strings = { "http://media.example.com/m/a.txt", "http://MEDIA.Example.COM/m/a.txt" })
	void hostsAreComparedWithoutCase(String uri) {
		assertThat(get(start("media.root=" + this.css, "media.url=https://Media.Example.com/m/"), uri)).bodyText()
			.isEqualTo(letters(104));
	}

	@Test
	@DisplayName("U6 the paths of the application are not touched")
	void pathsOfTheApplicationAreNotTouched() {
		assertThat(get(startCss(), "http://localhost/x//y///z")).bodyText().isEqualTo("application /x//y///z");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("U7 prefixes are matched on the form of the path that is looked up")
	@CsvSource({ "/css/a.txt, 200", "/%63ss/a.txt, 200", "/css/%61.txt, 200", "/CSS/a.txt, 201", "/css/A.txt, 404",
			"/css/../media/a.txt, 404", "/css/%2e%2e/media/a.txt, 404", "/css%2fa.txt, 201" })
	void prefixesAreMatchedOnWhatIsLookedUp(String uri, int status) {
		assertThat(get(startCss(), uri)).hasStatus(status);
	}

	@Test
	@DisplayName("U8 mounts are below the path of the application, and so are redirects")
	void mountsAreBelowTheApplication() {
		MvcTestResult result = startCss().get().uri("/shop/css/sub").contextPath("/shop").exchange();
		assertThat(result).hasStatus(HttpStatus.MOVED_PERMANENTLY).hasHeader("Location", "/shop/css/sub/");
	}

	@Test
	@DisplayName("U9 mounts are added, replaced, found, listed in the order they match, and removed")
	void registryIsLikeMap() {
		start();
		registry().mount("/a", this.css);
		registry().mount("/a/b", this.css);
		Mount other = Mount.of("/a", this.directory.resolve("media"));
		registry().remount(other);
		assertThat(registry().find("/a/")).hasToString(other.toString());
		assertThat(registry().mounts()).extracting(Mount::url).containsExactly("/a/b", "/a");
		assertThat(registry().unmount("/a")).isTrue();
		assertThat(registry().unmount("/a")).isFalse();
		assertThat(registry().find("/a")).isNull();
	}

	@Test
	@DisplayName("U10 a list of mounts does not change while somebody reads it")
	void listOfMountsDoesNotChange() {
		startCss();
		List<Mount> before = registry().mounts();
		registry().mount("/more", this.css);
		assertThat(before).extracting(Mount::url).containsExactly("/css");
	}

	@Test
	@DisplayName("U11 a 404 tells nothing of mounts and directories")
	void notFoundRevealsNothing() {
		MvcTestResult result = get(startCss(), "/css/missing.txt");
		assertThat(result).hasStatus(HttpStatus.NOT_FOUND).bodyText().isEmpty();
		assertThat(headers(result).toString()).doesNotContain(this.directory.toString()).doesNotContain("css");
	}

	@Test
	@DisplayName("P1 a mount without its slash is redirected by path, never by host")
	void mountWithoutSlashIsRedirected() {
		MvcTestResult result = startCss().get()
			.uri(URI.create(EVIL + "/css?x=1&y=%20"))
			.header("Host", "evil.example")
			.exchange();
		assertThat(result).hasStatus(HttpStatus.MOVED_PERMANENTLY).hasHeader("Location", "/css/?x=1&y=%20");
	}

	@Test
	@DisplayName("P2 a mount with its slash is its index")
	void mountWithSlashIsItsIndex() {
		assertThat(get(startCss(), "/css/")).hasStatusOk()
			.hasContentType("text/html;charset=utf-8")
			.bodyText()
			.isEqualTo("the index");
	}

	@Test
	@DisplayName("P2 a mount without index is not found, and not listed")
	void mountWithoutIndexIsNotFound() {
		assertThat(get(startMedia(), "/media/")).hasStatus(HttpStatus.NOT_FOUND).bodyText().isEmpty();
	}

	@Test
	@DisplayName("P2 an index of a stranger is not served as one")
	void indexOfStrangerIsNone() {
		assertThat(get(start("media.root=" + this.css), "/media/")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@ParameterizedTest(name = "{0}: {1} {2}")
	@DisplayName("P3 a directory without its slash is redirected, one with it is its index")
	@CsvSource({ "/css/sub, 301, /css/sub/", "/css/sub/, 200,", "/css/bare/, 404,", "/css/none, 404,",
			"/css/none/, 404," })
	void directoryIsItsIndex(String uri, int status, String location) {
		MvcTestResult result = get(startCss(), uri);
		assertThat(result).hasStatus(status);
		assertThat(headers(result).getFirst("Location")).isEqualTo(location);
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@DisplayName("P4 only GET and HEAD are redirected, and only to an index")
	@CsvSource({ "POST, /css, 405", "POST, /css/sub, 405", "DELETE, /css/sub, 405", "HEAD, /css/sub, 301",
			"GET, /css/bare, 404" })
	void onlyReadersAreRedirectedAndOnlyToAnIndex(String method, String uri, int status) {
		assertThat(startCss().method(HttpMethod.valueOf(method)).uri(uri)).hasStatus(status);
	}

	@ParameterizedTest
	@DisplayName("P5 a file is no directory")
	@ValueSource(strings = { "/css/a.txt/", "/css/a.txt/b", "/css/index.html/foo", "/css/a.txt//" })
	void fileIsNoDirectory(String uri) {
		assertThat(get(startCss(), uri)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	@DisplayName("P6 names of index files are chosen")
	void namesOfIndexFilesAreChosen() {
		MockMvcTester mvc = start();
		registry().mount(Mount.of("/css", this.css).withIndex("none.html", "a.txt"));
		assertThat(get(mvc, "/css/")).hasStatusOk().bodyText().isEqualTo(letters(104));
	}

	@ParameterizedTest
	@DisplayName("P7 dot segments are refused, even within the root")
	@ValueSource(strings = { "/css/sub/../a.txt", "/css/./a.txt", "/css/sub/%2e%2e/a.txt", "/css/%2E/a.txt",
			"/css/sub/.%2e/a.txt", "/css/sub/..", "/css/sub/." })
	void dotSegmentsAreRefused(String uri) {
		assertThat(get(startCss(), uri)).hasStatus(HttpStatus.NOT_FOUND);
	}

	@ParameterizedTest
	@DisplayName("P8 what lies outside of the root is not found")
	@ValueSource(strings = { "/css/../secret.txt", "/css/%2e%2e/secret.txt", "/css/..%2fsecret.txt",
			"/css/%252e%252e/secret.txt", "/css/sub/../../secret.txt", "/css//../secret.txt", "/css/..;/secret.txt",
			"/css/%c0%ae%c0%ae/secret.txt" })
	void outsideOfTheRootNothingIsFound(String uri) {
		assertThat(get(startCss(), uri)).hasStatus(HttpStatus.NOT_FOUND).bodyText().doesNotContain("secret");
	}

	@ParameterizedTest
	@DisplayName("P9 a directory whose name begins like the root's is outside of it")
	@ValueSource(strings = { "/css/leak.txt", "/css/..%5ccss-private/p.txt", "/css/../css-private/p.txt",
			"/css-private/p.txt" })
	void siblingOfTheRootIsOutsideOfIt(String uri) throws IOException {
		Path sibling = Files.createDirectories(this.directory.resolve("css-private"));
		Files.createSymbolicLink(this.css.resolve("leak.txt"), Files.writeString(sibling.resolve("p.txt"), "private"));
		assertThat(get(startCss(), uri)).bodyText().isNotEqualTo("private");
	}

	@ParameterizedTest(name = "{0}, {1}: {2}")
	@DisplayName("P10 links are followed within the root, or as chosen")
	@CsvSource({ "within-root, inside.txt, 200", "within-root, outside.txt, 404", "deny, inside.txt, 404",
			"deny, outside.txt, 404", "follow, inside.txt, 200", "follow, outside.txt, 200" })
	void linksAreFollowedWithinTheRoot(String symlinks, String name, int status) throws IOException {
		Files.createSymbolicLink(this.css.resolve("inside.txt"), Path.of("a.txt"));
		Files.createSymbolicLink(this.css.resolve("outside.txt"), Path.of("../secret.txt"));
		MockMvcTester mvc = start("media.root=" + this.css, "media.symlinks=" + symlinks);
		assertThat(get(mvc, "/media/" + name)).hasStatus(status);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("P11 hidden files are not served")
	@CsvSource({ ".htpasswd, 404", ".git/config, 404", "sub/.env, 404", ".well-known/security.txt, 200" })
	void hiddenFilesAreNotServed(String name, int status) throws IOException {
		Files.createDirectories(this.css.resolve(name).getParent());
		Files.writeString(this.css.resolve(name), "hidden");
		assertThat(get(startCss(), "/css/" + name)).hasStatus(status);
	}

	@Test
	@DisplayName("P12 what is missing is not found, and the directory is not told")
	void missingFileDoesNotRevealTheDirectory() {
		MvcTestResult result = get(startCss(), "/css/missing/missing.txt");
		assertThat(result).hasStatus(HttpStatus.NOT_FOUND).bodyText().isEmpty();
	}

	@Test
	@DisplayName("P13 a file that cannot be read is not found")
	void unreadableFileIsNotFound() throws IOException {
		Path file = Files.writeString(this.css.resolve("locked.txt"), "locked");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
		assumeThat(Files.isReadable(file)).as("the superuser reads every file").isFalse();
		assertThat(get(startCss(), "/css/locked.txt")).hasStatus(HttpStatus.NOT_FOUND).bodyText().isEmpty();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("P14 an error is ours and without a body, or left to the application")
	@CsvSource({ "media, false", "application, true" })
	void errorIsOursOrLeftToTheApplication(String errors, boolean left) {
		MockHttpServletResponse response = get(start("media.root=" + this.css, "media.errors=" + errors),
				"/media/missing.txt")
			.getResponse();
		assertThat(response.getStatus()).isEqualTo(404);
		assertThat(response.isCommitted()).as("sendError was called").isEqualTo(left);
	}

	@Test
	@DisplayName("P15 files that are created, changed and deleted are seen at once")
	void changesAreSeenAtOnce() throws IOException {
		MockMvcTester mvc = startCss();
		assertThat(get(mvc, "/css/new.txt")).hasStatus(HttpStatus.NOT_FOUND);
		Path file = Files.writeString(this.css.resolve("new.txt"), "created");
		assertThat(get(mvc, "/css/new.txt")).bodyText().isEqualTo("created");
		Files.writeString(file, "changed");
		assertThat(get(mvc, "/css/new.txt")).bodyText().isEqualTo("changed");
		Files.delete(file);
		assertThat(get(mvc, "/css/new.txt")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	@DisplayName("P16 each mount has its Cache-Control")
	void eachMountHasItsCacheControl() {
		MockMvcTester mvc = start("media.root=" + this.css, "media.mounts.css.root=" + this.css,
				"media.mounts.css.url=/css", "media.mounts.css.cache-control.max-age=60");
		assertThat(get(mvc, "/css/a.txt")).hasHeader("Cache-Control", "max-age=60");
		assertThat(get(mvc, "/media/a.txt")).hasHeader("Cache-Control", "no-cache");
	}

	@Test
	@DisplayName("P17 the entity tag that is sent is the one that is compared")
	void entityTagThatIsSentIsCompared() {
		MockMvcTester mvc = startCss();
		String etag = field(get(mvc, "/css/a.txt"), "ETag");
		assertThat(get(mvc, "/css/a.txt", "If-None-Match", etag)).hasStatus(HttpStatus.NOT_MODIFIED);
	}

	@Test
	@DisplayName("P18 files of a package have entity tags and ranges")
	void filesOfPackageHaveTagsAndRanges() {
		MockMvcTester mvc = start();
		registry().mount("/package", "classpath:/org/springframework/boot/autoconfigure/");
		MvcTestResult result = get(mvc, "/package/EnableAutoConfiguration.class", "Range", "bytes=0-3");
		assertThat(result).hasStatus(HttpStatus.PARTIAL_CONTENT).containsHeader("ETag");
		assertThat(result.getResponse().getContentAsByteArray()).asHexString().isEqualTo("CAFEBABE");
	}

	@ParameterizedTest
	@DisplayName("F1 a method that does not read is not allowed")
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "PROPFIND" })
	void methodThatDoesNotReadIsNotAllowed(String method) {
		assertThat(startCss().method(HttpMethod.valueOf(method)).uri("/css/a.txt"))
			.hasStatus(HttpStatus.METHOD_NOT_ALLOWED)
			.hasHeader("Allow", "GET, HEAD, OPTIONS");
	}

	@Test
	@DisplayName("F1 OPTIONS tells what is allowed")
	void optionsListsTheAllowedMethods() {
		assertThat(startCss().options().uri("/css/a.txt")).hasStatusOk().hasHeader("Allow", "GET, HEAD, OPTIONS");
	}

	@Test
	@DisplayName("F2 HEAD is GET without its body")
	void headIsGetWithoutBody() {
		MockMvcTester mvc = startCss();
		MvcTestResult head = mvc.head().uri("/css/a.txt").header("Range", "bytes=0-9").exchange();
		assertThat(head).hasStatusOk().bodyText().isEmpty();
		assertThat(headers(head)).isEqualTo(headers(get(mvc, "/css/a.txt")));
	}

	@Test
	@DisplayName("F3 a file has a strong entity tag, a date and ranges")
	void fileHasValidators() {
		MvcTestResult result = get(startCss(), "/css/a.txt");
		assertThat(result).containsHeader("Last-Modified").hasHeader("Accept-Ranges", "bytes");
		assertThat(field(result, "ETag")).startsWith("\"").endsWith("\"");
	}

	@ParameterizedTest
	@DisplayName("F4 If-None-Match takes a list, any tag and weak ones")
	@ValueSource(strings = { "%s", "W/%s", "\"x\", %s", "\"x\",W/%s , \"y\"", "*" })
	void ifNoneMatchIsCompared(String field) {
		MockMvcTester mvc = startCss();
		String etag = field(get(mvc, "/css/a.txt"), "ETag");
		assertThat(get(mvc, "/css/a.txt", "If-None-Match", field.replace("%s", etag)))
			.hasStatus(HttpStatus.NOT_MODIFIED);
	}

	@Test
	@DisplayName("F4 If-None-Match wins over If-Modified-Since")
	void ifNoneMatchWinsOverIfModifiedSince() {
		MockMvcTester mvc = startCss();
		assertThat(mvc.get()
			.uri("/css/a.txt")
			.header("If-None-Match", "\"x\"")
			.header("If-Modified-Since", field(get(mvc, "/css/a.txt"), "Last-Modified"))).hasStatusOk();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("F5 If-Modified-Since is compared by the second, and ignored when it is no date")
	@CsvSource(delimiter = '|', textBlock = """
			%s                            | 304
			Tue, 01 Jan 2999 00:00:00 GMT | 304
			Tue, 01 Jan 1980 00:00:00 GMT | 200
			%s; length=104                | 200
			yesterday                     | 200
			0                             | 200
			''                            | 200
			""")
	void ifModifiedSinceIsCompared(String field, int status) {
		MockMvcTester mvc = startCss();
		String lastModified = field(get(mvc, "/css/a.txt"), "Last-Modified");
		assertThat(get(mvc, "/css/a.txt", "If-Modified-Since", field.replace("%s", lastModified))).hasStatus(status);
	}

	@Test
	@DisplayName("F6 a 304 updates a cache, and tells no more")
	void notModifiedUpdatesCache() {
		MvcTestResult result = get(startCss(), "/css/a.txt", "If-None-Match", "*");
		assertThat(result).hasStatus(HttpStatus.NOT_MODIFIED).bodyText().isEmpty();
		assertThat(result).containsHeader("ETag")
			.hasHeader("Cache-Control", "no-cache")
			.doesNotContainHeader("Content-Type")
			.doesNotContainHeader("Content-Length")
			.doesNotContainHeader("Content-Range");
	}

	@Test
	@DisplayName("F7 several ranges are several parts")
	void severalRangesAreSeveralParts() throws IOException {
		Files.writeString(this.css.resolve("long.txt"), letters(4000));
		MvcTestResult result = get(startCss(), "/css/long.txt", "Range", "bytes=0-9,2000-2009");
		assertThat(result).hasStatus(HttpStatus.PARTIAL_CONTENT).doesNotContainHeader("Content-Range");
		assertThat(field(result, "Content-Type")).startsWith("multipart/byteranges; boundary=");
		assertThat(result).bodyText().contains("Content-Range: bytes 0-9/4000", "Content-Range: bytes 2000-2009/4000");
	}

	@ParameterizedTest(name = "{0}: {1} {2}")
	@DisplayName("F8 ranges are those of RFC 9110 §14")
	@CsvSource(delimiter = '|', textBlock = """
			bytes=0-0     | 206 | bytes 0-0/104
			bytes=-5      | 206 | bytes 99-103/104
			bytes=-500    | 206 | bytes 0-103/104
			bytes=100-999 | 206 | bytes 100-103/104
			bytes=100-    | 206 | bytes 100-103/104
			bytes=104-    | 416 | bytes */104
			bytes=-0      | 416 | bytes */104
			bytes=0-,5-6  | 206 | bytes 0-103/104
			bytes=6-5     | 200 |
			bytes=x       | 200 |
			lines=0-1     | 200 |
			""")
	void rangesAreThoseOfTheStandard(String range, int status, String contentRange) {
		MvcTestResult result = get(startCss(), "/css/a.txt", "Range", range);
		assertThat(result).hasStatus(status);
		assertThat(headers(result).getFirst("Content-Range")).isEqualTo(contentRange);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("F8 a range holds its bytes and no others")
	@CsvSource({ "bytes=0-0, a", "bytes=-5, vwxyz", "bytes=26-28, abc" })
	void rangeHoldsItsBytes(String range, String body) {
		assertThat(get(startCss(), "/css/a.txt", "Range", range)).bodyText().isEqualTo(body);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("F9 If-Range sends the whole of another version")
	@CsvSource({ "%s, 206", "\"stale\", 200", "W/%s, 200", "'Tue, 01 Jan 1980 00:00:00 GMT', 200" })
	void ifRangeSendsTheWholeOfAnotherVersion(String field, int status) {
		MockMvcTester mvc = startCss();
		String etag = field(get(mvc, "/css/a.txt"), "ETag");
		assertThat(
				mvc.get().uri("/css/a.txt").header("Range", "bytes=0-9").header("If-Range", field.replace("%s", etag)))
			.hasStatus(status);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@DisplayName("F10 the whole of a file has no Content-Range")
	@CsvSource({ "/css/a.txt,", "/css/empty.txt,", "/css/empty.txt, bytes=-5" })
	void wholeHasNoContentRange(String uri, String range) throws IOException {
		Files.createFile(this.css.resolve("empty.txt"));
		MockMvcRequestBuilder request = startCss().get().uri(uri);
		if (range != null) {
			request.header("Range", range);
		}
		assertThat(request.exchange()).hasStatusOk().doesNotContainHeader("Content-Range");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@DisplayName("F11 the type is that of the extension")
	@CsvSource({ "x.html, text/html;charset=utf-8", "x.png, image/png", "x, application/octet-stream",
			"x.unheard-of, application/octet-stream" })
	void typeIsThatOfTheExtension(String name, String type) throws IOException {
		Files.writeString(this.css.resolve(name), "x");
		assertThat(get(startCss(), "/css/" + name)).hasHeader("Content-Type", type);
	}

	@ParameterizedTest
	@DisplayName("F11 a name is no content coding")
	@ValueSource(strings = { "x.tar.gz", "x.svg.gz", "x.css.br", "x.js.zst", "x.Z" })
	void nameIsNoContentCoding(String name) throws IOException {
		Files.writeString(this.css.resolve(name), "x");
		assertThat(get(startCss(), "/css/" + name)).hasStatusOk().doesNotContainHeader("Content-Encoding");
	}

	@Test
	@DisplayName("F12 Cache-Control says how long, and Expires is not needed")
	void cacheControlSaysHowLong() {
		MockMvcTester mvc = start();
		registry().mount(
				Mount.of("/css", this.css).withCacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic()));
		assertThat(get(mvc, "/css/a.txt")).hasHeader("Cache-Control", "max-age=60, public")
			.doesNotContainHeader("Expires");
	}

	@Test
	@DisplayName("F16 a mount may send its files as downloads")
	void mountMaySendDownloads() throws IOException {
		Files.writeString(this.css.resolve("été.txt"), "x");
		MockMvcTester mvc = start();
		registry().mount(Mount.of("/css", this.css).withDisposition(Mount.Disposition.ATTACHMENT));
		assertThat(get(mvc, "/css/%C3%A9t%C3%A9.txt")).hasHeader("Content-Disposition",
				"attachment; filename*=UTF-8''%C3%A9t%C3%A9.txt");
	}

	@Test
	@DisplayName("F18 an archive is mounted as the file system that it is")
	void archiveIsMounted() throws IOException {
		URI archive = URI.create("jar:" + this.directory.resolve("archive.zip").toUri());
		try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
			Files.createDirectory(zip.getPath("/docs"));
			Files.writeString(zip.getPath("/docs/a.txt"), "from the archive");
			MockMvcTester mvc = start();
			registry().mount("/docs", zip.getPath("/docs"));
			assertThat(get(mvc, "/docs/a.txt")).hasStatusOk().bodyText().isEqualTo("from the archive");
		}
	}

	private MockMvcTester startMedia() {
		return start("media.root=" + this.directory.resolve("media"), "media.url=/media/",
				"media.admin-prefix=/admin-media/");
	}

	private MockMvcTester startCss() {
		MockMvcTester mvc = start();
		// The tag of a file changes once while it ages, that of its content does not.
		registry().mount("/css",
				MediaStores.directory(this.css, MediaLocation.Symlinks.WITHIN_ROOT, MediaLocation.EtagSource.CONTENT));
		return mvc;
	}

	private MockMvcTester start(String... properties) {
		this.context = new AnnotationConfigServletWebApplicationContext();
		this.context.setServletContext(new MockServletContext());
		this.context.register(Application.class);
		TestPropertyValues.of(properties).applyTo(this.context);
		this.context.refresh();
		return MockMvcTester.from(this.context);
	}

	private MediaRegistry registry() {
		return this.context.getBean(MediaRegistry.class);
	}

	private static MvcTestResult get(MockMvcTester mvc, String uri) {
		return mvc.get().uri(URI.create(uri)).exchange();
	}

	private static MvcTestResult get(MockMvcTester mvc, String uri, String field, String value) {
		return mvc.get().uri(URI.create(uri)).header(field, value).exchange();
	}

	private static HttpHeaders headers(MvcTestResult result) {
		MockHttpServletResponse response = result.getResponse();
		HttpHeaders headers = new HttpHeaders();
		response.getHeaderNames().forEach((name) -> headers.addAll(name, response.getHeaders(name)));
		return headers;
	}

	private static String field(MvcTestResult result, String name) {
		return Objects.requireNonNull(headers(result).getFirst(name), name);
	}

	private static String letters(int length) {
		return IntStream.range(0, length)
			.mapToObj((index) -> String.valueOf((char) ('a' + index % 26)))
			.collect(Collectors.joining());
	}

	private static List<String> rows(String part, int count) {
		return IntStream.rangeClosed(1, count).mapToObj((number) -> part + number).toList();
	}

	@RestController
	@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
			MediaJettyAutoConfiguration.class })
	static class Application implements WebMvcConfigurer {

		@RequestMapping("/**")
		String answer(HttpServletRequest request, HttpServletResponse response) {
			response.setStatus(HttpStatus.CREATED.value());
			return "application " + request.getRequestURI();
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					response.setHeader("X-Interceptor", "ran");
					return true;
				}

			});
		}

	}

}
