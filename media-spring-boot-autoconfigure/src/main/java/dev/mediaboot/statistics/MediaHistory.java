package dev.mediaboot.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The last minute second by second, and the last hour minute by minute. It takes the
 * totals once a second, so that counting costs a request nothing more.
 *
 * @since 0.1.0
 */
public final class MediaHistory {

	/** How many seconds, and how many minutes, are remembered. */
	public static final int LENGTH = 60;

	private static final int MINUTE = 60;

	private final Supplier<Totals> totals;

	private final LongSupplier epochSecond;

	private final Ring seconds = new Ring(1);

	private final Ring minutes = new Ring(MINUTE);

	/**
	 * Creates a history that begins now.
	 * @param totals tells the totals
	 * @param epochSecond tells the time, in seconds since the epoch
	 */
	public MediaHistory(Supplier<Totals> totals, LongSupplier epochSecond) {
		this.totals = totals;
		this.epochSecond = epochSecond;
		sample();
	}

	/**
	 * Takes the totals, to be called in every second. Calls within the same second make
	 * no difference.
	 */
	public synchronized void sample() {
		long now = this.epochSecond.getAsLong();
		if (this.seconds.isAt(now)) {
			return;
		}
		Totals current = this.totals.get();
		this.seconds.sample(now, current);
		this.minutes.sample(now / MINUTE, current);
	}

	/**
	 * Returns the last minute.
	 * @return the seconds that are complete
	 */
	public synchronized Series seconds() {
		return this.seconds.series();
	}

	/**
	 * Returns the last hour.
	 * @return the minutes that are complete
	 */
	public synchronized Series minutes() {
		return this.minutes.series();
	}

	/**
	 * What happened in each of the last units of time, the oldest first.
	 *
	 * @param step the length of the unit in seconds
	 * @param end when the last unit ended, in seconds since the epoch
	 * @param units what was added to the totals in each of them, {@code null} for those
	 * that were over when the history began
	 */
	public record Series(int step, long end, List<@Nullable Totals> units) {
	}

	/**
	 * The totals at the beginning of each unit of time.
	 */
	private static final class Ring {

		private final int step;

		private final Totals[] beginnings = new Totals[LENGTH + 1];

		private long first;

		private long current;

		private boolean begun;

		Ring(int step) {
			this.step = step;
		}

		boolean isAt(long unit) {
			return this.begun && this.current == unit;
		}

		void sample(long unit, Totals totals) {
			if (!this.begun || unit < this.current) {
				// The first look, or the clock was set back.
				Arrays.fill(this.beginnings, totals);
				this.begun = true;
				this.first = unit;
				this.current = unit;
			}
			// A unit in which nobody looked began as the one after it did.
			for (long missed = Math.max(this.current + 1, unit - LENGTH); missed <= unit; missed++) {
				this.beginnings[index(missed)] = totals;
			}
			this.current = unit;
		}

		private int index(long unit) {
			return (int) Math.floorMod(unit, (long) this.beginnings.length);
		}

		Series series() {
			List<@Nullable Totals> units = new ArrayList<>();
			for (long unit = this.current - LENGTH; unit < this.current; unit++) {
				units.add((unit < this.first) ? null
						: this.beginnings[index(unit + 1)].minus(this.beginnings[index(unit)]));
			}
			return new Series(this.step, this.current * this.step, units);
		}

	}

}
