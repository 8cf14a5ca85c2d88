package dev.mediaboot.actuate;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.statistics.MediaHistory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Looks at the totals once a second while the application runs.
 *
 * @since 0.1.0
 */
public final class HistorySampler implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(HistorySampler.class);

	private static final int SECOND = 1000;

	/** As long after a second has begun that no clock is still in the one before. */
	private static final int MARGIN = 50;

	private final MediaHistory history;

	private @Nullable ScheduledExecutorService executor;

	private boolean failed;

	/**
	 * Creates a sampler.
	 * @param history the history that remembers
	 */
	public HistorySampler(MediaHistory history) {
		this.history = history;
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "media-history");
				thread.setDaemon(true);
				return thread;
			});
			schedule(this.executor);
		}
	}

	private synchronized void schedule(ScheduledExecutorService executor) {
		if (this.executor == executor) {
			executor.schedule(() -> sample(executor), delay(System.currentTimeMillis()), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Returns how long to wait for the next second. A fixed rate may come to lie where
	 * seconds begin, and then meets some of them twice and others never.
	 */
	static long delay(long time) {
		return SECOND - time % SECOND + MARGIN;
	}

	private void sample(ScheduledExecutorService executor) {
		try {
			this.history.sample();
		}
		catch (RuntimeException | Error ex) {
			// Such as a class that is missing, or no memory for a moment
			if (!this.failed) {
				this.failed = true;
				logger.warn("What is served cannot be remembered", ex);
			}
		}
		schedule(executor);
	}

	@Override
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

}
