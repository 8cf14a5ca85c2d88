package dev.mediaboot.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * History of the totals: the last minute by second, and the last hour by minute. The
 * totals are sampled once a second, so that a request costs nothing more.
 *
 * @since 0.1.0
 */
public final class MediaHistory {

	/** The number of seconds, and of minutes, that are kept. */
	public static final int LENGTH = 60;

	private static final int MINUTE = 60;

	private final Supplier<Totals> totals;

	private final LongSupplier epochSecond;

	private final Ring seconds = new Ring(1);

	private final Ring minutes = new Ring(MINUTE);

	/**
	 * Creates a history that begins now.
	 * @param totals supplies the totals
	 * @param epochSecond supplies the time, in seconds since the epoch
	 */
	public MediaHistory(Supplier<Totals> totals, LongSupplier epochSecond) {
		this.totals = totals;
		this.epochSecond = epochSecond;
		sample();
	}

	/**
	 * Samples the totals. This method has to be called once in every second; further
	 * calls within the same second have no effect.
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
	 * Differences of the totals for the last units of time, oldest first.
	 *
	 * @param step the length of a unit in seconds
	 * @param end when the last unit ended, in seconds since the epoch
	 * @param units the increase of the totals in each unit, {@code null} for units that
	 * ended before the history began
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
				// The first sample, or the clock was set back.
				Arrays.fill(this.beginnings, totals);
				this.begun = true;
				this.first = unit;
				this.current = unit;
			}
			// A unit without a sample begins with the totals of the next sample.
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
