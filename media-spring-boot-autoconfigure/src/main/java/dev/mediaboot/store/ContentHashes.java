package dev.mediaboot.store;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.mediaboot.EntityTag;
import dev.mediaboot.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the content hash of every version of a file and computes each once, even for
 * concurrent requests. No request waits for the hash of a large file, and the largest
 * files have none.
 */
final class ContentHashes {

	/** Takes about 30 ms to hash, which the first request can wait for. */
	static final long HASHED_AT_ONCE = 8L * 1024 * 1024;

	/** Takes about a minute to hash; larger files are not hashed. */
	static final long HASHED_AT_ALL = 16L * 1024 * 1024 * 1024;

	/** How long other requests wait while the first one hashes. */
	private static final Duration PATIENCE = Duration.ofMillis(200);

	private static final Executor BACKGROUND = background();

	private final Executor executor;

	private final RecentMap<FileIdentity, String> tags = new RecentMap<>();

	private final RecentMap<FileIdentity, Boolean> expected = new RecentMap<>();

	private final Map<FileIdentity, FutureTask<@Nullable String>> underway = new ConcurrentHashMap<>();

	ContentHashes() {
		this(BACKGROUND);
	}

	ContentHashes(Executor executor) {
		this.executor = executor;
	}

	/**
	 * One or two threads for all stores, which end when idle. Their priority is the
	 * lowest: the processor and the disk have more important work.
	 */
	private static Executor background() {
		int threads = (Runtime.getRuntime().availableProcessors() > 2) ? 2 : 1;
		ThreadPoolExecutor executor = new ThreadPoolExecutor(threads, threads, 5, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(1000), (task) -> {
					Thread thread = new Thread(task, "media-hash");
					thread.setDaemon(true);
					thread.setPriority(Thread.MIN_PRIORITY);
					thread.setContextClassLoader(ContentHashes.class.getClassLoader());
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * Remembers that a version was tagged by its content before its identity could vouch
	 * for it, so that its tag stays the same.
	 */
	void expect(FileIdentity identity) {
		this.expected.put(identity, true);
	}

	boolean isExpected(FileIdentity identity) {
		return this.expected.get(identity) != null;
	}

	/**
	 * Returns the hash of a version, if it is known or quickly computed.
	 * @param identity the version, whose identity vouches for its content
	 * @param content its content, read only when it is small enough to hash at once
	 * @param file opens the file again, to hash a large one in the background
	 * @return the tag, or {@code null} when there is none, or none yet
	 */
	@Nullable String get(FileIdentity identity, ReadableByteChannel content, Opening file) {
		String known = this.tags.get(identity);
		if (known != null || identity.size() > HASHED_AT_ALL) {
			return known;
		}
		boolean atOnce = identity.size() <= HASHED_AT_ONCE;
		FutureTask<@Nullable String> task = new FutureTask<>(() -> {
			String tag = this.tags.get(identity);
			if (tag == null) {
				tag = atOnce ? EntityTag.ofContent(content) : hash(identity, file);
			}
			if (tag != null) {
				this.tags.put(identity, tag);
			}
			return tag;
		});
		FutureTask<@Nullable String> present = this.underway.putIfAbsent(identity, task);
		if (!atOnce) {
			if (present == null) {
				start(identity, task);
			}
			return null;
		}
		if (present == null) {
			task.run();
			return result(identity, task);
		}
		return result(identity, present);
	}

	private void start(FileIdentity identity, FutureTask<@Nullable String> task) {
		try {
			this.executor.execute(() -> {
				task.run();
				result(identity, task);
			});
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// The queue is full, or no thread can be created. A later request tries
			// again.
			this.underway.remove(identity, task);
		}
	}

	/** Stops early when the file changes meanwhile. */
	private static @Nullable String hash(FileIdentity identity, Opening opening) throws IOException {
		try (MediaFile file = opening.open()) {
			if (!(file instanceof OpenedFile opened) || !opened.identity().equals(identity)) {
				return null;
			}
			String tag = EntityTag.ofContent(opened.open(0, identity.size()), opened::isCurrent);
			return opened.isCurrent() ? tag : null;
		}
	}

	private @Nullable String result(FileIdentity identity, FutureTask<@Nullable String> task) {
		try {
			return task.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// Until its content has been read, the file has another tag.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (task.isDone()) {
				this.underway.remove(identity, task);
			}
		}
		return null;
	}

	/**
	 * Finds and opens a file again.
	 */
	@FunctionalInterface
	interface Opening {

		@Nullable MediaFile open() throws IOException;

	}

}
