package dev.mediaboot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.actuate.MediaDescriptor.MountDescriptor;
import dev.mediaboot.actuate.MediaDescriptor.ProblemDescriptor;
import dev.mediaboot.actuate.MediaDescriptor.SeriesDescriptor;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.Totals;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.Responses;
import dev.mediaboot.web.AnswerListener.Ending;
import dev.mediaboot.web.AnswerListener.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.http.CacheControl;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MediaEndpointTests {

	private static final Instant NOW = Instant.parse("2026-11-22T15:27:05Z");

	private static final long SECOND = 1_000_000_000;

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	private final MediaStatistics statistics = new MediaStatistics(Clock.fixed(NOW, ZoneOffset.UTC));

	private final AtomicLong time = new AtomicLong(NOW.getEpochSecond());

	private final MediaHistory history = new MediaHistory(
			() -> Totals.of(this.statistics.counts().values(), this.time.get(), 0), this.time::get);

	@TempDir
	private Path directory;

	private MediaEndpoint endpoint(Show showValues) {
		return endpoint(showValues, () -> null);
	}

	private MediaEndpoint endpoint(Show showValues, CacheFigures.Source cache) {
		return new MediaEndpoint(this.registry, this.statistics, this.history, cache, showValues, null);
	}

	private MediaDescriptor media() {
		return endpoint(Show.ALWAYS).media();
	}

	private void answer(String url, int status) {
		answer(url, new Result(status, Answer.Reason.NONE, null, null, 0, SECOND / 2, Ending.COMPLETE));
	}

	private void answer(String url, Result result) {
		Responses.end(this.statistics, Mount.of(url, (path) -> null), result);
	}

	private void send(String url, ContentCoding coding, String writer, long bytes, Ending ending) {
		Responses.start(this.statistics, Mount.of(url, (path) -> null));
		answer(url, new Result(200, Answer.Reason.NONE, coding, writer, bytes, SECOND / 2, ending));
	}

	@Test
	void mountsAreListedInMatchOrder() {
		this.registry.mount("/a", this.directory);
		this.registry.mount("/a/b/c", this.directory);
		this.registry.mount("https://media.example.com/a", this.directory);
		this.registry.mount("/a/b", this.directory);
		assertThat(media().mounts()).extracting(MountDescriptor::url)
			.containsExactly("https://media.example.com/a", "/a/b/c", "/a/b", "/a");
	}

	@Test
	void mountIsDescribed() {
		CorsConfiguration cors = new CorsConfiguration();
		cors.addAllowedOrigin("https://example.com");
		this.registry.mount(Mount.of("https://media.example.com/of/strangers/", this.directory)
			.withContent(Mount.Content.USER)
			.withCacheControl(CacheControl.noStore())
			.withIndex("a.html", "b.html")
			.withPrecompressed(true)
			.withExtensions("webp", ".png")
			.withDisposition(Mount.Disposition.ATTACHMENT)
			.withCors(cors)
			.withDispatch(Mount.Dispatch.FILTER));
		assertThat(media().mounts()).singleElement()
			.returns("https://media.example.com/of/strangers", MountDescriptor::url)
			.returns("/of/strangers", MountDescriptor::prefix)
			.returns("media.example.com", MountDescriptor::host)
			.returns(this.directory.toString(), MountDescriptor::location)
			.returns("user", MountDescriptor::content)
			.returns("no-store", MountDescriptor::cacheControl)
			.returns(List.of("a.html", "b.html"), MountDescriptor::index)
			.returns(true, MountDescriptor::precompressed)
			.returns(List.of("png", "webp"), MountDescriptor::extensions)
			.returns("attachment", MountDescriptor::disposition)
			.returns(true, MountDescriptor::cors)
			.returns("filter", MountDescriptor::dispatch)
			.returns("up", MountDescriptor::state)
			.returns(null, MountDescriptor::problem)
			.returns(1L, MountDescriptor::generation);
	}

	@Test
	void mountOfCodeHasItsDefaults() {
		this.registry.mount("/css", this.directory);
		assertThat(media().mounts()).singleElement()
			.returns(null, MountDescriptor::host)
			.returns("site", MountDescriptor::content)
			.returns("no-cache", MountDescriptor::cacheControl)
			.returns(List.of("index.html"), MountDescriptor::index)
			.returns(true, MountDescriptor::precompressed)
			.returns(List.of(), MountDescriptor::extensions)
			.returns(null, MountDescriptor::disposition)
			.returns(false, MountDescriptor::cors)
			.returns("mvc", MountDescriptor::dispatch);
	}

	@Test
	void everyMountingIsAnotherGeneration() {
		this.registry.mount("/css", this.directory);
		this.registry.mount("/js", this.directory);
		this.registry.remount(Mount.of("/css", this.directory));
		assertThat(media().mounts()).extracting(MountDescriptor::url, MountDescriptor::generation)
			.containsExactly(tuple("/css", 3L), tuple("/js", 2L));
	}

	@Test
	void mountIsDownWhileItsDirectoryIsMissing() throws IOException {
		Path root = Files.createDirectory(this.directory.resolve("css"));
		this.registry.mount("/css", root);
		Files.delete(root);
		assertThat(media().mounts()).singleElement()
			.returns("down", MountDescriptor::state)
			.returns("The directory '" + root + "' does not exist", MountDescriptor::problem);
		Files.createDirectory(root);
		assertThat(media().mounts()).singleElement()
			.returns("up", MountDescriptor::state)
			.returns(null, MountDescriptor::problem);
	}

	@Test
	void mountIsDownWhenItsStoreFails() {
		FailingCheck store = new FailingCheck();
		this.registry.mount("/cloud", store);
		store.failing = true;
		assertThat(media().mounts()).singleElement()
			.returns("down", MountDescriptor::state)
			.returns("no connection", MountDescriptor::problem);
	}

	@Test
	void totalsAreThoseOfEveryMountThatEverWas() {
		this.registry.mount("/css", this.directory);
		for (int status : new int[] { 200, 200, 206, 304, 404, 416, 301, 405, 503 }) {
			answer("/css", status);
		}
		answer("/gone", 200);
		answer("/css", new Result(200, Answer.Reason.HANDED_OVER, null, null, 0, 0, Ending.COMPLETE));
		MediaDescriptor media = media();
		assertThat(media.totals().requests()).isEqualTo(11);
		assertThat(media.totals().seconds()).isEqualTo(5);
		assertThat(media.totals().outcomes()).containsEntry("ok", 3L)
			.containsEntry("handedOver", 1L)
			.containsEntry("partial", 1L)
			.containsEntry("notModified", 1L)
			.containsEntry("notFound", 1L)
			.containsEntry("rangeNotSatisfiable", 1L)
			.containsEntry("redirection", 1L)
			.containsEntry("clientError", 1L)
			.containsEntry("serverError", 1L)
			.hasSize(9);
		assertThat(media.mounts()).singleElement().satisfies((mount) -> {
			assertThat(mount.totals().requests()).isEqualTo(10);
			assertThat(mount.totals().outcomes()).containsEntry("ok", 2L);
		});
	}

	@Test
	void totalsCountHowBodiesEnded() {
		this.registry.mount("/css", this.directory);
		send("/css", ContentCoding.IDENTITY, "tomcat", 100, Ending.COMPLETE);
		send("/css", ContentCoding.BR, "stream", 10, Ending.ABORTED);
		send("/css", ContentCoding.GZIP, "stream", 1, Ending.SHORT);
		answer("/css", new Result(404, Answer.Reason.REFUSED, null, null, 0, 0, Ending.COMPLETE));
		Responses.start(this.statistics, Mount.of("/css", (path) -> null));
		MediaDescriptor media = media();
		assertThat(media.mounts().get(0).totals()).isEqualTo(media.totals())
			.returns(111L, MediaDescriptor.TotalsDescriptor::bytes)
			.returns(1L, MediaDescriptor.TotalsDescriptor::open)
			.returns(1L, MediaDescriptor.TotalsDescriptor::aborted)
			.returns(1L, MediaDescriptor.TotalsDescriptor::cutShort)
			.returns(1L, MediaDescriptor.TotalsDescriptor::refused)
			.returns(2L, MediaDescriptor.TotalsDescriptor::precompressed);
		assertThat(media.writers()).containsEntry("tomcat", 1L).containsEntry("stream", 2L).hasSize(2);
	}

	@Test
	void mountThatNobodyHasAskedHasServedNothing() {
		this.registry.mount("/css", this.directory);
		assertThat(media().mounts().get(0).totals()).returns(0L, MediaDescriptor.TotalsDescriptor::requests)
			.satisfies((totals) -> assertThat(totals.outcomes()).hasSize(9).containsEntry("ok", 0L));
	}

	@Test
	void cacheIsReportedWhenThereIsOne() {
		CacheFigures figures = new CacheFigures(1, 2, 3, 4, 5, 6);
		assertThat(media().cache()).isNull();
		assertThat(endpoint(Show.NEVER, () -> figures).media().cache()).isEqualTo(figures);
	}

	@Test
	void historyIsThatOfTheLastMinuteAndHour() {
		answer("/css", 200);
		answer("/css", 304);
		send("/css", ContentCoding.IDENTITY, "stream", 7, Ending.ABORTED);
		this.time.incrementAndGet();
		this.history.sample();
		SeriesDescriptor seconds = media().history().seconds();
		assertThat(seconds.step()).isOne();
		assertThat(seconds.end()).isEqualTo(NOW.getEpochSecond() + 1);
		assertThat(seconds.requests()).containsOnlyKeys("ok", "partial", "notModified", "notFound", "other")
			.allSatisfy((outcome, values) -> assertThat(values).hasSize(60));
		assertThat(seconds.requests().get("ok")).endsWith(null, 2L);
		assertThat(seconds.requests().get("notModified")).endsWith(null, 1L);
		assertThat(seconds.bytes()).hasSize(60).endsWith(null, 7L);
		assertThat(seconds.milliseconds()).hasSize(60).endsWith(null, 500.0);
		assertThat(seconds.hits()).hasSize(60).endsWith(null, 1L);
		assertThat(seconds.misses()).hasSize(60).endsWith(null, 0L);
		assertThat(seconds.aborted()).hasSize(60).endsWith(null, 1L);
		SeriesDescriptor minutes = media().history().minutes();
		assertThat(minutes.step()).isEqualTo(60);
		assertThat(minutes.end() % 60).isZero();
		assertThat(minutes.bytes()).hasSize(60).containsOnlyNulls();
	}

	private static MountDescriptor mount(MediaEndpointWebExtension extension, SecurityContext context,
			String... prefix) {
		return (MountDescriptor) extension.part(context, prefix).getBody();
	}

	@ParameterizedTest
	@CsvSource({ "/css, css", "/a/b/c, a/b/c", "/a/b, a/b" })
	void oneMountIsFoundByItsPrefix(String url, String selector) {
		this.registry.mount("/css", this.directory);
		this.registry.mount("/a/b", this.directory);
		this.registry.mount("/a/b/c", this.directory);
		assertThat(endpoint(Show.ALWAYS).mount(true, selector.split("/"))).returns(url, MountDescriptor::url);
		assertThat(mount(extension(Show.ALWAYS, Set.of()), SecurityContext.NONE, selector.split("/"))).returns(url,
				MountDescriptor::url);
	}

	@ParameterizedTest
	@CsvSource({ "m, /m", "media.example.com/m, https://media.example.com/m",
			"img.example.com/m, https://img.example.com/m", "n, https://img.example.com/n" })
	void mountOfHostIsFoundByIt(String selector, String url) {
		this.registry.mount("/m", this.directory);
		this.registry.mount("https://media.example.com/m", this.directory);
		this.registry.mount("https://img.example.com/m", this.directory);
		this.registry.mount("https://img.example.com/n", this.directory);
		assertThat(endpoint(Show.ALWAYS).mount(true, selector.split("/"))).returns(url, MountDescriptor::url);
	}

	@ParameterizedTest
	@CsvSource({ "a", "b", "a/b/c/d", "css/a", "null/css" })
	void prefixThatIsNotMountedHasNoMount(String selector) {
		this.registry.mount("/css", this.directory);
		this.registry.mount("/a/b/c", this.directory);
		assertThat(endpoint(Show.ALWAYS).mount(true, selector.split("/"))).isNull();
		assertThat(mount(extension(Show.ALWAYS, Set.of()), SecurityContext.NONE, selector.split("/"))).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "NEVER", "WHEN_AUTHORIZED" })
	void valuesAreHiddenFromThoseWhoseRightsAreUnknown(Show show) throws IOException {
		mountMissing();
		assertThatValuesAreHidden(endpoint(show).media());
	}

	@Test
	void valuesAreShownToThoseWhoMaySeeThem() throws IOException {
		mountMissing();
		SecurityContext anonymous = SecurityContext.NONE;
		SecurityContext user = new User("USER");
		SecurityContext operator = new User("OPERATOR");
		assertThatValuesAreHidden(extension(Show.NEVER, Set.of()).media(operator));
		assertThatValuesAreShown(extension(Show.ALWAYS, Set.of("OPERATOR")).media(anonymous));
		assertThatValuesAreHidden(extension(Show.WHEN_AUTHORIZED, Set.of()).media(anonymous));
		assertThatValuesAreShown(extension(Show.WHEN_AUTHORIZED, Set.of()).media(user));
		assertThatValuesAreHidden(extension(Show.WHEN_AUTHORIZED, Set.of("OPERATOR")).media(user));
		assertThatValuesAreShown(extension(Show.WHEN_AUTHORIZED, Set.of("OPERATOR", "ADMIN")).media(operator));
	}

	@Test
	void valuesOfOneMountAreShownToThoseWhoMaySeeThem() throws IOException {
		mountMissing();
		MediaEndpointWebExtension extension = extension(Show.WHEN_AUTHORIZED, Set.of());
		assertThat(mount(extension, SecurityContext.NONE, "css")).returns("******", MountDescriptor::location)
			.returns("The location cannot be read", MountDescriptor::problem);
		assertThat(mount(extension, new User("USER"), "css"))
			.returns(this.directory.resolve("css").toString(), MountDescriptor::location)
			.satisfies((mount) -> assertThat(mount.problem()).contains(this.directory.toString()));
	}

	@Test
	void nothingOfHiddenValuesIsInTheDescription() throws IOException {
		mountMissing();
		assertThat(endpoint(Show.NEVER).media().toString()).doesNotContain(this.directory.toString())
			.doesNotContain("a-secret-name");
	}

	private MediaEndpointWebExtension extension(Show show, Set<String> roles) {
		return new MediaEndpointWebExtension(endpoint(show), show, roles);
	}

	private void mountMissing() throws IOException {
		Path root = Files.createDirectory(this.directory.resolve("css"));
		Mount mount = Mount.of("/css", root);
		this.registry.mount(mount);
		Files.delete(root);
		this.statistics.problem(mount, Problem.SHORT_BODY, "a-secret-name.png: The file ended 2 bytes early");
	}

	private static void assertThatValuesAreHidden(MediaDescriptor media) {
		assertThat(media.mounts()).singleElement()
			.returns("/css", MountDescriptor::url)
			.returns("******", MountDescriptor::location)
			.returns("down", MountDescriptor::state)
			.returns("The location cannot be read", MountDescriptor::problem);
		assertThat(media.problems())
			.containsExactly(new ProblemDescriptor("2026-11-22T15:27:05Z", "short-body", "/css", "******", 1));
	}

	private void assertThatValuesAreShown(MediaDescriptor media) {
		Path root = this.directory.resolve("css");
		assertThat(media.mounts()).singleElement()
			.returns(root.toString(), MountDescriptor::location)
			.returns("The directory '" + root + "' does not exist", MountDescriptor::problem);
		assertThat(media.problems()).containsExactly(new ProblemDescriptor("2026-11-22T15:27:05Z", "short-body", "/css",
				"a-secret-name.png: The file ended 2 bytes early", 1));
	}

	/**
	 * Somebody with one role.
	 */
	private record User(String role) implements SecurityContext {

		@Override
		public Principal getPrincipal() {
			return () -> "somebody";
		}

		@Override
		public boolean isUserInRole(String role) {
			return this.role.equals(role);
		}

	}

	private static final class FailingCheck implements MediaStore {

		private boolean failing;

		@Override
		public MediaFile find(MediaPath path) {
			return null;
		}

		@Override
		public void check() {
			if (this.failing) {
				throw new IllegalStateException("no connection");
			}
		}

	}

}
