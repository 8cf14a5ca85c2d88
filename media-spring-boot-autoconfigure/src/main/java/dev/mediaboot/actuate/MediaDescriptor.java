package dev.mediaboot.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.statistics.Counts;
import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.Outcome;
import dev.mediaboot.statistics.Totals;
import dev.mediaboot.web.AnswerListener;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the endpoint shows.
 *
 * @param mounts the live mounts in match order
 * @param totals the sums over all mounts, including removed ones
 * @param cache the figures of the cache, or {@code null} when there is none
 * @param writers how many bodies each writer has sent
 * @param history the last minute and the last hour
 * @param problems the last problems, latest first
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
	 * @param extensions the extensions that are served, empty for all
	 * @param disposition the chosen disposition, or {@code null}
	 * @param cors whether pages of other origins may read the files
	 * @param dispatch {@code mvc} behind the filters of the application, or
	 * {@code filter} before the application
	 * @param access the rules about who may see the files, empty when everybody may
	 * @param state {@code up}, or {@code down} when nothing can be served
	 * @param problem why it is down, or {@code null}
	 * @param generation a number that grows with every mounting
	 * @param totals the totals of the mount
	 */
	public record MountDescriptor(String url, String prefix, @Nullable String host, String location, String content,
			String cacheControl, List<String> index, boolean precompressed, List<String> extensions,
			@Nullable String disposition, boolean cors, String dispatch, List<String> access, String state,
			@Nullable String problem, long generation, TotalsDescriptor totals) {
	}

	/**
	 * Totals since the application started.
	 *
	 * @param requests all responses
	 * @param outcomes the responses by outcome
	 * @param bytes body bytes that were sent
	 * @param seconds the total time of the responses
	 * @param open bodies that are being sent
	 * @param aborted responses whose client went away
	 * @param cutShort responses that were cut short, such as by a file that ended early
	 * @param refused requests whose path must not be looked up
	 * @param denied requests that a rule about access did not allow
	 * @param precompressed bodies that were sent in a content coding
	 */
	public record TotalsDescriptor(long requests, Map<String, Long> outcomes, long bytes, double seconds, long open,
			long aborted, long cutShort, long refused, long denied, long precompressed) {

		private static final double NANOSECONDS = 1e9;

		static TotalsDescriptor of(Counts counts) {
			Map<String, Long> outcomes = new LinkedHashMap<>();
			for (Outcome outcome : Outcome.values()) {
				outcomes.put(outcome.id(), counts.requests(outcome));
			}
			long precompressed = 0;
			for (ContentCoding coding : ContentCoding.values()) {
				precompressed += (coding != ContentCoding.IDENTITY) ? counts.bodies(coding) : 0;
			}
			return new TotalsDescriptor(
					counts.requests(), outcomes, counts.bytes(), counts.nanoseconds() / NANOSECONDS, counts.open(),
					counts.answers(AnswerListener.Ending.ABORTED), counts.answers(AnswerListener.Ending.SHORT),
					counts.requests(Answer.Reason.REFUSED), counts.requests(Answer.Reason.HIDDEN)
							+ counts.requests(Answer.Reason.FORBIDDEN) + counts.requests(Answer.Reason.CHALLENGED),
					precompressed);
		}

	}

	/**
	 * The last minute by second, and the last hour by minute.
	 *
	 * @param seconds the last minute
	 * @param minutes the last hour
	 */
	public record HistoryDescriptor(SeriesDescriptor seconds, SeriesDescriptor minutes) {
	}

	/**
	 * Values for the last units of time, oldest first. Units that ended before the
	 * application started are {@code null}.
	 *
	 * @param step the length of a unit in seconds
	 * @param end when the last unit ended, in seconds since the epoch
	 * @param requests the responses by outcome
	 * @param bytes body bytes that were sent
	 * @param milliseconds the mean time to the last byte, {@code null} without a response
	 * @param hits files that were found in the cache
	 * @param misses files that were not found in the cache
	 * @param aborted responses whose client went away
	 */
	public record SeriesDescriptor(int step, long end, Map<String, List<@Nullable Long>> requests,
			List<@Nullable Long> bytes, List<@Nullable Double> milliseconds, List<@Nullable Long> hits,
			List<@Nullable Long> misses, List<@Nullable Long> aborted) {

		private static final double MILLISECOND = 1e6;

		static SeriesDescriptor of(MediaHistory.Series series) {
			Map<String, List<@Nullable Long>> requests = new LinkedHashMap<>();
			requests.put("ok", values(series, Totals::ok));
			requests.put("partial", values(series, Totals::partial));
			requests.put("notModified", values(series, Totals::notModified));
			requests.put("notFound", values(series, Totals::notFound));
			requests.put("other", values(series, Totals::other));
			return new SeriesDescriptor(series.step(), series.end(), requests, values(series, Totals::bytes),
					milliseconds(series), values(series, Totals::hits), values(series, Totals::misses),
					values(series, Totals::aborted));
		}

		private static List<@Nullable Long> values(MediaHistory.Series series, Function<Totals, Long> value) {
			List<@Nullable Long> values = new ArrayList<>();
			for (Totals unit : series.units()) {
				values.add((unit != null) ? value.apply(unit) : null);
			}
			return values;
		}

		private static List<@Nullable Double> milliseconds(MediaHistory.Series series) {
			List<@Nullable Double> means = new ArrayList<>();
			for (Totals unit : series.units()) {
				means.add((unit != null && unit.requests() > 0) ? unit.nanoseconds() / MILLISECOND / unit.requests()
						: null);
			}
			return means;
		}

	}

	/**
	 * A problem that occurred.
	 *
	 * @param time the time of the last occurrence
	 * @param kind what happened, in one word
	 * @param mount the URL of the mount
	 * @param detail a sentence that may name the file
	 * @param times how often it occurred in a row
	 */
	public record ProblemDescriptor(String time, String kind, String mount, String detail, long times) {
	}

}
