package dev.mediaboot;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A check that is not made again for a moment after it has passed, so that many requests
 * at once pay for one. A check that fails is made each time.
 */
final class RecentCheck {

	private final BooleanSupplier check;

	private final long interval;

	private final LongSupplier ticker;

	private volatile long passed;

	/**
	 * Creates a check that has not been made yet.
	 * @param check the check
	 * @param interval for how long its passing is good
	 * @param ticker the time in nanoseconds
	 */
	RecentCheck(BooleanSupplier check, Duration interval, LongSupplier ticker) {
		this.check = check;
		this.interval = interval.toNanos();
		this.ticker = ticker;
		this.passed = ticker.getAsLong() - this.interval;
	}

	boolean passes() {
		// Before the check: what is changed while it is made counts as not seen.
		long now = this.ticker.getAsLong();
		if (now - this.passed < this.interval) {
			return true;
		}
		if (!this.check.getAsBoolean()) {
			return false;
		}
		this.passed = now;
		return true;
	}

}
