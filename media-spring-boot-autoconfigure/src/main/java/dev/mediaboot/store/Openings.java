package dev.mediaboot.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.mediaboot.MediaStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many files of a directory are being opened at the same time.
 * <p>
 * The JDK cannot open a file without blocking. A file that was just looked at opens in
 * microseconds, or in milliseconds from another host, but a FIFO that was swapped into
 * its place blocks the thread until it has a writer, possibly forever. So there are only
 * as many places as an application can spare threads; once no opening ends any more,
 * further requests fail without waiting.
 */
final class Openings {

	private static final Log logger = LogFactory.getLog(MediaStore.class);

	static final int PLACES = 16;

	private final long patience;

	private final LongSupplier ticker;

	private final Semaphore places = new Semaphore(PLACES);

	private final Map<Thread, Opening> current = new ConcurrentHashMap<>();

	/** How many openings have ended. */
	private final AtomicLong ended = new AtomicLong();

	/**
	 * Whether a thread has waited for a place in vain, and no opening has ended since.
	 */
	private volatile boolean stuck;

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Creates the places, all of them free.
	 * @param patience how long an opening may take, and how long to wait for one to end
	 * @param ticker the time in nanoseconds
	 */
	Openings(Duration patience, LongSupplier ticker) {
		this.patience = patience.toNanos();
		this.ticker = ticker;
	}

	/**
	 * Opens a file as soon as a place is free.
	 * @param file the name, for messages
	 * @param opener opens it
	 * @return what the opener returns
	 * @throws IOException when no place becomes free, or the file cannot be opened
	 */
	@Nullable FileChannel open(Path file, Opener opener) throws IOException {
		tellOfLongOnes(this.ticker.getAsLong());
		if (!this.places.tryAcquire() && !awaitPlace()) {
			throw new IOException("Other files are still being opened: " + names(this.current.values()));
		}
		try {
			this.current.put(Thread.currentThread(), new Opening(file, this.ticker.getAsLong()));
			return opener.open();
		}
		finally {
			this.current.remove(Thread.currentThread());
			this.ended.incrementAndGet();
			this.places.release();
			this.stuck = false;
		}
	}

	private boolean awaitPlace() {
		if (this.stuck) {
			return false;
		}
		try {
			long before;
			do {
				before = this.ended.get();
				if (this.places.tryAcquire(this.patience, TimeUnit.NANOSECONDS)) {
					return true;
				}
			}
			while (this.ended.get() != before);
			this.stuck = true;
			tellOfLongOnes(this.ticker.getAsLong());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

	private void tellOfLongOnes(long now) {
		boolean some = false;
		for (Opening opening : this.current.values()) {
			some |= isLong(opening, now);
		}
		if (some == this.told.get()) {
			return;
		}
		if (this.told.compareAndSet(!some, some) && some) {
			logger.warn("Opening a file takes too long: "
					+ names(this.current.values().stream().filter((opening) -> isLong(opening, now)).toList())
					+ ". If a FIFO has replaced it, the thread is blocked until something writes to the FIFO. Once "
					+ PLACES + " threads are blocked, no other file below the same root can be opened");
		}
	}

	private boolean isLong(Opening opening, long now) {
		return now - opening.begin() > this.patience;
	}

	private static String names(Collection<Opening> openings) {
		TreeSet<String> names = new TreeSet<>();
		openings.forEach((opening) -> names.add(opening.file().toString()));
		return String.join(", ", names);
	}

	/**
	 * An opening in progress.
	 */
	private record Opening(Path file, long begin) {
	}

	/**
	 * Opens one file.
	 */
	@FunctionalInterface
	interface Opener {

		@Nullable FileChannel open() throws IOException;

	}

}
