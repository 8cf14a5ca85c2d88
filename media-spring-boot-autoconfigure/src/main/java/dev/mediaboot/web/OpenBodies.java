package dev.mediaboot.web;

import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/**
 * Large bodies that are on their way. A slow client holds no thread, but what its
 * container keeps for a request: so many clients could take all memory that there is.
 */
final class OpenBodies {

	/** Tomcat keeps 105 KiB for a request. */
	private static final int MEMORY_OF_EACH = 128 * 1024;

	private final int max;

	private final Semaphore free;

	/**
	 * Allows as many as three quarters of the memory are enough for.
	 * @param memory the number of bytes that the heap may take
	 */
	OpenBodies(long memory) {
		this.max = (int) Math.min(memory / 4 * 3 / MEMORY_OF_EACH, Integer.MAX_VALUE);
		this.free = new Semaphore(this.max);
	}

	/** The number of large bodies that may be open at once. */
	int max() {
		return this.max;
	}

	/**
	 * Counts a body that is to be sent.
	 * @return {@code false} when there are too many, and this one is not counted
	 */
	boolean add(@Nullable Body body) {
		return isSmall(body) || this.free.tryAcquire();
	}

	void remove(@Nullable Body body) {
		if (!isSmall(body)) {
			this.free.release();
		}
	}

	private static boolean isSmall(@Nullable Body body) {
		return body == null || body.length() <= AsyncBodyWriter.LARGE;
	}

}
