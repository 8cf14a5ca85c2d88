package dev.mediaboot.cache;

import java.io.IOException;

import dev.mediaboot.FindHint;
import dev.mediaboot.ForwardingMediaStore;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * A store with the cache in front of it.
 */
final class CachingStore extends ForwardingMediaStore {

	private final MediaStore store;

	private final MediaCache cache;

	CachingStore(MediaStore store, MediaCache cache) {
		super(store);
		this.store = store;
		this.cache = cache;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
		MediaCache.Key key = new MediaCache.Key(this, path, "");
		MediaFile cached = this.cache.find(key);
		return (cached != null) ? cached : keep(key, super.find(path, hint));
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		MediaCache.Key key = new MediaCache.Key(this, path, suffix);
		MediaFile cached = this.cache.find(key);
		return (cached != null) ? cached : keep(key, super.findSibling(path, suffix));
	}

	/** What is in memory is what is on the disk. */
	@Override
	public @Nullable MediaLocation location() {
		return this.store.location();
	}

	private @Nullable MediaFile keep(MediaCache.Key key, @Nullable MediaFile file) {
		return (file != null) ? this.cache.keep(key, file) : null;
	}

}
