package dev.mediaboot.statistics;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.web.AnswerListener;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the responses of each mount since the application started. A removed
 * mount keeps its counts, and goes on counting when it is mounted again. Only when very
 * many mounts have been removed are the oldest counted together as {@link #OTHERS}.
 *
 * @since 0.1.0
 */
public final class MediaStatistics implements AnswerListener {

	private static final Log logger = LogFactory.getLog(MediaStatistics.class);

	/** The name under which mounts that were removed long ago are counted together. */
	public static final String OTHERS = "others";

	private static final int PROBLEMS = 20;

	private static final int DEPARTED = 100;

	private final Clock clock;

	private final @Nullable MediaRegistry registry;

	private final Map<String, Counts> counts = new ConcurrentHashMap<>();

	/** The URLs of the mounts, in the order of their first request. */
	private final Set<String> order = new LinkedHashSet<>();

	private final List<BiConsumer<String, Counts>> observers = new CopyOnWriteArrayList<>();

	private final List<Consumer<String>> forgetting = new CopyOnWriteArrayList<>();

	/**
	 * Latest first. This is an array so that its class is loaded in time: when no file
	 * can be opened, no class can be loaded either.
	 */
	private final @Nullable ReportedProblem[] problems = new ReportedProblem[PROBLEMS];

	/**
	 * Creates statistics that never forget a mount.
	 * @param clock the clock that dates the problems
	 */
	public MediaStatistics(Clock clock) {
		this.clock = clock;
		this.registry = null;
	}

	/**
	 * Creates statistics for the mounts of a registry.
	 * @param clock the clock that dates the problems
	 * @param registry shows which mounts have been removed
	 */
	public MediaStatistics(Clock clock, MediaRegistry registry) {
		this.clock = clock;
		this.registry = registry;
	}

	/** Holds the counts until the response ends. */
	@Override
	public void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
		use(match.mount().url());
	}

	@Override
	public void bodyStart(MediaRegistry.Match match) {
		known(match).bodyStart();
	}

	@Override
	public void bodyEnd(MediaRegistry.Match match) {
		known(match).bodyEnd();
	}

	@Override
	public void responseEnd(MediaRegistry.Match match, Result result) {
		Counts counts = known(match);
		counts.add(result);
		counts.release();
	}

	private Counts known(MediaRegistry.Match match) {
		return begun(match.mount().url());
	}

	@Override
	public void problem(Mount mount, Problem problem, String detail) {
		String kind = problem.id();
		synchronized (this.problems) {
			ReportedProblem latest = this.problems[0];
			if (latest != null && latest.isSame(mount, kind, detail)) {
				this.problems[0] = latest.again(this.clock.instant());
				return;
			}
			System.arraycopy(this.problems, 0, this.problems, 1, PROBLEMS - 1);
			this.problems[0] = new ReportedProblem(this.clock.instant(), kind, mount.url(), detail, 1);
		}
	}

	/** Keeps the counts of a mount from being forgotten until they are released. */
	private void use(String url) {
		Counts counts = begun(url);
		if (!counts.use()) {
			useAnother(url, counts);
		}
	}

	/** Replaces forgotten counts. Nothing is forgotten while the lock is held. */
	private synchronized void useAnother(String url, Counts forgotten) {
		forgotten.release();
		begin(url).use();
	}

	private Counts begun(String url) {
		Counts known = this.counts.get(url);
		return (known != null) ? known : begin(url);
	}

	private synchronized Counts begin(String url) {
		Counts known = this.counts.get(url);
		if (known != null) {
			return known;
		}
		Counts begun = new Counts();
		this.counts.put(url, begun);
		this.order.add(url);
		this.observers.forEach((observer) -> tell(observer, url, begun));
		forgetDeparted();
		return begun;
	}

	/**
	 * Limits the number of counts: an application may mount for an hour or for one
	 * customer, and run for months.
	 */
	private void forgetDeparted() {
		if (this.registry == null || this.order.size() <= DEPARTED) {
			return;
		}
		Set<String> departed = new LinkedHashSet<>(this.order);
		this.registry.mounts().forEach((mount) -> departed.remove(mount.url()));
		int surplus = departed.size() - DEPARTED;
		for (String url : departed) {
			Counts gone = this.counts.get(url);
			if (surplus > 0 && gone != null && gone.forget()) {
				surplus--;
				forget(url, gone);
			}
		}
	}

	private void forget(String url, Counts gone) {
		this.order.remove(url);
		this.counts.remove(url);
		// A new object, because a sum in progress may still read the old one
		this.counts.merge(OTHERS, gone, (others, more) -> Counts.sum(List.of(others, more)));
		this.forgetting.forEach((observer) -> tell((name, counts) -> observer.accept(name), url, gone));
	}

	/**
	 * Calls an observer. A meter registry may refuse a meter, which must not fail the
	 * response.
	 */
	static <T> void tell(BiConsumer<String, T> observer, String name, T counts) {
		try {
			observer.accept(name, counts);
		}
		catch (RuntimeException ex) {
			logger.warn("Failed to report the statistics of " + name, ex);
		}
	}

	/**
	 * Calls an observer for the counts of every mount, and later for those of every mount
	 * that is new.
	 * @param observer receives the URL of the mount and its counts
	 * @param forgetting receives the URL of a mount that is no longer counted separately
	 */
	public synchronized void observe(BiConsumer<String, Counts> observer, Consumer<String> forgetting) {
		for (String url : this.order) {
			Counts known = this.counts.get(url);
			if (known != null) {
				tell(observer, url, known);
			}
		}
		this.observers.add(observer);
		this.forgetting.add(forgetting);
	}

	/**
	 * Returns the counts of every mount that has received a request.
	 * @return the counts by the URL of the mount, and those of {@link #OTHERS}
	 */
	public synchronized Map<String, Counts> counts() {
		return Collections.unmodifiableMap(new TreeMap<>(this.counts));
	}

	/**
	 * Returns the counts of a mount.
	 * @param url the URL of the mount
	 * @return the counts, or {@code null} when no request has been counted for it
	 */
	public @Nullable Counts counts(String url) {
		return this.counts.get(url);
	}

	/**
	 * Returns the last problems, latest first. A problem that occurs several times in a
	 * row is listed once.
	 * @return at most twenty problems
	 */
	public List<ReportedProblem> problems() {
		synchronized (this.problems) {
			List<ReportedProblem> reported = new ArrayList<>();
			for (ReportedProblem problem : this.problems) {
				if (problem != null) {
					reported.add(problem);
				}
			}
			return reported;
		}
	}

	/**
	 * A problem and when it occurred.
	 *
	 * @param time the time of the last occurrence
	 * @param kind what happened, in one word
	 * @param mount the URL of the mount
	 * @param detail a sentence that may name the file
	 * @param times how often it occurred in a row
	 */
	public record ReportedProblem(Instant time, String kind, String mount, String detail, long times) {

		boolean isSame(Mount mount, String kind, String detail) {
			return this.mount.equals(mount.url()) && this.kind.equals(kind) && this.detail.equals(detail);
		}

		ReportedProblem again(Instant time) {
			return new ReportedProblem(time, this.kind, this.mount, this.detail, this.times + 1);
		}

	}

}
