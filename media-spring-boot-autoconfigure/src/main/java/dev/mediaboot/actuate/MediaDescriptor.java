package dev.mediaboot.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.statistics.CacheFigures;
import dev.mediaboot.statistics.Counts;
import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.Outcome;
import dev.mediaboot.statistics.Totals;
import dev.mediaboot.web.AnswerListener;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the endpoint tells.
 *
 * @param mounts the live mounts in match order
 * @param totals the sums over all mounts, those that have gone included
 * @param cache the figures of the cache, or {@code null} when there is none
 * @param writers how many bodies each writer has sent
 * @param history what happened lately
 * @param problems the last problems, the latest first
 * @since 0.1.0
 */
public record MediaDescriptor(List<MountDescriptor> mounts, TotalsDescriptor totals, @Nullable CacheFigures cache,
		Map<String, Long> writers, HistoryDescriptor history, List<ProblemDescriptor> problems) {

	/**
	 * A mount.
	 *
	 * @param url the URL it was mounted with
	 * @param prefix the prefix of its paths
	 * @param host the host it is bound to, or {@code null}
	 * @param location where the bytes come from
	 * @param content who wrote the files
	 * @param cacheControl the value of {@code Cache-Control}
	 * @param index the names of index files
	 * @param precompressed whether precompressed files are sent
	 * @param extensions the extensions that are served, none for all
	 * @param disposition the chosen disposition, or {@code null}
	 * @param cors whether pages of other origins may read the files
	 * @param state {@code up}, or {@code down} when nothing can be served
	 * @param problem why it is down, or {@code null}
	 * @param generation which mounting this is
	 * @param totals what has been served
	 */
	public record MountDescriptor(String url, String prefix, @Nullable String host, String location, String content,
			String cacheControl, List<String> index, boolean precompressed, List<String> extensions,
			@Nullable String disposition, boolean cors, String state, @Nullable String problem, long generation,
			TotalsDescriptor totals) {
	}

	/**
	 * What has been served since the start.
	 *
	 * @param requests all answers
	 * @param outcomes the answers by outcome
	 * @param bytes what was sent of bodies
	 * @param seconds how long the answers took together
	 * @param open bodies that are being sent
	 * @param aborted answers whose client went away
	 * @param cutShort answers whose file ended early
	 * @param refused paths that held what may not be looked up
	 * @param precompressed bodies that were sent in a content coding
	 */
	public record TotalsDescriptor(long requests, Map<String, Long> outcomes, long bytes, double seconds, long open,
			long aborted, long cutShort, long refused, long precompressed) {

		private static final double NANOSECONDS = 1e9;

		static TotalsDescriptor of(Iterable<Counts> counts) {
			Map<String, Long> outcomes = new LinkedHashMap<>();
			for (Outcome outcome : Outcome.values()) {
				outcomes.put(outcome.id(), 0L);
			}
			long requests = 0;
			long bytes = 0;
			long nanoseconds = 0;
			long open = 0;
			long aborted = 0;
			long cutShort = 0;
			long refused = 0;
			long precompressed = 0;
			for (Counts mount : counts) {
				for (Outcome outcome : Outcome.values()) {
					outcomes.merge(outcome.id(), mount.requests(outcome), Long::sum);
				}
				requests += mount.requests();
				bytes += mount.bytes();
				nanoseconds += mount.nanoseconds();
				open += mount.open();
				aborted += mount.answers(AnswerListener.Ending.ABORTED);
				cutShort += mount.answers(AnswerListener.Ending.SHORT);
				refused += mount.refused();
				for (ContentCoding coding : ContentCoding.values()) {
					precompressed += (coding != ContentCoding.IDENTITY) ? mount.bodies(coding) : 0;
				}
			}
			return new TotalsDescriptor(requests, outcomes, bytes, nanoseconds / NANOSECONDS, open, aborted, cutShort,
					refused, precompressed);
		}

	}

	/**
	 * What happened lately.
	 *
	 * @param seconds the last minute
	 * @param minutes the last hour
	 */
	public record HistoryDescriptor(SeriesDescriptor seconds, SeriesDescriptor minutes) {
	}

	/**
	 * What happened in each of the last units of time, the oldest first.
	 *
	 * @param step the length of the unit in seconds
	 * @param end when the last unit ended, in seconds since the epoch
	 * @param requests the answers by outcome
	 * @param bytes what was sent of bodies
	 * @param milliseconds the mean time to the last byte, {@code null} without an answer
	 * @param hits files found in the cache
	 * @param misses files that were not
	 * @param aborted answers whose client went away
	 */
	public record SeriesDescriptor(int step, long end, Map<String, List<Long>> requests, List<Long> bytes,
			List<@Nullable Double> milliseconds, List<Long> hits, List<Long> misses, List<Long> aborted) {

		private static final double MILLISECOND = 1e6;

		static SeriesDescriptor of(MediaHistory.Series series) {
			Map<String, List<Long>> requests = new LinkedHashMap<>();
			requests.put("ok", values(series, Totals::ok));
			requests.put("partial", values(series, Totals::partial));
			requests.put("notModified", values(series, Totals::notModified));
			requests.put("notFound", values(series, Totals::notFound));
			requests.put("other", values(series, Totals::other));
			return new SeriesDescriptor(series.step(), series.end(), requests, values(series, Totals::bytes),
					milliseconds(series), values(series, Totals::hits), values(series, Totals::misses),
					values(series, Totals::aborted));
		}

		private static List<Long> values(MediaHistory.Series series, Function<Totals, Long> value) {
			return series.units().stream().map(value).toList();
		}

		private static List<@Nullable Double> milliseconds(MediaHistory.Series series) {
			List<@Nullable Double> means = new ArrayList<>();
			for (Totals unit : series.units()) {
				means.add((unit.requests() > 0) ? unit.nanoseconds() / MILLISECOND / unit.requests() : null);
			}
			return means;
		}

	}

	/**
	 * Something that was wrong.
	 *
	 * @param time when it was met
	 * @param kind in one word what happened
	 * @param mount the URL of the mount
	 * @param detail a sentence that may name the file
	 */
	public record ProblemDescriptor(String time, String kind, String mount, String detail) {
	}

}
