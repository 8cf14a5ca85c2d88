package dev.mediaboot.statistics;

import java.util.Collection;
import java.util.stream.LongStream;

import dev.mediaboot.web.AnswerListener;

/**
 * Sums over all mounts at one moment, or what was added to them between two.
 *
 * @param ok answers with 200 (OK)
 * @param partial answers with 206 (Partial Content)
 * @param notModified answers with 304 (Not Modified)
 * @param notFound answers with 404 (Not Found)
 * @param other all other answers
 * @param bytes what was sent of bodies
 * @param nanoseconds how long the answers took together
 * @param aborted answers whose client went away
 * @param hits files that were found in the cache
 * @param misses files that were not
 * @since 0.1.0
 */
public record Totals(long ok, long partial, long notModified, long notFound, long other, long bytes, long nanoseconds,
		long aborted, long hits, long misses) {

	/**
	 * Sums up.
	 * @param counts the counts of all mounts
	 * @param hits files that were found in the cache
	 * @param misses files that were not
	 * @return the totals
	 */
	public static Totals of(Collection<Counts> counts, long hits, long misses) {
		long[] outcomes = new long[Outcome.values().length];
		long bytes = 0;
		long nanoseconds = 0;
		long aborted = 0;
		for (Counts mount : counts) {
			for (Outcome outcome : Outcome.values()) {
				outcomes[outcome.ordinal()] += mount.requests(outcome);
			}
			bytes += mount.bytes();
			nanoseconds += mount.nanoseconds();
			aborted += mount.answers(AnswerListener.Ending.ABORTED);
		}
		long ok = outcomes[Outcome.OK.ordinal()];
		long partial = outcomes[Outcome.PARTIAL.ordinal()];
		long notModified = outcomes[Outcome.NOT_MODIFIED.ordinal()];
		long notFound = outcomes[Outcome.NOT_FOUND.ordinal()];
		long other = LongStream.of(outcomes).sum() - ok - partial - notModified - notFound;
		return new Totals(ok, partial, notModified, notFound, other, bytes, nanoseconds, aborted, hits, misses);
	}

	Totals minus(Totals before) {
		return new Totals(this.ok - before.ok, this.partial - before.partial, this.notModified - before.notModified,
				this.notFound - before.notFound, this.other - before.other, this.bytes - before.bytes,
				this.nanoseconds - before.nanoseconds, this.aborted - before.aborted, this.hits - before.hits,
				this.misses - before.misses);
	}

	/**
	 * Returns how many answers there were.
	 * @return the number of answers of every outcome
	 */
	public long requests() {
		return this.ok + this.partial + this.notModified + this.notFound + this.other;
	}

}
