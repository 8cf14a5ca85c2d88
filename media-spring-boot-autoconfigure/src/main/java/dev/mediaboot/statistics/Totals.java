package dev.mediaboot.statistics;

import java.util.Collection;

import dev.mediaboot.web.AnswerListener;

/**
 * Sums over all mounts at one moment, or their increase between two moments.
 *
 * @param ok responses with 200 (OK), whoever sent the body
 * @param partial responses with 206 (Partial Content)
 * @param notModified responses with 304 (Not Modified)
 * @param notFound responses with 404 (Not Found)
 * @param other all other responses
 * @param bytes body bytes that were sent
 * @param nanoseconds the total time of the responses
 * @param aborted responses whose client went away
 * @param hits files that were found in the cache
 * @param misses files that were not found in the cache
 * @since 0.1.0
 */
public record Totals(long ok, long partial, long notModified, long notFound, long other, long bytes, long nanoseconds,
		long aborted, long hits, long misses) {

	/**
	 * Adds up the counts of all mounts.
	 * @param counts the counts of all mounts
	 * @param hits files that were found in the cache
	 * @param misses files that were not found in the cache
	 * @return the totals
	 */
	public static Totals of(Collection<Counts> counts, long hits, long misses) {
		Counts sum = Counts.sum(counts);
		long ok = sum.requests(Outcome.OK) + sum.requests(Outcome.HANDED_OVER);
		long partial = sum.requests(Outcome.PARTIAL);
		long notModified = sum.requests(Outcome.NOT_MODIFIED);
		long notFound = sum.requests(Outcome.NOT_FOUND);
		long other = sum.requests() - ok - partial - notModified - notFound;
		return new Totals(ok, partial, notModified, notFound, other, sum.bytes(), sum.nanoseconds(),
				sum.answers(AnswerListener.Ending.ABORTED), hits, misses);
	}

	Totals minus(Totals before) {
		return new Totals(this.ok - before.ok, this.partial - before.partial, this.notModified - before.notModified,
				this.notFound - before.notFound, this.other - before.other, this.bytes - before.bytes,
				this.nanoseconds - before.nanoseconds, this.aborted - before.aborted, this.hits - before.hits,
				this.misses - before.misses);
	}

	/**
	 * Returns the number of responses.
	 * @return the number of responses of every outcome
	 */
	public long requests() {
		return this.ok + this.partial + this.notModified + this.notFound + this.other;
	}

}
