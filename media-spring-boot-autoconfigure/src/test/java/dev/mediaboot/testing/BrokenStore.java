package dev.mediaboot.testing;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;

/**
 * A store that cannot be mounted.
 */
public final class BrokenStore implements MediaStore {

	@Override
	public MediaFile find(MediaPath path) {
		return null;
	}

	@Override
	public void check() {
		throw new InvalidMountException("broken", "Repair it.");
	}

}
