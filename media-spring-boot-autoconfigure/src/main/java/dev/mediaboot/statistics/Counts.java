package dev.mediaboot.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.web.AnswerListener;

/**
 * Counters for the responses of one mount since the application started.
 *
 * @since 0.1.0
 */
public final class Counts {

	private final LongAdder[] outcomes = adders(Outcome.values().length);

	private final LongAdder[] codings = adders(ContentCoding.values().length);

	private final LongAdder[] endings = adders(AnswerListener.Ending.values().length);

	private final Map<String, LongAdder> writers = new ConcurrentHashMap<>();

	private final List<BiConsumer<String, LongAdder>> observers = new ArrayList<>();

	private final LongAdder[] reasons = adders(Answer.Reason.values().length);

	private final LongAdder bytes = new LongAdder();

	private final LongAdder nanoseconds = new LongAdder();

	private final LongAdder open = new LongAdder();

	/**
	 * Number of responses that still use these counts, which are not forgotten meanwhile.
	 */
	private final LongAdder users = new LongAdder();

	private volatile boolean forgotten;

	private static LongAdder[] adders(int count) {
		LongAdder[] adders = new LongAdder[count];
		for (int i = 0; i < count; i++) {
			adders[i] = new LongAdder();
		}
		return adders;
	}

	/**
	 * Adds up the counts of several mounts.
	 * @param counts the counts of any mounts
	 * @return their sums, which do not change afterwards
	 */
	public static Counts sum(Iterable<Counts> counts) {
		Counts sum = new Counts();
		for (Counts each : counts) {
			add(sum.outcomes, each.outcomes);
			add(sum.codings, each.codings);
			add(sum.endings, each.endings);
			each.writers.forEach((name, bodies) -> sum.writer(name).add(bodies.sum()));
			add(sum.reasons, each.reasons);
			sum.bytes.add(each.bytes());
			sum.nanoseconds.add(each.nanoseconds());
			sum.open.add(each.open());
		}
		return sum;
	}

	private static void add(LongAdder[] sums, LongAdder[] adders) {
		for (int i = 0; i < sums.length; i++) {
			sums[i].add(adders[i].sum());
		}
	}

	/**
	 * Holds these counts for a response. The method that forgets them sets its mark
	 * before it looks for users; this method registers the user before it looks for the
	 * mark. At least one of the two therefore sees the other.
	 * @return whether the counts are in use; if not, they must be released
	 */
	boolean use() {
		this.users.increment();
		return !this.forgotten;
	}

	void release() {
		this.users.decrement();
	}

	/**
	 * Forgets these counts, unless a response still uses them.
	 * @return whether they have been forgotten
	 */
	boolean forget() {
		this.forgotten = true;
		this.forgotten = this.users.sum() == 0;
		return this.forgotten;
	}

	void bodyStart() {
		this.open.increment();
	}

	void bodyEnd() {
		this.open.decrement();
	}

	void add(AnswerListener.Result result) {
		this.endings[result.ending().ordinal()].increment();
		this.nanoseconds.add(result.nanoseconds());
		if (result.reason() != Answer.Reason.NONE) {
			this.reasons[result.reason().ordinal()].increment();
		}
		if (result.coding() != null) {
			this.codings[result.coding().ordinal()].increment();
		}
		if (result.writer() != null) {
			this.bytes.add(result.bytes());
			writer(result.writer()).increment();
		}
		// Last: whoever sees the response counted finds everything about it
		this.outcomes[Outcome.of(result).ordinal()].increment();
	}

	private LongAdder writer(String name) {
		LongAdder adder = this.writers.get(name);
		return (adder != null) ? adder : beginWriter(name);
	}

	private synchronized LongAdder beginWriter(String name) {
		LongAdder adder = this.writers.get(name);
		if (adder == null) {
			adder = new LongAdder();
			this.writers.put(name, adder);
			for (BiConsumer<String, LongAdder> observer : this.observers) {
				MediaStatistics.tell(observer, name, adder);
			}
		}
		return adder;
	}

	/**
	 * Calls an observer for every writer that has sent a body, and later for every writer
	 * that sends its first.
	 * @param observer receives the name of the writer and its number of bodies
	 */
	public synchronized void observeWriters(BiConsumer<String, LongAdder> observer) {
		this.writers.forEach((name, bodies) -> MediaStatistics.tell(observer, name, bodies));
		this.observers.add(observer);
	}

	/**
	 * Returns the number of responses. All the other counts already include them.
	 * @return the number of responses of every outcome
	 */
	public long requests() {
		long requests = 0;
		for (LongAdder outcome : this.outcomes) {
			requests += outcome.sum();
		}
		return requests;
	}

	/**
	 * Returns the number of responses with an outcome.
	 * @param outcome the outcome
	 * @return the number of responses
	 */
	public long requests(Outcome outcome) {
		return this.outcomes[outcome.ordinal()].sum();
	}

	/**
	 * Returns the number of bodies sent in a content coding.
	 * @param coding the coding
	 * @return the number of bodies
	 */
	public long bodies(ContentCoding coding) {
		return this.codings[coding.ordinal()].sum();
	}

	/**
	 * Returns the number of responses that ended in a certain way.
	 * @param ending how they ended
	 * @return the number of responses
	 */
	public long answers(AnswerListener.Ending ending) {
		return this.endings[ending.ordinal()].sum();
	}

	/**
	 * Returns the number of bodies that each writer has sent.
	 * @return the numbers by the names of the writers
	 */
	public Map<String, Long> writers() {
		Map<String, Long> sums = new TreeMap<>();
		this.writers.forEach((name, adder) -> sums.put(name, adder.sum()));
		return sums;
	}

	/**
	 * Returns the number of responses without a file for a reason.
	 * @param reason the reason, other than {@link Answer.Reason#NONE}
	 * @return the number of responses, which are also counted by their outcome
	 */
	public long requests(Answer.Reason reason) {
		return this.reasons[reason.ordinal()].sum();
	}

	/**
	 * Returns how much was sent, not counting header sections.
	 * @return the number of bytes
	 */
	public long bytes() {
		return this.bytes.sum();
	}

	/**
	 * Returns the total time of all responses, each from the request to its last byte.
	 * @return the time in nanoseconds
	 */
	public long nanoseconds() {
		return this.nanoseconds.sum();
	}

	/**
	 * Returns the number of bodies being sent now.
	 * @return the number of bodies
	 */
	public long open() {
		return this.open.sum();
	}

}
