package dev.mediaboot;

/**
 * Hides every file.
 */
enum InternalAccess implements MediaAccess {

	INSTANCE;

	@Override
	public Decision decide(Request request) {
		return Decision.HIDE;
	}

	@Override
	public String toString() {
		return "internal";
	}

}
