package dev.mediaboot.transfer;

import java.util.concurrent.TimeUnit;

/**
 * How fast a client takes its body, measured over the last 30 to 60 seconds. One thread
 * records, any thread may ask.
 */
final class TransferRate {

	/** The rate of a client that has not been watched for long enough. */
	static final long UNKNOWN = Long.MAX_VALUE;

	/** No rate is known until this time has passed. */
	private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/** The start of the period that the rate is measured over. */
	private volatile long since;

	private volatile long writtenSince;

	/** The start of the next one. */
	private long mark;

	private long writtenAtMark;

	void start(long now, long written) {
		this.since = now;
		this.writtenSince = written;
		this.mark = now;
		this.writtenAtMark = written;
	}

	void record(long now, long written) {
		if (now - this.mark >= 3 * GRACE) {
			this.since = this.mark;
			this.writtenSince = this.writtenAtMark;
			this.mark = now;
			this.writtenAtMark = written;
		}
	}

	/** Returns the rate in bytes a second. */
	long perSecond(long now, long written) {
		long time = now - this.since;
		return (time < GRACE) ? UNKNOWN : (written - this.writtenSince) / (time / SECOND);
	}

}
