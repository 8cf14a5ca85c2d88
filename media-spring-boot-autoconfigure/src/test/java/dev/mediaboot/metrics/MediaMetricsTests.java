package dev.mediaboot.metrics;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.testing.Responses;
import dev.mediaboot.web.AnswerListener.Ending;
import dev.mediaboot.web.AnswerListener.Result;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaMetricsTests {

	private final MediaStatistics statistics = new MediaStatistics(Clock.systemUTC());

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final Mount css = Mount.of("/css", (path) -> null);

	private void bind(CacheFigures.Source cache) {
		new MediaMetrics(this.statistics, cache).bindTo(this.registry);
	}

	private void answerEverything() {
		for (int status : new int[] { 200, 206, 206, 304, 404, 416, 301, 405, 503 }) {
			Responses.end(this.statistics, this.css,
					new Result(status, Answer.Reason.NONE, null, null, 0, 2_000_000, Ending.COMPLETE));
		}
		Responses.end(this.statistics, this.css,
				new Result(404, Answer.Reason.REFUSED, null, null, 0, 2_000_000, Ending.COMPLETE));
		deny(404, Answer.Reason.HIDDEN);
		deny(403, Answer.Reason.FORBIDDEN);
		deny(403, Answer.Reason.FORBIDDEN);
		deny(401, Answer.Reason.CHALLENGED);
		send(ContentCoding.IDENTITY, "tomcat", 100, Ending.COMPLETE);
		send(ContentCoding.BR, "tomcat", 20, Ending.COMPLETE);
		send(ContentCoding.GZIP, "stream", 3, Ending.ABORTED);
		send(ContentCoding.IDENTITY, "stream", 0, Ending.SHORT);
		Responses.start(this.statistics, this.css);
		this.statistics.problem(this.css, Problem.SHORT_BODY, "a/secret/name.png");
	}

	private void deny(int status, Answer.Reason reason) {
		Responses.end(this.statistics, this.css, new Result(status, reason, null, null, 0, 2_000_000, Ending.COMPLETE));
	}

	private void send(ContentCoding coding, String writer, long bytes, Ending ending) {
		Responses.start(this.statistics, this.css);
		Responses.end(this.statistics, this.css,
				new Result(200, Answer.Reason.NONE, coding, writer, bytes, 2_000_000, ending));
	}

	@ParameterizedTest
	@CsvSource({ "media.requests, outcome=ok, 5", "media.requests, outcome=partial, 2",
			"media.requests, outcome=notModified, 1", "media.requests, outcome=notFound, 3",
			"media.requests, outcome=rangeNotSatisfiable, 1", "media.requests, outcome=redirection, 1",
			"media.requests, outcome=clientError, 4", "media.requests, outcome=serverError, 1", "media.sent, , 123",
			"media.bodies, coding=identity, 2", "media.bodies, coding=br, 1", "media.bodies, coding=gzip, 1",
			"media.bodies, coding=zstd, 0", "media.written, writer=tomcat, 2", "media.written, writer=stream, 2",
			"media.aborted, , 1", "media.short, , 1", "media.refused, , 1", "media.denied, decision=hidden, 1",
			"media.denied, decision=forbidden, 2", "media.denied, decision=challenged, 1" })
	void counterHasTheCountedValue(String name, String tag, double count) {
		bind(() -> null);
		answerEverything();
		assertThat(meter(name, tag).measure()).singleElement()
			.satisfies((measurement) -> assertThat(measurement.getValue()).isEqualTo(count));
		assertThat(meter(name, tag).getId().getType()).isEqualTo(Meter.Type.COUNTER);
	}

	@Test
	void openBodiesAreGauge() {
		bind(() -> null);
		answerEverything();
		assertThat(this.registry.get("media.open").tag("mount", "/css").gauge().value()).isEqualTo(1);
	}

	@Test
	void timeToTheLastByteIsTimer() {
		bind(() -> null);
		answerEverything();
		FunctionTimer timer = this.registry.get("media.answers").tag("mount", "/css").functionTimer();
		assertThat(timer.count()).isEqualTo(18);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(36);
	}

	@Test
	void bytesAreTheirUnit() {
		bind(() -> new CacheFigures(1, 2, 3, 4, 5, 6));
		answerEverything();
		assertThat(this.registry.getMeters()).filteredOn((meter) -> "bytes".equals(meter.getId().getBaseUnit()))
			.extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrder("media.sent", "media.cache.size");
	}

	@Test
	void everyMeterIsDescribed() {
		bind(() -> new CacheFigures(1, 2, 3, 4, 5, 6));
		answerEverything();
		assertThat(this.registry.getMeters())
			.allSatisfy((meter) -> assertThat(meter.getId().getDescription()).isNotBlank());
	}

	@Test
	void noTagHoldsPath() {
		bind(() -> new CacheFigures(1, 2, 3, 4, 5, 6));
		answerEverything();
		Set<String> keys = new TreeSet<>();
		Set<String> mounts = new TreeSet<>();
		Set<String> names = new TreeSet<>();
		for (Meter meter : this.registry.getMeters()) {
			names.add(meter.getId().getName());
			for (Tag tag : meter.getId().getTags()) {
				keys.add(tag.getKey());
				if (tag.getKey().equals("mount")) {
					mounts.add(tag.getValue());
				}
				else {
					assertThat(tag.getValue()).doesNotContain("/");
				}
			}
		}
		assertThat(keys).containsExactly("coding", "decision", "mount", "outcome", "writer");
		assertThat(mounts).containsExactly("/css");
		assertThat(names).containsExactly("media.aborted", "media.answers", "media.bodies", "media.cache.evictions",
				"media.cache.hits", "media.cache.misses", "media.cache.size", "media.denied", "media.open",
				"media.refused", "media.requests", "media.sent", "media.short", "media.written");
	}

	@Test
	void mountThatWasAskedBeforeIsBound() {
		answerEverything();
		bind(() -> null);
		assertThat(meter("media.requests", "outcome=ok").measure().iterator().next().getValue()).isEqualTo(5);
		assertThat(meter("media.written", "writer=tomcat").measure().iterator().next().getValue()).isEqualTo(2);
	}

	@Test
	void mountThatAppearsLaterIsBound() {
		bind(() -> null);
		assertThat(this.registry.getMeters()).isEmpty();
		Mount later = Mount.of("https://media.example.com/js", (path) -> null);
		Responses.end(this.statistics, later, new Result(304, Answer.Reason.NONE, null, null, 0, 1, Ending.COMPLETE));
		assertThat(this.registry.get("media.requests")
			.tag("mount", "https://media.example.com/js")
			.tag("outcome", "notModified")
			.functionCounter()
			.count()).isOne();
	}

	@Test
	void mountsThatHaveGoneLongAgoHaveNoMeters() {
		MediaRegistry mounts = MediaRegistry.noOp();
		MediaStatistics forgetful = new MediaStatistics(Clock.systemUTC(), mounts);
		new MediaMetrics(forgetful, () -> null).bindTo(this.registry);
		for (int i = 0; i < 300; i++) {
			MediaRegistry.Registration registration = mounts.mount(Mount.of("/m" + i, (path) -> null));
			Responses.start(forgetful, registration.mount());
			Responses.end(forgetful, registration.mount(),
					new Result(200, Answer.Reason.NONE, ContentCoding.IDENTITY, "stream", 1, 1, Ending.COMPLETE));
			registration.close();
		}
		Set<String> tags = new TreeSet<>();
		this.registry.getMeters().forEach((meter) -> tags.add(meter.getId().getTag("mount")));
		assertThat(tags).hasSizeBetween(100, 101).contains("/m299", "/m200").doesNotContain("/m0", "/m198");
	}

	@Test
	void everyRegistryIsBound() {
		MeterRegistry second = new SimpleMeterRegistry();
		MediaMetrics metrics = new MediaMetrics(this.statistics, () -> null);
		metrics.bindTo(this.registry);
		metrics.bindTo(second);
		answerEverything();
		assertThat(second.getMeters()).hasSameSizeAs(this.registry.getMeters()).hasSizeGreaterThan(10);
	}

	@Test
	void registryThatRefusesMeterRefusesNoAnswer() {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("a filter of the application");
			}

		});
		bind(() -> null);
		answerEverything();
		assertThat(this.statistics.counts("/css").requests()).isEqualTo(18);
	}

	@ParameterizedTest
	@CsvSource({ "media.cache.hits, 4", "media.cache.misses, 5", "media.cache.evictions, 6", "media.cache.size, 2" })
	void cacheIsReported(String name, double value) {
		bind(() -> new CacheFigures(1, 2, 3, 4, 5, 6));
		Meter meter = this.registry.get(name).meter();
		assertThat(meter.measure().iterator().next().getValue()).isEqualTo(value);
		assertThat(meter.getId().getTags()).isEmpty();
	}

	@Test
	void withoutCacheThereIsNothingToReport() {
		bind(() -> null);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private Meter meter(String name, String tag) {
		List<Tag> tags = (tag != null) ? List.of(Tag.of("mount", "/css"), Tag.of(tag.split("=")[0], tag.split("=")[1]))
				: List.of(Tag.of("mount", "/css"));
		return this.registry.get(name).tags(tags).meter();
	}

}
