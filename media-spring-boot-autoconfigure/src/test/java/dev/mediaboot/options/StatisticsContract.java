package dev.mediaboot.options;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.statistics.Counts;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.Outcome;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.web.AnswerListener.Ending;
import dev.mediaboot.web.TruncationContract;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is counted is what has been sent, whichever way it left.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatisticsContract {

	private static final int HUGE = 32 * 1024 * 1024;

	private final Server server;

	@Parameter
	private Protocol protocol;

	/** The writer of large files, which a server may move by itself. */
	private final String writer;

	private Fixture fixture;

	private Server.Application application;

	StatisticsContract(Server server, String writer) {
		this.server = server;
		this.writer = writer;
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		this.fixture.write("media/huge.png", Fixture.numbers(HUGE));
		this.fixture.write("media/shrinks.png", Fixture.numbers(HUGE));
		this.fixture.write("media/moved.png", Fixture.numbers(400_000));
		this.fixture.awaitAge();
		this.application = this.server.start(this.protocol,
				List.of(MemoryStore.Mounted.class, TruncationContract.Broken.class),
				this.fixture.properties("management.endpoints.web.exposure.include=media,metrics,health",
						"management.endpoint.media.show-values=always"));
	}

	@AfterParameterizedClassInvocation(injectArguments = false)
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void responseIsCountedByItsOutcome(Row row, Outcome outcome, int bytes) throws IOException {
		Counted counted = ask("/media", row);
		Snapshot before = counted.before();
		Snapshot after = counted.after();
		Reply reply = counted.reply();
		assertThat(reply.complete()).isTrue();
		assertThat(after.outcomes().get(outcome)).isEqualTo(before.outcomes().get(outcome) + 1);
		assertThat(after.bytes() - before.bytes()).isEqualTo(bytes).isEqualTo(reply.body().length);
		assertThat(after.nanoseconds()).isGreaterThan(before.nanoseconds());
		assertThat(after.endings().get(Ending.COMPLETE)).isEqualTo(before.endings().get(Ending.COMPLETE) + 1);
	}

	static List<Object[]> rows() {
		return List.of(row(Row.get("200", "/media/alphabet.txt"), Outcome.OK, 26),
				row(Row.head("200 of HEAD", "/media/alphabet.txt"), Outcome.OK, 0),
				row(Row.get("200 without content", "/media/empty.txt"), Outcome.OK, 0),
				row(Row.get("206", "/media/alphabet.txt").with("Range", "bytes=1-3"), Outcome.PARTIAL, 3),
				row(Row.get("304", "/media/alphabet.txt").with("If-None-Match", "*"), Outcome.NOT_MODIFIED, 0),
				row(Row.get("404", "/media/none.txt"), Outcome.NOT_FOUND, 0),
				row(Row.get("416", "/media/alphabet.txt").with("Range", "bytes=99-"), Outcome.RANGE_NOT_SATISFIABLE, 0),
				row(Row.get("412", "/media/alphabet.txt").with("If-Match", "\"a\""), Outcome.CLIENT_ERROR, 0),
				row(Row.of("405", "DELETE", "/media/alphabet.txt"), Outcome.CLIENT_ERROR, 0),
				row(Row.get("a large file", "/media/moved.png"), Outcome.OK, 400_000),
				row(Row.get("a part of a large file", "/media/moved.png").with("Range", "bytes=1000-"), Outcome.PARTIAL,
						399_000));
	}

	private static Object[] row(Row row, Outcome outcome, int bytes) {
		return new Object[] { row, outcome, bytes };
	}

	@ParameterizedTest
	@CsvSource({ "/media/.hidden", "/media/a%5Cb", "/media/sub/.%2e/alphabet.txt" })
	void refusedPathIsCounted(String target) throws IOException {
		Snapshot before = snapshot("/media");
		Reply reply = this.application.send(Row.get("", target));
		if (reply.isRefusal()) {
			// The container has, and asked nobody.
			return;
		}
		Snapshot after = awaitAnswer("/media", before);
		assertThat(after.refused()).isEqualTo(before.refused() + 1);
		assertThat(after.outcomes().get(Outcome.NOT_FOUND)).isEqualTo(before.outcomes().get(Outcome.NOT_FOUND) + 1);
	}

	@Test
	void redirectIsCounted() throws IOException {
		Snapshot before = snapshot("/site");
		this.application.send(Row.get("", "/site/docs"));
		Snapshot after = awaitAnswer("/site", before);
		assertThat(after.outcomes().get(Outcome.REDIRECTION)).isEqualTo(before.outcomes().get(Outcome.REDIRECTION) + 1);
	}

	@Test
	void bodyIsCountedByItsWriter() throws IOException {
		Counted counted = ask("/media", Row.get("", "/media/moved.png"));
		assertThat(counted.reply().body().length).isEqualTo(400_000);
		String moved = changed(counted.before().writers(), counted.after().writers());
		if (this.protocol == Protocol.HTTP_1_1) {
			assertThat(moved).isEqualTo(this.writer);
		}
		else {
			assertThat(moved).as("Tomcat's sockets are moved to in clear text only").isNotEqualTo("tomcat");
		}
	}

	/** The one writer that has written once more. */
	private static String changed(Map<String, Long> before, Map<String, Long> after) {
		Map<String, Long> changes = new HashMap<>(after);
		changes.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
		changes.values().removeIf((count) -> count == 0);
		assertThat(changes).hasSize(1).containsValue(1L);
		return changes.keySet().iterator().next();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/huge.png", "/memory/33554432.png", "/broken/ends/33554432/20000000" })
	void requestThatEndsBeforeItsBodyIsNoLongerActive(String target) throws IOException {
		long left = awaitSettled();
		long before = ended() + left;
		String mount = target.substring(0, target.indexOf('/', 1));
		Snapshot counted = snapshot(mount);
		for (int i = 0; i < 5; i++) {
			try (Connection connection = this.application.connect(4096)) {
				Exchange answer = connection.send(Row.get("", target));
				answer.readHead();
				assertThat(answer.readUpTo(1000)).hasSize(1000);
				if (target.startsWith("/broken")) {
					answer.readToEnd();
				}
			}
		}
		awaitAnswers(mount, counted, 5);
		Awaitility.await().until(() -> {
			long active = active();
			return (active == left || isForgetful()) && ended() + active == before + 5;
		});
	}

	/**
	 * Tomcat (11.0.24 and 11.0.27) forgets some streams whose client closes the
	 * connection, and never reports their end to anybody.
	 */
	private boolean isForgetful() {
		return this.server == Server.TOMCAT && this.protocol.isHttp2();
	}

	/**
	 * Waits for the end of all requests that have one, and returns how many have none.
	 */
	private long awaitSettled() {
		long[] last = { -1 };
		Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
			long now = active();
			boolean settled = now == last[0] && (now == 0 || isForgetful());
			last[0] = now;
			return settled;
		});
		return last[0];
	}

	/** Returns the active requests of all meters: there is one for each method. */
	private long active() {
		return this.application.context()
			.getBean(MeterRegistry.class)
			.find("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.mapToLong(LongTaskTimer::activeTasks)
			.sum();
	}

	/**
	 * Returns the requests that have ended, each counted before it ceases to be active.
	 */
	private long ended() {
		return this.application.context()
			.getBean(MeterRegistry.class)
			.find("http.server.requests")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	@Test
	void bytesOfMemoryAreCounted() throws IOException {
		Counted counted = ask("/memory", Row.get("", "/memory/200000.png"));
		assertThat(counted.reply().body().length).isEqualTo(200_000);
		assertThat(counted.after().bytes()).isEqualTo(counted.before().bytes() + 200_000);
	}

	@Test
	void precompressedBodyIsCountedByItsCoding() throws IOException {
		Counted counted = ask("/site", Row.get("", "/site/app.js").with("Accept-Encoding", "br"));
		Snapshot before = counted.before();
		Snapshot after = counted.after();
		Reply reply = counted.reply();
		assertThat(reply.field("Content-Encoding")).isEqualTo("br");
		assertThat(after.brotli()).isEqualTo(before.brotli() + 1);
		assertThat(after.bytes() - before.bytes()).isEqualTo(reply.body().length).isEqualTo(300);
	}

	@Test
	void cachedBodyAndItsHitAreCounted() throws IOException {
		double hits = metric("media.cache.hits");
		// At first the file may be too young to be kept
		Awaitility.await().pollInSameThread().until(() -> {
			Counted counted = ask("/site", Row.get("", "/site/plain.css"));
			assertThat(counted.reply().text()).isEqualTo("css");
			assertThat(counted.after().bytes()).isEqualTo(counted.before().bytes() + 3);
			return metric("media.cache.hits") > hits;
		});
		assertThat(metric("media.cache.size")).isPositive();
	}

	@Test
	void clientThatDisconnectsIsCountedAndNothingStaysOpen() throws IOException {
		Snapshot before = snapshot("/media");
		try (Connection connection = this.application.connect(4096)) {
			Exchange answer = connection.send(Row.get("", "/media/huge.png"));
			answer.readHead();
			answer.readUpTo(1024);
			Awaitility.await().untilAsserted(() -> assertThat(counts("/media").open()).isOne());
			assertThat(metric("media.open")).isOne();
		}
		Snapshot after = awaitAnswer("/media", before);
		assertThat(counts("/media").open()).isZero();
		assertThat(after.endings().get(Ending.ABORTED)).isEqualTo(before.endings().get(Ending.ABORTED) + 1);
		assertThat(after.endings().get(Ending.SHORT)).isEqualTo(before.endings().get(Ending.SHORT));
		assertThat(after.bytes() - before.bytes()).isBetween(1024L, HUGE - 1L);
	}

	@Test
	void fileThatIsCutShortIsCountedAndReported() throws IOException {
		Snapshot before = snapshot("/media");
		try (Connection connection = this.application.connect(64 * 1024)) {
			Exchange answer = connection.send(Row.get("", "/media/shrinks.png"));
			answer.readHead();
			answer.readUpTo(1024);
			try (FileChannel channel = FileChannel.open(this.fixture.path("media/shrinks.png"),
					StandardOpenOption.WRITE)) {
				channel.truncate(HUGE * 3L / 4);
			}
			answer.readToEnd();
		}
		Snapshot after = awaitAnswer("/media", before);
		assertThat(counts("/media").open()).isZero();
		assertThat(after.endings().get(Ending.SHORT)).isEqualTo(before.endings().get(Ending.SHORT) + 1);
		assertThat(after.bytes() - before.bytes()).isBetween(1024L, HUGE * 3L / 4);
		assertThat(this.application.context().getBean(MediaStatistics.class).problems()).first()
			.returns("short-body", MediaStatistics.ReportedProblem::kind)
			.returns("/media", MediaStatistics.ReportedProblem::mount)
			.satisfies((problem) -> assertThat(problem.detail()).startsWith("shrinks.png: The file ended"));
	}

	@Test
	void requestsAreObservedBelowTheMount() throws IOException {
		Snapshot before = snapshot("/media");
		this.application.send(Row.get("", "/media/alphabet.txt"));
		this.application.send(Row.get("", "/media/sub/inner.txt"));
		this.application.send(Row.get("", "/media/none-of-these.txt"));
		awaitAnswers("/media", before, 3);
		Awaitility.await()
			.untilAsserted(() -> assertThat(meters("http.server.requests", Tag.of("uri", "/media/**"))).isNotEmpty());
		assertThat(meters("http.server.requests")).extracting((meter) -> meter.getId().getTag("uri"))
			.noneMatch((uri) -> uri.contains(".txt"));
	}

	@Test
	void endpointReportsOverHttp() throws IOException {
		Snapshot before = snapshot("/media");
		this.application.send(Row.get("", "/media/alphabet.txt"));
		awaitAnswer("/media", before);
		Reply all = this.application.send(Row.get("", "/actuator/media"));
		assertThat(all.status()).isEqualTo(200);
		assertThat(all.text()).contains("\"url\":\"/media\"", "\"content\":\"user\"", "\"state\":\"up\"",
				this.fixture.path("media").toString());
		Reply one = this.application.send(Row.get("", "/actuator/media/site"));
		assertThat(one.status()).isEqualTo(200);
		assertThat(one.text()).contains("\"url\":\"/site\"").doesNotContain("\"url\":\"/media\"");
		assertThat(this.application.send(Row.get("", "/actuator/media/none")).status()).isEqualTo(404);
		assertThat(this.application.send(Row.of("", "POST", "/actuator/media")).status()).isEqualTo(405);
	}

	private double metric(String name) {
		return this.application.context()
			.getBean(MeterRegistry.class)
			.get(name)
			.meters()
			.stream()
			.mapToDouble((meter) -> meter.measure().iterator().next().getValue())
			.sum();
	}

	private List<Meter> meters(String name, Tag... tags) {
		return List
			.copyOf(this.application.context().getBean(MeterRegistry.class).find(name).tags(List.of(tags)).meters());
	}

	private Counts counts(String mount) {
		Counts counts = this.application.context().getBean(MediaStatistics.class).counts(mount);
		return (counts != null) ? counts : new Counts();
	}

	private Snapshot snapshot(String mount) {
		return Snapshot.of(counts(mount));
	}

	/**
	 * The client stays until the answer is counted: over HTTP/2 Jetty may take one who
	 * has read all and leaves at once for one who has left before.
	 */
	private Counted ask(String mount, Row row) throws IOException {
		Snapshot before = snapshot(mount);
		try (Connection connection = this.application.connect()) {
			Reply reply = connection.send(row).read();
			return new Counted(before, reply, awaitAnswer(mount, before));
		}
	}

	/**
	 * An answer is counted when it has left, and so a moment after it has come.
	 */
	private Snapshot awaitAnswer(String mount, Snapshot before) {
		return awaitAnswers(mount, before, 1);
	}

	private Snapshot awaitAnswers(String mount, Snapshot before, int answers) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.until(() -> counts(mount).requests() == before.requests() + answers);
		return snapshot(mount);
	}

	/**
	 * An answer, and what was counted before and after it.
	 */
	private record Counted(Snapshot before, Reply reply, Snapshot after) {

	}

	/**
	 * The counts of a mount at one time.
	 */
	private record Snapshot(long requests, Map<Outcome, Long> outcomes, Map<Ending, Long> endings, long bytes,
			long nanoseconds, long refused, long brotli, Map<String, Long> writers) {

		static Snapshot of(Counts counts) {
			Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
			for (Outcome outcome : Outcome.values()) {
				outcomes.put(outcome, counts.requests(outcome));
			}
			Map<Ending, Long> endings = new EnumMap<>(Ending.class);
			for (Ending ending : Ending.values()) {
				endings.put(ending, counts.answers(ending));
			}
			return new Snapshot(counts.requests(), outcomes, endings, counts.bytes(), counts.nanoseconds(),
					counts.requests(Answer.Reason.REFUSED), counts.bodies(ContentCoding.BR), counts.writers());
		}

	}

}
