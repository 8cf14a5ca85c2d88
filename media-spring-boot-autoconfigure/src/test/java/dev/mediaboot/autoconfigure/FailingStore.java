package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * Store that cannot be mounted.
 *
 * @param reason the reason it gives
 */
record FailingStore(String reason) implements MediaStore {

	@Override
	public @Nullable MediaFile find(MediaPath path) {
		return null;
	}

	@Override
	public void check() {
		throw new IllegalStateException(this.reason);
	}

}
