package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.mediaboot.MediaStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs when a root disappears while its files are requested, and when it is back. A
 * missing file triggers the check, but at most once a second: most missing files say
 * nothing about the root.
 */
final class RootWatch {

	private static final Log logger = LogFactory.getLog(MediaStore.class);

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private final Path root;

	private final LongSupplier ticker;

	private final AtomicLong looked;

	private final AtomicBoolean gone = new AtomicBoolean();

	RootWatch(Path root, LongSupplier ticker) {
		this.root = root;
		this.ticker = ticker;
		this.looked = new AtomicLong(ticker.getAsLong() - INTERVAL);
	}

	/**
	 * Records that a file was missing.
	 * @param file the name it would have
	 * @throws AccessDeniedException when the process may not search a directory, so that
	 * it is unknown whether the file exists
	 */
	void missed(Path file) throws AccessDeniedException {
		long before = this.looked.get();
		long now = this.ticker.getAsLong();
		boolean due = now - before >= INTERVAL && this.looked.compareAndSet(before, now);
		if (!due && !logger.isDebugEnabled()) {
			return;
		}
		String problem = DirectoryRoot.problem(this.root);
		tell(problem);
		if (problem == null) {
			checkSearchable(file);
		}
	}

	/** Records that a file was there. */
	void met() {
		if (this.gone.get()) {
			tell(DirectoryRoot.problem(this.root));
		}
	}

	private void tell(@Nullable String problem) {
		if (problem != null && this.gone.compareAndSet(false, true)) {
			logger.warn(problem + ". None of its files can be served until this changes");
		}
		else if (problem == null && this.gone.compareAndSet(true, false)) {
			logger.warn("The directory '" + this.root + "' is available again");
		}
	}

	private static void checkSearchable(Path file) throws AccessDeniedException {
		try {
			Files.readAttributes(file, BasicFileAttributes.class);
		}
		catch (AccessDeniedException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// Missing, as already seen.
		}
	}

}
