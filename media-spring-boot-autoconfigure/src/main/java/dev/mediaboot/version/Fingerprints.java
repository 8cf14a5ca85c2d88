package dev.mediaboot.version;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.LinkedHashMap;
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
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.file.RecentMap;
import dev.mediaboot.http.ContentCoding;
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

	private final RecentMap<Version, Fingerprint> known = new RecentMap<>();

	private final Map<Version, FutureTask<@Nullable Fingerprint>> underway = new ConcurrentHashMap<>();

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
	 * @param version the version that was found
	 * @param file the file, which stays open
	 * @return the fingerprint, or {@code null} when it is not known yet
	 */
	@Nullable Fingerprint of(Version version, MediaFile file) {
		Fingerprint fingerprint = this.known.get(version);
		if (fingerprint != null) {
			return fingerprint;
		}
		if (version.length() > this.readAtOnce) {
			readLater(version);
			return null;
		}
		return readNow(version, file);
	}

	private @Nullable Fingerprint readNow(Version version, MediaFile file) {
		FutureTask<@Nullable Fingerprint> task = new FutureTask<>(() -> read(version, file));
		FutureTask<@Nullable Fingerprint> present = this.underway.putIfAbsent(version, task);
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
		FutureTask<@Nullable Fingerprint> task = new FutureTask<>(() -> readAgain(version));
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

	private @Nullable Fingerprint readAgain(Version version) throws IOException {
		try (MediaFile file = version.find()) {
			return (file != null) ? read(version, file) : null;
		}
	}

	/**
	 * Reads a version, unless that has been done meanwhile. A file that changes while it
	 * is read has no fingerprint yet.
	 */
	private @Nullable Fingerprint read(Version version, MediaFile file) throws IOException {
		Fingerprint other = this.known.get(version);
		if (other != null) {
			return other;
		}
		Fingerprint fingerprint = readWithSiblings(version, file);
		try (MediaFile after = version.find()) {
			if (fingerprint == null || after == null) {
				return null;
			}
			this.known.put(version, fingerprint);
			return fingerprint;
		}
	}

	private static @Nullable Fingerprint readWithSiblings(Version version, MediaFile file) throws IOException {
		Map<String, MediaFile> siblings = new LinkedHashMap<>();
		try {
			if (version.precompressed()) {
				for (ContentCoding coding : ContentCoding.values()) {
					MediaFile sibling = (coding != ContentCoding.IDENTITY) ? version.findSibling(coding.suffix())
							: null;
					if (sibling != null) {
						siblings.put(coding.suffix(), sibling);
					}
				}
			}
			return Fingerprint.of(file, siblings);
		}
		finally {
			for (MediaFile sibling : siblings.values()) {
				sibling.close();
			}
		}
	}

	/** Has a file read again for its next link, because a sibling has come or changed. */
	void forget(Version version) {
		this.known.remove(version);
	}

	private @Nullable Fingerprint await(FutureTask<@Nullable Fingerprint> task) {
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
	 * @param precompressed whether siblings of the file are sent in its place
	 * @param etag its entity tag, which no other version of the file shares
	 * @param length its length
	 */
	record Version(MediaStore store, MediaPath path, boolean precompressed, String etag, long length) {

		/** Returns the version of a file, or {@code null} when nothing identifies it. */
		static @Nullable Version of(MediaRegistry.Match match, MediaPath path, MediaFile file) {
			String etag = file.etag();
			return (etag != null)
					? new Version(match.store(), path, match.mount().policy().precompressed(), etag, file.length())
					: null;
		}

		/** Finds the file again, if its name still leads to this version. */
		@Nullable MediaFile find() throws IOException {
			MediaFile file = this.store.find(this.path);
			boolean same = file != null && this.etag.equals(file.etag()) && file.length() == this.length;
			if (file != null && !same) {
				file.close();
			}
			return same ? file : null;
		}

		/** Finds a sibling, if something identifies its version. */
		@Nullable MediaFile findSibling(String suffix) throws IOException {
			try {
				MediaFile sibling = this.store.findSibling(this.path, suffix);
				boolean identified = sibling != null && sibling.etag() != null;
				if (sibling != null && !identified) {
					sibling.close();
				}
				return identified ? sibling : null;
			}
			catch (AccessDeniedException ex) {
				// It is not sent either.
				return null;
			}
		}

	}

}
