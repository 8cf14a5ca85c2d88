package dev.mediaboot.transfer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks the places of waiting bodies at regular intervals. It has a thread only while
 * bodies are waiting.
 */
final class TransferClock {

	private static final Log logger = LogFactory.getLog(TransferClock.class);

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final long timeout;

	private final LongSupplier nanoTime;

	private final Set<TransferPlace> watched = ConcurrentHashMap.newKeySet();

	private final Object monitor = new Object();

	private @Nullable ScheduledThreadPoolExecutor executor;

	private volatile @Nullable ScheduledFuture<?> ticking;

	/**
	 * Creates a clock.
	 * @param timeout how long a client may go without taking a byte, in nanoseconds
	 * @param nanoTime the time in nanoseconds
	 */
	TransferClock(long timeout, LongSupplier nanoTime) {
		this.timeout = timeout;
		this.nanoTime = nanoTime;
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	long timeout() {
		return this.timeout;
	}

	/** Returns the places that are being watched. */
	Iterable<TransferPlace> watched() {
		return this.watched;
	}

	void watch(TransferPlace place) {
		this.watched.add(place);
		keepTicking();
	}

	/** Takes no lock while the clock is ticking: in a burst, all threads come by. */
	private void keepTicking() {
		if (isTicking()) {
			return;
		}
		synchronized (this.monitor) {
			if (!isTicking() && !this.watched.isEmpty()) {
				long period = Math.min(SECOND, Math.max(this.timeout / 8, SECOND / 100));
				this.ticking = executor().scheduleWithFixedDelay(this::tick, period, period, TimeUnit.NANOSECONDS);
			}
		}
	}

	private boolean isTicking() {
		ScheduledFuture<?> ticking = this.ticking;
		return ticking != null && !ticking.isDone();
	}

	void forget(TransferPlace place) {
		this.watched.remove(place);
	}

	private ScheduledThreadPoolExecutor executor() {
		if (this.executor == null) {
			this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
				Thread thread = new Thread(task, "media-clock");
				thread.setDaemon(true);
				return thread;
			});
			this.executor.setKeepAliveTime(1, TimeUnit.SECONDS);
			this.executor.allowCoreThreadTimeOut(true);
			this.executor.setRemoveOnCancelPolicy(true);
		}
		return this.executor;
	}

	/** Checks every place. */
	void tick() {
		long now = now();
		for (TransferPlace place : this.watched) {
			try {
				place.check(now);
			}
			catch (RuntimeException | Error ex) {
				// The other places still have to be checked.
				logger.debug("Failed to end a transfer", ex);
			}
		}
		synchronized (this.monitor) {
			ScheduledFuture<?> ticking = this.ticking;
			if (this.watched.isEmpty() && ticking != null) {
				ticking.cancel(false);
				this.ticking = null;
			}
		}
		if (!this.watched.isEmpty()) {
			// A place that came meanwhile may have seen the clock ticking.
			keepTicking();
		}
	}

	/** Ends all transfers, and the thread. */
	void stop() {
		for (TransferPlace place : this.watched) {
			try {
				place.end();
			}
			catch (RuntimeException | Error ex) {
				logger.debug("Failed to end a transfer", ex);
			}
			finally {
				place.give();
			}
		}
		synchronized (this.monitor) {
			if (this.executor != null) {
				this.executor.shutdownNow();
				this.executor = null;
				this.ticking = null;
			}
		}
	}

}
