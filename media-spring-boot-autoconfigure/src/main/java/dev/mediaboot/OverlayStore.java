package dev.mediaboot;

import java.io.IOException;
import java.nio.file.Path;
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
		for (int i = 0; i < this.stores.size(); i++) {
			MediaFile file = this.stores.get(i).find(path);
			if (file != null) {
				return below(this.stores.subList(0, i), path, file);
			}
		}
		return null;
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		for (int i = 0; i < this.stores.size(); i++) {
			try (MediaFile original = this.stores.get(i).find(path)) {
				if (original != null) {
					MediaFile file = this.stores.get(i).findSibling(path, suffix);
					return (file != null) ? below(this.stores.subList(0, i), path, file) : null;
				}
			}
		}
		return null;
	}

	private static MediaFile below(List<MediaStore> above, MediaPath path, MediaFile file) {
		return above.isEmpty() ? file : new LayeredFile(file, path, above);
	}

	@Override
	public void check() {
		this.stores.forEach(MediaStore::check);
	}

	@Override
	public List<Path> directories() {
		return this.stores.stream().flatMap((store) -> store.directories().stream()).toList();
	}

	@Override
	public String toString() {
		return this.stores.stream().map(Locations::describe).toList().toString();
	}

}
