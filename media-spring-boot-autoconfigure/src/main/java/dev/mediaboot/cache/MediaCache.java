package dev.mediaboot.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediaboot.CacheFigures;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreDecorator;
import dev.mediaboot.Mount;
import dev.mediaboot.transfer.DirectMemory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;

/**
 * Keeps the content of small files in direct memory, shared by all mounts. Cached content
 * is compared with the file before it is used; the comparison takes one look and does not
 * open the file.
 *
 * <pre class="code">
 * MediaCache cache = new MediaCache(DataSize.ofMegabytes(64), DataSize.ofKilobytes(128), Duration.ZERO,
 * 		Duration.ofMinutes(1));
 * MediaRegistry registry = MediaRegistry.create(MediaStores.factory(), cache);
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaCache implements MediaStoreDecorator {

	private static final Log logger = LogFactory.getLog(MediaCache.class);

	private final long maxFileSize;

	private final long interval;

	private final long maxAge;

	private final Ticker ticker;

	/**
	 * Created on the first request: loading Caffeine and looking up the available memory
	 * would slow down the start.
	 */
	private final SingletonSupplier<Contents> contents;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final LongAdder evictions = new LongAdder();

	/**
	 * Creates a cache.
	 * @param maxSize the direct memory it may take, including evicted files that are
	 * still being sent; limited to half of the virtual machine's direct memory, and to
	 * less below 32 MiB
	 * @param maxFileSize the size of the largest file that is cached
	 * @param revalidate how long cached content is used without looking at the file; with
	 * zero, the file is looked at for every request
	 * @param maxAge how long a file that looks unchanged is cached before it is read
	 * again, unless {@code revalidate} is longer
	 */
	public MediaCache(DataSize maxSize, DataSize maxFileSize, Duration revalidate, Duration maxAge) {
		this(maxFileSize.toBytes(), revalidate, maxAge, Ticker.systemTicker(),
				() -> new Blocks(fitting(maxSize.toBytes(), DirectMemory.limit()), DirectMemory::allocate));
	}

	MediaCache(long maxFileSize, Duration revalidate, Duration maxAge, Ticker ticker, Supplier<Blocks> memory) {
		this.maxFileSize = maxFileSize;
		this.interval = revalidate.toNanos();
		this.maxAge = maxAge.toNanos();
		this.ticker = ticker;
		this.contents = SingletonSupplier.of(() -> contents(memory.get()));
	}

	/** Leaves direct memory to transfers, to the container and to other uses. */
	static long fitting(long maxSize, long directMemory) {
		long fitting = DirectMemory.forCache(directMemory);
		if (maxSize <= fitting) {
			return maxSize;
		}
		logger.info("The cache is limited to " + fitting + " bytes instead of " + maxSize + ", because there are only "
				+ directMemory + " bytes of direct memory (-XX:MaxDirectMemorySize)");
		return fitting;
	}

	private Contents contents(Blocks memory) {
		long maxSize = memory.capacity();
		// The reserve holds new files until evicted files have given their memory back.
		long reserve = Math.max(maxSize / 8, Math.min(this.maxFileSize, maxSize / 2));
		return new Contents(memory,
				Caffeine.newBuilder()
					.maximumWeight((maxSize - reserve) / Blocks.SIZE)
					.weigher((Key key, CachedFile file) -> file.weight())
					.removalListener(this::release)
					.executor(Runnable::run)
					.build());
	}

	private void release(@Nullable Key key, @Nullable CachedFile file, RemovalCause cause) {
		if (cause.wasEvicted()) {
			this.evictions.increment();
		}
		if (file != null) {
			file.release();
		}
	}

	/**
	 * Puts the cache in front of a store.
	 */
	@Override
	public MediaStore decorate(MediaStore store, Mount mount) {
		return new CachingStore(store, this);
	}

	/**
	 * Returns how much memory the cache may take.
	 * @return the number of bytes
	 */
	public long maxSize() {
		return this.contents.obtain().memory().capacity();
	}

	/**
	 * Returns how much memory the cached files take.
	 * @return the number of bytes
	 */
	public long size() {
		return this.contents.obtain()
			.files()
			.policy()
			.eviction()
			.map((eviction) -> eviction.weightedSize().orElse(0))
			.orElse(0L) * Blocks.SIZE;
	}

	/**
	 * Returns how many files are cached.
	 * @return the number of files
	 */
	public long files() {
		return this.contents.obtain().files().estimatedSize();
	}

	/**
	 * Returns how often a file was found in memory.
	 * @return the number of lookups that did not have to open a file
	 */
	public long hits() {
		return this.hits.sum();
	}

	/**
	 * Returns how often a file was not in memory, or was out of date there.
	 * @return the number of lookups that had to open a file of any size; lookups of
	 * missing files do not count
	 */
	public long misses() {
		return this.misses.sum();
	}

	/**
	 * Returns how many files had to make room for others.
	 * @return the number of files
	 */
	public long evictions() {
		return this.evictions.sum();
	}

	/**
	 * Returns the size and the hit counts.
	 * @return the figures of this moment
	 */
	public CacheFigures figures() {
		return new CacheFigures(maxSize(), size(), files(), hits(), misses(), evictions());
	}

	/**
	 * Finds a file in memory.
	 * @return the file, held for the caller, or {@code null} when it is not cached or out
	 * of date
	 */
	@Nullable MediaFile find(Key key) {
		Cache<Key, CachedFile> files = this.contents.obtain().files();
		CachedFile file = files.getIfPresent(key);
		if (file == null) {
			return null;
		}
		if (!isCurrent(file)) {
			files.asMap().remove(key, file);
			return null;
		}
		MediaFile held = file.hold();
		if (held != null) {
			this.hits.increment();
		}
		return held;
	}

	private boolean isCurrent(CachedFile file) {
		try {
			return file.isCurrent(this.ticker.read(), this.interval, this.maxAge);
		}
		catch (RuntimeException ex) {
			logger.debug("Failed to check whether a file is current", ex);
			return false;
		}
	}

	/**
	 * Caches a file, if possible.
	 * @param file the file as opened by its store
	 * @return the same file, or its content in memory
	 */
	MediaFile keep(Key key, MediaFile file) {
		this.misses.increment();
		Contents contents = this.contents.obtain();
		MediaFile held = null;
		boolean open = false;
		try {
			CachedFile cached = read(file, contents.memory());
			if (cached != null) {
				held = cached.hold();
				contents.files().put(key, cached);
			}
			open = held == null;
			return (held != null) ? held : file;
		}
		finally {
			if (!open) {
				close(file);
			}
		}
	}

	/** A failure is only logged: the response does not need the cache. */
	private @Nullable CachedFile read(MediaFile file, Blocks memory) {
		try {
			return (file.length() <= this.maxFileSize && file.isCurrent())
					? CachedFile.read(file, memory, this.ticker.read()) : null;
		}
		catch (IOException | RuntimeException ex) {
			// The code that writes the response meets the same failure and can report it
			// to the client.
			logger.debug("Failed to cache a file", ex);
			return null;
		}
	}

	private static void close(MediaFile file) {
		try {
			file.close();
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Failed to close a file", ex);
		}
	}

	/**
	 * The state of the cache, created on first use.
	 *
	 * @param memory the memory of its files
	 * @param files the files
	 */
	private record Contents(Blocks memory, Cache<Key, CachedFile> files) {
	}

	/**
	 * Everything that determines which file is found.
	 *
	 * @param store the store of one mounting; each mounting has its own
	 * @param path the path of the file, or of the original when the file is a sibling
	 * @param suffix the suffix that a sibling adds to the name of its original, otherwise
	 * empty
	 */
	record Key(CachingStore store, MediaPath path, String suffix) {
	}

}
