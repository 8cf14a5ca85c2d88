package dev.mediaboot;

/**
 * A store that cannot be mounted.
 */
final class BrokenStore implements MediaStore {

	@Override
	public MediaFile find(MediaPath path) {
		return null;
	}

	@Override
	public void check() {
		throw new InvalidMountException("broken", "Repair it.");
	}

}
