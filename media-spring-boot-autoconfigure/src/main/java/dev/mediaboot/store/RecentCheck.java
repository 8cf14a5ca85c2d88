package dev.mediaboot.store;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A check that is not repeated for a moment after it has passed, so that concurrent
 * requests share one. A failed check is repeated each time.
 */
final class RecentCheck {

	/**
	 * How long a checked path is trusted, although it may lead to another file meanwhile.
	 */
	private static final Duration MOMENT = Duration.ofMillis(1);

	private final BooleanSupplier check;

	private final long interval;

	private final LongSupplier ticker;

	private volatile long passed;

	/**
	 * Creates a check that has not been made yet.
	 * @param check the check
	 * @param interval how long a passed check remains valid
	 * @param ticker the time in nanoseconds
	 */
	RecentCheck(BooleanSupplier check, Duration interval, LongSupplier ticker) {
		this.check = check;
		this.interval = interval.toNanos();
		this.ticker = ticker;
		this.passed = ticker.getAsLong() - this.interval;
	}

	/**
	 * Creates a check of where a path leads.
	 * @param check the check
	 * @return a check that has not been made yet
	 */
	static RecentCheck ofPath(BooleanSupplier check) {
		return new RecentCheck(check, MOMENT, System::nanoTime);
	}

	boolean passes() {
		// Read before the check, so that a change during the check counts as not yet
		// seen.
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
