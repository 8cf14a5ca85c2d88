package dev.mediaboot.statistics;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.testing.Responses;
import dev.mediaboot.web.AnswerListener.Ending;
import dev.mediaboot.web.AnswerListener.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MediaStatisticsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T15:27:05Z");

	private final MediaStatistics statistics = new MediaStatistics(Clock.fixed(NOW, ZoneOffset.UTC));

	private final Mount css = Mount.of("/css", (path) -> null);

	private static Result head(int status) {
		return new Result(status, Answer.Reason.NONE, null, null, 0, 1000, Ending.COMPLETE);
	}

	private static Result body(String writer, long bytes, Ending ending) {
		return new Result(200, Answer.Reason.NONE, ContentCoding.IDENTITY, writer, bytes, 1000, ending);
	}

	private Counts counts() {
		return this.statistics.counts("/css");
	}

	@ParameterizedTest
	@CsvSource({ "200, OK", "206, PARTIAL", "304, NOT_MODIFIED", "404, NOT_FOUND", "416, RANGE_NOT_SATISFIABLE",
			"301, REDIRECTION", "405, CLIENT_ERROR", "412, CLIENT_ERROR", "500, SERVER_ERROR", "503, SERVER_ERROR" })
	void answerIsCountedByItsStatus(int status, Outcome outcome) {
		Responses.end(this.statistics, this.css, head(status));
		for (Outcome other : Outcome.values()) {
			assertThat(counts().requests(other)).isEqualTo((other == outcome) ? 1 : 0);
		}
		assertThat(counts().requests()).isOne();
		assertThat(counts().nanoseconds()).isEqualTo(1000);
	}

	@Test
	void bodyIsOpenUntilItEnds() {
		Responses.start(this.statistics, this.css);
		Responses.start(this.statistics, this.css);
		Responses.end(this.statistics, this.css, head(304));
		assertThat(counts().open()).isEqualTo(2);
		Responses.end(this.statistics, this.css, body("tomcat", 10, Ending.COMPLETE));
		Responses.end(this.statistics, this.css, body("stream", 4, Ending.ABORTED));
		assertThat(counts().open()).isZero();
		assertThat(counts().bytes()).isEqualTo(14);
		assertThat(counts().answers(Ending.ABORTED)).isOne();
		assertThat(counts().writers()).containsEntry("tomcat", 1L).containsEntry("stream", 1L).hasSize(2);
	}

	@Test
	void refusedPathIsOneThatWasNotFound() {
		Responses.end(this.statistics, this.css,
				new Result(404, Answer.Reason.REFUSED, null, null, 0, 1, Ending.COMPLETE));
		assertThat(counts().requests(Answer.Reason.REFUSED)).isOne();
		assertThat(counts().requests(Outcome.NOT_FOUND)).isOne();
	}

	@Test
	void mountsAreCountedApart() {
		Responses.end(this.statistics, this.css, head(200));
		Responses.end(this.statistics, Mount.of("/js", (path) -> null), head(200));
		// Mounted again
		Responses.end(this.statistics, Mount.of("/css/", (path) -> null), head(200));
		assertThat(this.statistics.counts()).containsOnlyKeys("/css", "/js");
		assertThat(counts().requests()).isEqualTo(2);
		Totals totals = Totals.of(this.statistics.counts().values(), 7, 8);
		assertThat(totals.ok()).isEqualTo(3);
		assertThat(totals.requests()).isEqualTo(3);
		assertThat(totals.hits()).isEqualTo(7);
		assertThat(totals.misses()).isEqualTo(8);
	}

	@Test
	void observerIsInformedOfEveryMountOnce() {
		Responses.end(this.statistics, this.css, head(200));
		List<String> seen = new ArrayList<>();
		this.statistics.observe((url, counts) -> seen.add(url), (url) -> {
		});
		Responses.end(this.statistics, this.css, head(200));
		Responses.end(this.statistics, Mount.of("/js", (path) -> null), head(200));
		Responses.end(this.statistics, Mount.of("/js", (path) -> null), head(200));
		assertThat(seen).containsExactly("/css", "/js");
	}

	@Test
	void observerIsInformedOfEveryWriterOnce() {
		Responses.end(this.statistics, this.css, body("a", 1, Ending.COMPLETE));
		List<String> seen = new ArrayList<>();
		counts().observeWriters((writer, bodies) -> seen.add(writer));
		Responses.end(this.statistics, this.css, body("a", 1, Ending.COMPLETE));
		Responses.end(this.statistics, this.css, body("b", 1, Ending.COMPLETE));
		assertThat(seen).containsExactly("a", "b");
	}

	@Test
	void observerThatFailsHarmsNobody() {
		List<String> seen = new ArrayList<>();
		this.statistics.observe((url, counts) -> {
			counts.observeWriters((writer, bodies) -> {
				throw new IllegalArgumentException("no more writers");
			});
			throw new IllegalArgumentException("no more mounts");
		}, (url) -> {
		});
		this.statistics.observe((url, counts) -> seen.add(url), (url) -> {
		});
		Responses.end(this.statistics, this.css, body("a", 1, Ending.COMPLETE));
		assertThat(seen).containsExactly("/css");
		assertThat(counts().writers()).containsEntry("a", 1L);
	}

	@Test
	void oldestOfVeryManyThatHaveGoneAreCountedTogether() {
		MediaRegistry registry = MediaRegistry.noOp();
		MediaStatistics forgetful = new MediaStatistics(Clock.systemUTC(), registry);
		List<String> forgotten = new ArrayList<>();
		forgetful.observe((url, counts) -> {
		}, forgotten::add);
		registry.mount(this.css);
		Responses.end(forgetful, this.css, head(200));
		Mount busy = Mount.of("/busy", (path) -> null);
		Responses.start(forgetful, busy);
		for (int i = 0; i < 1000; i++) {
			MediaRegistry.Registration registration = registry.mount(Mount.of("/m" + i, (path) -> null));
			Responses.start(forgetful, registration.mount());
			Responses.end(forgetful, registration.mount(), body("stream", 2, Ending.COMPLETE));
			registration.close();
		}
		Responses.end(forgetful, this.css, head(200));
		assertThat(forgotten).hasSize(900).startsWith("/m0", "/m1").doesNotContain("/css", "/busy", "/m999");
		assertThat(forgetful.counts()).hasSize(103).containsKeys("/css", "/busy", "/m999", MediaStatistics.OTHERS);
		Counts sum = Counts.sum(forgetful.counts().values());
		assertThat(sum.requests()).isEqualTo(1002);
		assertThat(sum.bytes()).isEqualTo(2000);
		assertThat(sum.open()).isOne();
		assertThat(sum.writers()).containsEntry("stream", 1000L);
		assertThat(sum.bodies(ContentCoding.IDENTITY)).isEqualTo(1000);
		assertThat(sum.answers(Ending.COMPLETE)).isEqualTo(1002);
	}

	@Test
	void nothingThatIsBeingCountedIsForgotten() throws Exception {
		MediaStatistics forgetful = new MediaStatistics(Clock.systemUTC(), MediaRegistry.noOp());
		int threads = 4;
		int answers = 30_000;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				tasks.add(() -> {
					for (int i = 0; i < answers; i++) {
						// All are gone, so that each new one has an old one forgotten
						Mount mount = Mount.of("/m" + i % 150, (path) -> null);
						Responses.start(forgetful, mount);
						Responses.end(forgetful, mount, body("stream", 2, Ending.COMPLETE));
						Responses.end(forgetful, mount, head(304));
					}
					return null;
				});
			}
			for (Future<Void> done : executor.invokeAll(tasks, 1, TimeUnit.MINUTES)) {
				done.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(forgetful.counts().values()).allSatisfy((counts) -> assertThat(counts.open()).isZero());
		Counts sum = Counts.sum(forgetful.counts().values());
		assertThat(sum.requests()).isEqualTo(2L * threads * answers);
		assertThat(sum.bytes()).isEqualTo(2L * threads * answers);
	}

	@Test
	void totalsKnowEveryOutcome() {
		for (int status : new int[] { 200, 206, 304, 404, 416, 301, 412, 503 }) {
			Responses.end(this.statistics, this.css, head(status));
		}
		assertThat(Totals.of(this.statistics.counts().values(), 0, 0)).returns(1L, Totals::ok)
			.returns(1L, Totals::partial)
			.returns(1L, Totals::notModified)
			.returns(1L, Totals::notFound)
			.returns(4L, Totals::other)
			.returns(8L, Totals::requests);
	}

	@Test
	void lastProblemsAreRemembered() {
		for (int i = 0; i < 25; i++) {
			this.statistics.problem(this.css, Problem.SHORT_BODY, "file " + i);
		}
		assertThat(this.statistics.problems()).hasSize(20)
			.first()
			.isEqualTo(new MediaStatistics.ReportedProblem(NOW, "short-body", "/css", "file 24", 1));
	}

	@Test
	void problemThatIsMetAgainIsOne() {
		for (int i = 0; i < 3; i++) {
			this.statistics.problem(this.css, Problem.SHORT_BODY, "file");
		}
		this.statistics.problem(Mount.of("/js", (path) -> null), Problem.SHORT_BODY, "file");
		this.statistics.problem(this.css, Problem.SHORT_BODY, "file");
		assertThat(this.statistics.problems())
			.extracting(MediaStatistics.ReportedProblem::mount, MediaStatistics.ReportedProblem::times)
			.containsExactly(tuple("/css", 1L), tuple("/js", 1L), tuple("/css", 3L));
	}

	@Test
	void observerThatFailsForFirstWriterIsInformedOfOthers() {
		Responses.end(this.statistics, this.css, body("a", 1, Ending.COMPLETE));
		List<String> seen = new ArrayList<>();
		counts().observeWriters((writer, bodies) -> {
			seen.add(writer);
			throw new IllegalArgumentException("no more writers");
		});
		Responses.end(this.statistics, this.css, body("b", 1, Ending.COMPLETE));
		assertThat(seen).containsExactly("a", "b");
	}

}
