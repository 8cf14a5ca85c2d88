package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * Several stores as one: the first that has a file wins.
 *
 * @param stores the stores in the order they are asked
 */
record OverlayStore(List<MediaStore> stores) implements MediaStore {

	@Override
	public @Nullable MediaFile find(MediaPath path) throws IOException {
		return find(path, FindHint.NONE);
	}

	@Override
	public @Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
		AccessDeniedException denied = null;
		for (int i = 0; i < this.stores.size(); i++) {
			try {
				MediaFile file = this.stores.get(i).find(path, hint);
				if (file != null) {
					return (i > 0) ? new LayeredFile(file, path, this.stores.subList(0, i), null) : file;
				}
			}
			catch (AccessDeniedException ex) {
				denied = ex;
			}
		}
		if (denied != null) {
			throw denied;
		}
		return null;
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		for (int i = 0; i < this.stores.size(); i++) {
			try (MediaFile original = findOrNull(this.stores.get(i), path)) {
				if (original != null) {
					MediaFile file = this.stores.get(i).findSibling(path, suffix);
					return (file != null) ? new LayeredFile(file, path, this.stores.subList(0, i), original) : null;
				}
			}
		}
		return null;
	}

	static @Nullable MediaFile findOrNull(MediaStore store, MediaPath path) throws IOException {
		try {
			return store.find(path);
		}
		catch (AccessDeniedException ex) {
			// An unreadable file does not hide a file of a lower layer.
			return null;
		}
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
	public @Nullable Symlinks symlinks() {
		Symlinks common = null;
		for (MediaStore store : this.stores) {
			Symlinks own = store.symlinks();
			if (own != null && common != null && own != common) {
				return null;
			}
			common = (own != null) ? own : common;
		}
		return common;
	}

	@Override
	public String toString() {
		return this.stores.stream().map(MediaStore::description).toList().toString();
	}

}
