package dev.mediaboot.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Logs the failures of stores that cannot answer. A store that fails for one request
 * usually fails for most, so each kind of failure is reported when it first occurs, with
 * a stack trace if it is unexpected, and then at most once a minute with a count.
 */
public final class StoreFailures {

	private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

	private static final int KINDS = 100;

	private final Log logger;

	private final LongSupplier ticker;

	/**
	 * When each kind was last reported, and how often it has occurred since. Only JDK
	 * types are used, because no class can be loaded when no file can be opened.
	 */
	private final Map<String, long[]> told = new HashMap<>();

	/**
	 * Creates a report of failures.
	 * @param logger the log
	 * @param ticker the clock, in nanoseconds
	 */
	public StoreFailures(Log logger, LongSupplier ticker) {
		this.logger = logger;
		this.ticker = ticker;
	}

	/**
	 * Reports that a file could not be opened.
	 * @param mount the mount
	 * @param path the path of the file, or {@code null} when it was refused
	 * @param failure why
	 */
	public void report(Mount mount, @Nullable MediaPath path, Exception failure) {
		long unsaid = unsaid(kind(mount, failure));
		String what = path + " below " + mount.url() + " cannot be opened. " + failure;
		if (unsaid < 0) {
			this.logger.debug(what);
		}
		else if (unsaid > 0) {
			this.logger.warn(what + " (and " + unsaid + " times since the last warning)");
		}
		else if (failure instanceof IOException) {
			this.logger.warn(what);
		}
		else {
			this.logger.error(what, failure);
		}
	}

	private static String kind(Mount mount, Exception failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		return mount.url() + ' ' + failure.getClass().getName() + ' ' + ((trace.length > 0) ? trace[0] : "");
	}

	/**
	 * Counts a failure.
	 * @return how many of its kind have gone unreported up to and including this one,
	 * zero for the first one, or a negative number when this one is not reported either
	 */
	private synchronized long unsaid(String kind) {
		long now = this.ticker.getAsLong();
		long[] known = this.told.get(kind);
		if (known == null) {
			if (this.told.size() >= KINDS) {
				this.told.clear();
			}
			this.told.put(kind, new long[] { now, 0 });
			return 0;
		}
		known[1]++;
		if (now - known[0] < INTERVAL) {
			return -1;
		}
		long unsaid = known[1];
		known[0] = now;
		known[1] = 0;
		return unsaid;
	}

}
