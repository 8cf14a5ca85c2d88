package dev.mediaboot.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreDecorator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;

/**
 * Keeps the content of small files in direct memory, for all mounts together. What is
 * kept is compared with the file before it is used: by one look, without opening it.
 *
 * <pre class="code">
 * MediaCache cache = new MediaCache(DataSize.ofMegabytes(64), DataSize.ofKilobytes(128), Duration.ZERO);
 * MediaRegistry registry = MediaRegistry.live(cache);
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaCache implements MediaStoreDecorator {

	private static final Log logger = LogFactory.getLog(MediaCache.class);

	private final long maxSize;

	private final Blocks memory;

	private final long maxFileSize;

	private final long interval;

	private final Ticker ticker;

	/**
	 * Created for the first request: loading Caffeine takes time that a start should not.
	 */
	private final SingletonSupplier<Cache<Key, CachedFile>> files;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final LongAdder evictions = new LongAdder();

	/**
	 * Creates a cache.
	 * @param maxSize the direct memory it takes, with the files that have left it and are
	 * still being sent
	 * @param maxFileSize the size of the largest file that is kept
	 * @param revalidate for how long what is kept is used without looking at the file;
	 * with zero it is looked at for every request
	 */
	public MediaCache(DataSize maxSize, DataSize maxFileSize, Duration revalidate) {
		this(maxSize.toBytes(), maxFileSize.toBytes(), revalidate, Ticker.systemTicker());
	}

	MediaCache(long maxSize, long maxFileSize, Duration revalidate, Ticker ticker) {
		this.maxSize = maxSize;
		this.memory = new Blocks(maxSize);
		this.maxFileSize = maxFileSize;
		this.interval = revalidate.toNanos();
		this.ticker = ticker;
		this.files = SingletonSupplier.of(this::newCache);
	}

	private Cache<Key, CachedFile> newCache() {
		// The rest is for what comes in before something else has gone.
		long reserve = Math.max(this.maxSize / 8, Math.min(this.maxFileSize, this.maxSize / 2));
		return Caffeine.newBuilder()
			.maximumWeight((this.maxSize - reserve) / Blocks.SIZE)
			.weigher((Key key, CachedFile file) -> file.weight())
			.removalListener(this::release)
			.executor(Runnable::run)
			.build();
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
	public MediaStore decorate(MediaStore store) {
		return new CachingStore(store, this);
	}

	/**
	 * Returns how much memory the cache may take.
	 * @return the number of bytes
	 */
	public long maxSize() {
		return this.maxSize;
	}

	/**
	 * Returns how much memory the files take that it holds.
	 * @return the number of bytes
	 */
	public long size() {
		return this.files.obtain().policy().eviction().map((eviction) -> eviction.weightedSize().orElse(0)).orElse(0L)
				* Blocks.SIZE;
	}

	/**
	 * Returns how many files it holds.
	 * @return the number of files
	 */
	public long files() {
		return this.files.obtain().estimatedSize();
	}

	/**
	 * Returns how often a file was in memory.
	 * @return the number of files that did not have to be opened
	 */
	public long hits() {
		return this.hits.sum();
	}

	/**
	 * Returns how often a file was not in memory, or not as it is now.
	 * @return the number of files that had to be opened, however large; a file that is
	 * not there is none of them
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
	 * Finds a file in memory.
	 * @return the file, held, or {@code null} when it is not kept or not what it was
	 */
	@Nullable MediaFile find(Key key) {
		Cache<Key, CachedFile> files = this.files.obtain();
		CachedFile file = files.getIfPresent(key);
		if (file == null) {
			return null;
		}
		if (!file.isCurrent(now(), this.interval)) {
			files.asMap().remove(key, file);
			return null;
		}
		MediaFile held = file.hold();
		if (held != null) {
			this.hits.increment();
		}
		return held;
	}

	/**
	 * Keeps a file, if that is possible.
	 * @param file the file as its store has opened it
	 * @return the same file, or its content in memory
	 */
	MediaFile keep(Key key, MediaFile file) {
		this.misses.increment();
		if (file.length() > this.maxFileSize || !file.isCurrent()) {
			return file;
		}
		CachedFile cached = read(file);
		MediaFile held = (cached != null) ? cached.hold() : null;
		if (cached == null || held == null) {
			return file;
		}
		this.files.obtain().put(key, cached);
		close(file);
		return held;
	}

	private @Nullable CachedFile read(MediaFile file) {
		try {
			return CachedFile.read(file, this.memory, now());
		}
		catch (IOException | RuntimeException ex) {
			// Whoever writes the answer will see it as well, and can tell the client.
			logger.debug("A file cannot be read", ex);
			return null;
		}
	}

	private static void close(MediaFile file) {
		try {
			file.close();
		}
		catch (IOException ex) {
			logger.debug("A file cannot be closed", ex);
		}
	}

	private long now() {
		return (this.interval > 0) ? this.ticker.read() : 0;
	}

	/**
	 * Everything that decides which file is found.
	 *
	 * @param store the store of one mounting, another one each time it is mounted
	 * @param path the path of the file, or of the one it stands beside
	 * @param suffix what its name is longer by
	 */
	record Key(CachingStore store, MediaPath path, String suffix) {
	}

}
