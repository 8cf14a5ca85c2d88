package dev.mediaboot.file;

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
 * Remembers the content hashes of versions of files, and computes each once, even for
 * concurrent requests. It may be shared by any number of threads.
 * <p>
 * A file of up to 8 MiB is hashed by the thread that asks first; others wait for it, but
 * not for long. A larger one is hashed by one of at most two threads in the background,
 * which all instances share, and has no hash until then; one of more than 16 GiB never
 * has one. When 1,000 files wait for these threads, any other has to be asked for again.
 * An instance remembers the versions asked for most recently, between 10,000 and 20,000
 * of them; those that are forgotten are hashed again.
 *
 * <pre class="code">
 * try (MediaFile file = store.find(path)) {
 * 	if (file instanceof OpenedFile opened &amp;&amp; opened.etag() != null) {
 * 		ReadableByteChannel content = opened.open(0, opened.length());
 * 		return hashes.get(opened.identity(), content, () -&gt; store.find(path));
 * 	}
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class ContentHashes {

	/**
	 * The size of the largest file that is hashed at once. It takes about 30 ms, which
	 * the first request can wait for.
	 */
	public static final long HASHED_AT_ONCE = 8L * 1024 * 1024;

	/** Takes about a minute to hash; larger files are not hashed. */
	static final long HASHED_AT_ALL = 16L * 1024 * 1024 * 1024;

	/** How long other requests wait while the first one hashes. */
	private static final Duration PATIENCE = Duration.ofMillis(200);

	private static final Executor BACKGROUND = background();

	private final Executor executor;

	private final RecentMap<FileIdentity, String> tags = new RecentMap<>();

	private final RecentMap<FileIdentity, Boolean> expected = new RecentMap<>();

	private final Map<FileIdentity, FutureTask<@Nullable String>> underway = new ConcurrentHashMap<>();

	/**
	 * Creates a memory without hashes.
	 */
	public ContentHashes() {
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
	 * @param identity the version
	 */
	public void expect(FileIdentity identity) {
		this.expected.put(identity, true);
	}

	/**
	 * Whether a version was tagged by its content before.
	 * @param identity the version
	 * @return whether it was, as far as is remembered
	 */
	public boolean isExpected(FileIdentity identity) {
		return this.expected.get(identity) != null;
	}

	/**
	 * Returns the hash of a version, if it is known or quickly computed.
	 * @param identity the version, whose identity vouches for its content
	 * @param content its content, read only when it is small enough to hash at once
	 * @param file opens the file again, to hash a large one in the background
	 * @return the hash as {@link EntityTag#ofContent(byte[])} computes it, or
	 * {@code null} when there is none, or none yet
	 */
	public @Nullable String get(FileIdentity identity, ReadableByteChannel content, Opening file) {
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
	 * Finds and opens a file again. Only an {@link OpenedFile} of the same identity is
	 * hashed.
	 */
	@FunctionalInterface
	public interface Opening {

		/**
		 * Finds and opens the file.
		 * @return the file, which is closed after it has been hashed, or {@code null}
		 * when it is gone
		 * @throws IOException when it cannot be opened
		 */
		@Nullable MediaFile open() throws IOException;

	}

}
