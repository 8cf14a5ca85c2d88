package dev.mediaboot.actuate;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.statistics.MediaHistory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Looks at the totals once a second while the application runs.
 *
 * @since 0.1.0
 */
public final class HistorySampler implements SmartLifecycle {

	private final MediaHistory history;

	private @Nullable ScheduledExecutorService executor;

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
			this.executor.scheduleAtFixedRate(this.history::sample, 1, 1, TimeUnit.SECONDS);
		}
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
