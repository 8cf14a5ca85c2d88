package dev.mediaboot;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Several stores as one, the first that has a file wins.
 *
 * @param stores the stores in the order they are asked
 */
record OverlayStore(List<MediaStore> stores) implements MediaStore {

	@Override
	public @Nullable MediaFile find(MediaPath path) throws IOException {
		for (MediaStore store : this.stores) {
			MediaFile file = store.find(path);
			if (file != null) {
				return file;
			}
		}
		return null;
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		for (MediaStore store : this.stores) {
			try (MediaFile file = store.find(path)) {
				if (file != null) {
					return store.findSibling(path, suffix);
				}
			}
		}
		return null;
	}

	@Override
	public void check() {
		this.stores.forEach(MediaStore::check);
	}

	@Override
	public String toString() {
		return this.stores.toString();
	}

}
