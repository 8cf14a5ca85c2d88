package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * A store with the cache in front of it.
 */
final class CachingStore implements MediaStore {

	private final MediaStore store;

	private final MediaCache cache;

	CachingStore(MediaStore store, MediaCache cache) {
		this.store = store;
		this.cache = cache;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) throws IOException {
		return find(path, FindHint.NONE);
	}

	@Override
	public @Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
		MediaCache.Key key = new MediaCache.Key(this, path, "");
		MediaFile cached = this.cache.find(key);
		return (cached != null) ? cached : keep(key, this.store.find(path, hint));
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		MediaCache.Key key = new MediaCache.Key(this, path, suffix);
		MediaFile cached = this.cache.find(key);
		return (cached != null) ? cached : keep(key, this.store.findSibling(path, suffix));
	}

	private @Nullable MediaFile keep(MediaCache.Key key, @Nullable MediaFile file) {
		return (file != null) ? this.cache.keep(key, file) : null;
	}

	@Override
	public void check() {
		this.store.check();
	}

	@Override
	public List<Path> directories() {
		return this.store.directories();
	}

	@Override
	public String description() {
		return this.store.description();
	}

	@Override
	public String toString() {
		return this.store.toString();
	}

}
