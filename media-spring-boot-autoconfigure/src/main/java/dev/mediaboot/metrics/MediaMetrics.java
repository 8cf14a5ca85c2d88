package dev.mediaboot.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.statistics.Counts;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.Outcome;
import dev.mediaboot.web.AnswerListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Metrics of the responses of every mount. Each meter reads an existing counter, so that
 * a request costs nothing more; no tag holds a path.
 *
 * @since 0.1.0
 */
public class MediaMetrics implements MeterBinder {

	private static final List<Answer.Reason> DENIALS = List.of(Answer.Reason.HIDDEN, Answer.Reason.FORBIDDEN,
			Answer.Reason.CHALLENGED);

	private final MediaStatistics statistics;

	private final CacheFigures.Source cache;

	/**
	 * Creates metrics.
	 * @param statistics the statistics of the mounts
	 * @param cache supplies the figures of the cache
	 */
	public MediaMetrics(MediaStatistics statistics, CacheFigures.Source cache) {
		this.statistics = statistics;
		this.cache = cache;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Map<String, List<Meter>> meters = new ConcurrentHashMap<>();
		this.statistics.observe((mount, counts) -> {
			List<Meter> bound = new CopyOnWriteArrayList<>();
			meters.put(mount, bound);
			bind(mount, counts, registry, bound::add);
		}, (mount) -> {
			List<Meter> bound = meters.remove(mount);
			if (bound != null) {
				bound.forEach(registry::remove);
			}
		});
		if (this.cache.get() != null) {
			bindCache(registry);
		}
	}

	private static void bind(String mount, Counts counts, MeterRegistry registry, Consumer<Meter> bound) {
		for (Outcome outcome : Outcome.values()) {
			bound.accept(FunctionCounter.builder("media.requests", counts, (source) -> source.requests(outcome))
				.description("Responses by outcome")
				.tag("mount", mount)
				.tag("outcome", outcome.id())
				.register(registry));
		}
		bound.accept(FunctionTimer
			.builder("media.answers", counts, Counts::requests, Counts::nanoseconds, TimeUnit.NANOSECONDS)
			.description("Time from the request to the last byte")
			.tag("mount", mount)
			.register(registry));
		bound.accept(FunctionCounter.builder("media.sent", counts, Counts::bytes)
			.description("Bytes of response bodies sent")
			.baseUnit("bytes")
			.tag("mount", mount)
			.register(registry));
		for (ContentCoding coding : ContentCoding.values()) {
			bound.accept(FunctionCounter.builder("media.bodies", counts, (source) -> source.bodies(coding))
				.description("Response bodies by content coding")
				.tag("mount", mount)
				.tag("coding", coding.token())
				.register(registry));
		}
		counts.observeWriters((writer,
				bodies) -> bound.accept(FunctionCounter.builder("media.written", bodies, LongAdder::sum)
					.description("Response bodies by writer")
					.tag("mount", mount)
					.tag("writer", writer)
					.register(registry)));
		bound.accept(FunctionCounter
			.builder("media.aborted", counts, (source) -> source.answers(AnswerListener.Ending.ABORTED))
			.description("Responses whose client disconnected")
			.tag("mount", mount)
			.register(registry));
		bound.accept(
				FunctionCounter.builder("media.short", counts, (source) -> source.answers(AnswerListener.Ending.SHORT))
					.description("Responses that were cut short")
					.tag("mount", mount)
					.register(registry));
		bound
			.accept(FunctionCounter.builder("media.refused", counts, (source) -> source.requests(Answer.Reason.REFUSED))
				.description("Requests refused because of their path")
				.tag("mount", mount)
				.register(registry));
		for (Answer.Reason reason : DENIALS) {
			bound.accept(FunctionCounter.builder("media.denied", counts, (source) -> source.requests(reason))
				.description("Requests that a rule about access did not allow")
				.tag("mount", mount)
				.tag("decision", reason.name().toLowerCase(Locale.ROOT))
				.register(registry));
		}
		bound.accept(Gauge.builder("media.open", counts, Counts::open)
			.description("Response bodies being sent")
			.tag("mount", mount)
			.register(registry));
	}

	private void bindCache(MeterRegistry registry) {
		counter("media.cache.hits", "Files served from memory", CacheFigures::hits, registry);
		counter("media.cache.misses", "Files that were not in memory", CacheFigures::misses, registry);
		counter("media.cache.evictions", "Files removed to make room for others", CacheFigures::evictions, registry);
		Gauge.builder("media.cache.size", this.cache, (source) -> figure(source, CacheFigures::bytes))
			.description("Memory used by cached files")
			.baseUnit("bytes")
			.register(registry);
	}

	private void counter(String name, String description, ToLongFunction<CacheFigures> figure, MeterRegistry registry) {
		FunctionCounter.builder(name, this.cache, (source) -> figure(source, figure))
			.description(description)
			.register(registry);
	}

	private static double figure(CacheFigures.Source cache, ToLongFunction<CacheFigures> figure) {
		CacheFigures figures = cache.get();
		return (figures != null) ? figure.applyAsLong(figures) : 0;
	}

}
