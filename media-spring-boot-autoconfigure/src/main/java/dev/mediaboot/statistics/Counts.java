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
 * Everything that is counted about the answers of one mount, from the start on.
 *
 * @since 0.1.0
 */
public final class Counts {

	private final LongAdder[] outcomes = adders(Outcome.values().length);

	private final LongAdder[] codings = adders(ContentCoding.values().length);

	private final LongAdder[] endings = adders(AnswerListener.Ending.values().length);

	private final Map<String, LongAdder> writers = new ConcurrentHashMap<>();

	private final List<BiConsumer<String, LongAdder>> observers = new ArrayList<>();

	private final LongAdder refused = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder nanoseconds = new LongAdder();

	private final LongAdder open = new LongAdder();

	/** Answers that are being counted: what has some is not forgotten. */
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
	 * Sums up.
	 * @param counts the counts of any mounts
	 * @return their sums, which count no further
	 */
	public static Counts sum(Iterable<Counts> counts) {
		Counts sum = new Counts();
		for (Counts each : counts) {
			add(sum.outcomes, each.outcomes);
			add(sum.codings, each.codings);
			add(sum.endings, each.endings);
			each.writers.forEach((name, bodies) -> sum.writer(name).add(bodies.sum()));
			sum.refused.add(each.refused());
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
	 * Holds these counts for an answer. Whoever forgets them marks them first and looks
	 * for users then, and here it is the other way round: one of the two sees the other.
	 * @return whether they are counted on; if not, they are to be released
	 */
	boolean use() {
		this.users.increment();
		return !this.forgotten;
	}

	void release() {
		this.users.decrement();
	}

	/**
	 * Counts no further, unless an answer is being counted.
	 * @return whether nobody uses these counts any more
	 */
	boolean forget() {
		this.forgotten = true;
		this.forgotten = this.users.sum() == 0;
		return this.forgotten;
	}

	void begin() {
		this.open.increment();
	}

	void end(AnswerListener.Result result) {
		this.outcomes[Outcome.of(result.status()).ordinal()].increment();
		this.endings[result.ending().ordinal()].increment();
		this.nanoseconds.add(result.nanoseconds());
		if (result.reason() == Answer.Reason.REFUSED) {
			this.refused.increment();
		}
		if (result.coding() != null) {
			this.codings[result.coding().ordinal()].increment();
		}
		if (result.writer() != null) {
			this.open.decrement();
			this.bytes.add(result.bytes());
			writer(result.writer()).increment();
		}
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
	 * Tells of every writer that has sent a body, and of those that will.
	 * @param observer is given the name of the writer and its number of bodies
	 */
	public synchronized void observeWriters(BiConsumer<String, LongAdder> observer) {
		this.writers.forEach((name, bodies) -> MediaStatistics.tell(observer, name, bodies));
		this.observers.add(observer);
	}

	/**
	 * Returns how many answers there were.
	 * @return the number of answers of every outcome
	 */
	public long requests() {
		long requests = 0;
		for (LongAdder outcome : this.outcomes) {
			requests += outcome.sum();
		}
		return requests;
	}

	/**
	 * Returns how many answers had an outcome.
	 * @param outcome the outcome
	 * @return the number of answers
	 */
	public long requests(Outcome outcome) {
		return this.outcomes[outcome.ordinal()].sum();
	}

	/**
	 * Returns how many bodies were sent in a content coding.
	 * @param coding the coding
	 * @return the number of bodies
	 */
	public long bodies(ContentCoding coding) {
		return this.codings[coding.ordinal()].sum();
	}

	/**
	 * Returns how many answers ended in a way.
	 * @param ending the way
	 * @return the number of answers
	 */
	public long answers(AnswerListener.Ending ending) {
		return this.endings[ending.ordinal()].sum();
	}

	/**
	 * Returns how many bodies were sent by each writer.
	 * @return the numbers by the names of the writers
	 */
	public Map<String, Long> writers() {
		Map<String, Long> sums = new TreeMap<>();
		this.writers.forEach((name, adder) -> sums.put(name, adder.sum()));
		return sums;
	}

	/**
	 * Returns how many paths were refused because they held what may not be looked up.
	 * @return the number of answers, which are among those that were not found
	 */
	public long refused() {
		return this.refused.sum();
	}

	/**
	 * Returns how much was sent, header sections apart.
	 * @return the number of bytes
	 */
	public long bytes() {
		return this.bytes.sum();
	}

	/**
	 * Returns how long all answers took together, from the request to the last byte.
	 * @return the time in nanoseconds
	 */
	public long nanoseconds() {
		return this.nanoseconds.sum();
	}

	/**
	 * Returns how many bodies are being sent now.
	 * @return the number of bodies
	 */
	public long open() {
		return this.open.sum();
	}

}
