package dev.mediaboot.version;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.file.RecentMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the fingerprint of every version of a file, and reads each version once. The
 * strong entity tag that its store gives a file identifies the version.
 */
final class Fingerprints {

	private static final Log logger = LogFactory.getLog(Fingerprints.class);

	/** How long a link or a response waits for a file that is being read. */
	private static final Duration PATIENCE = Duration.ofMillis(200);

	/** As many threads of requests may read files at the same time. */
	private static final int READERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

	private final long readAtOnce;

	private final Executor background;

	private final Duration patience;

	private final Semaphore readers = new Semaphore(READERS);

	private final RecentMap<Version, String> known = new RecentMap<>();

	private final Map<Version, FutureTask<@Nullable String>> underway = new ConcurrentHashMap<>();

	/**
	 * Creates fingerprints, none of them known.
	 * @param readAtOnce the length in bytes up to which the thread that needs a
	 * fingerprint reads the file itself
	 * @param background reads larger files
	 */
	Fingerprints(long readAtOnce, Executor background) {
		this(readAtOnce, background, PATIENCE);
	}

	Fingerprints(long readAtOnce, Executor background, Duration patience) {
		this.readAtOnce = readAtOnce;
		this.background = background;
		this.patience = patience;
	}

	/**
	 * Returns the fingerprint of a file that was just found.
	 * @param file the file, which stays open
	 * @return the fingerprint, or {@code null} when nothing identifies this version of
	 * the file, or its fingerprint is not known yet
	 */
	@Nullable String of(MediaStore store, MediaPath path, MediaFile file) {
		String etag = file.etag();
		if (etag == null) {
			return null;
		}
		Version version = new Version(store, path, etag, file.length());
		String fingerprint = this.known.get(version);
		if (fingerprint != null) {
			return fingerprint;
		}
		if (version.length() > this.readAtOnce) {
			readLater(version);
			return null;
		}
		return readNow(version, file);
	}

	private @Nullable String readNow(Version version, MediaFile file) {
		FutureTask<@Nullable String> task = new FutureTask<>(() -> read(version, file));
		FutureTask<@Nullable String> present = this.underway.putIfAbsent(version, task);
		if (present != null) {
			return await(present);
		}
		boolean permitted = false;
		try {
			permitted = this.readers.tryAcquire(this.patience.toNanos(), TimeUnit.NANOSECONDS);
			if (permitted) {
				task.run();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (permitted) {
				this.readers.release();
			}
			task.cancel(false);
			this.underway.remove(version, task);
		}
		return await(task);
	}

	private void readLater(Version version) {
		FutureTask<@Nullable String> task = new FutureTask<>(() -> readAgain(version));
		if (this.underway.putIfAbsent(version, task) != null) {
			return;
		}
		try {
			this.background.execute(() -> {
				task.run();
				this.underway.remove(version, task);
				await(task);
			});
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// The queue is full, or no thread can be created. A later link tries again.
			this.underway.remove(version, task);
		}
	}

	private @Nullable String readAgain(Version version) throws IOException {
		try (MediaFile file = version.find()) {
			return (file != null) ? read(version, file) : null;
		}
	}

	/**
	 * Reads a version, unless that has been done meanwhile. A file that changes while it
	 * is read has no fingerprint yet.
	 */
	private @Nullable String read(Version version, MediaFile file) throws IOException {
		String other = this.known.get(version);
		if (other != null) {
			return other;
		}
		String fingerprint = Fingerprint.of(file);
		try (MediaFile after = version.find()) {
			if (fingerprint == null || after == null) {
				return null;
			}
			this.known.put(version, fingerprint);
			return fingerprint;
		}
	}

	private @Nullable String await(FutureTask<@Nullable String> task) {
		try {
			return task.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			logger.debug("Failed to read a file for its fingerprint", ex);
		}
		catch (CancellationException | TimeoutException ex) {
			// Others are reading; the fingerprint becomes known later.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

	/**
	 * One version of a file.
	 *
	 * @param store the store of one mounting; each mounting has its own
	 * @param path the path of the file
	 * @param etag its entity tag, which no other version of the file shares
	 * @param length its length
	 */
	record Version(MediaStore store, MediaPath path, String etag, long length) {

		/** Finds the file again, if its name still leads to this version. */
		@Nullable MediaFile find() throws IOException {
			MediaFile file = this.store.find(this.path);
			boolean same = file != null && this.etag.equals(file.etag()) && file.length() == this.length;
			if (file != null && !same) {
				file.close();
			}
			return same ? file : null;
		}

	}

}
