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
 * Samples a {@link MediaHistory} once a second while the application runs.
 *
 * @since 0.1.0
 */
public final class HistorySampler implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(HistorySampler.class);

	private static final int SECOND = 1000;

	/**
	 * Delay after the beginning of a second, in milliseconds, so that no clock still
	 * shows the second before.
	 */
	private static final int MARGIN = 50;

	private final MediaHistory history;

	private @Nullable ScheduledExecutorService executor;

	private boolean failed;

	/**
	 * Creates a sampler.
	 * @param history the history to sample
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
	 * Returns how long to wait for the next second, in milliseconds. A fixed rate may end
	 * up at the boundary between two seconds, and then sample some seconds twice and
	 * others never.
	 */
	static long delay(long time) {
		return SECOND - time % SECOND + MARGIN;
	}

	private void sample(ScheduledExecutorService executor) {
		try {
			this.history.sample();
		}
		catch (RuntimeException | Error ex) {
			// For example a missing class, or a temporary lack of memory
			if (!this.failed) {
				this.failed = true;
				logger.warn("Failed to record the history of the statistics", ex);
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
