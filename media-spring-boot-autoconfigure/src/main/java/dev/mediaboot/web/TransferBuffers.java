package dev.mediaboot.web;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/**
 * Direct buffers for bodies on their way. There may be thousands, each with a buffer for
 * as long as it lasts: so only a few of the buffers are large.
 */
final class TransferBuffers {

	/** As much as a transfer may always have. */
	static final int SMALL = 32 * 1024;

	/** With a small one Jetty takes as long for a write as the kernel for the copy. */
	private static final int LARGE = 256 * 1024;

	private static final int COUNT = 64;

	private final Queue<ByteBuffer> small = new ArrayBlockingQueue<>(COUNT);

	private final Queue<ByteBuffer> large = new ArrayBlockingQueue<>(COUNT);

	private final Semaphore largeAvailable = new Semaphore(COUNT);

	/** Returns a small buffer, out of the heap when there is no direct memory. */
	ByteBuffer takeSmall() {
		try {
			return take(this.small, SMALL);
		}
		catch (OutOfMemoryError ex) {
			return ByteBuffer.allocate(SMALL);
		}
	}

	/** Returns a large buffer, unless all of them are in use. */
	@Nullable ByteBuffer takeLarge() {
		if (!this.largeAvailable.tryAcquire()) {
			return null;
		}
		try {
			return take(this.large, LARGE);
		}
		catch (OutOfMemoryError ex) {
			// The virtual machine has looked for memory for half a second: once is
			// enough.
			this.largeAvailable.drainPermits();
			return null;
		}
	}

	private static ByteBuffer take(Queue<ByteBuffer> idle, int size) {
		ByteBuffer buffer = idle.poll();
		return (buffer != null) ? buffer : ByteBuffer.allocateDirect(size);
	}

	/** Gives back a buffer that nobody reads any more. */
	void give(ByteBuffer buffer) {
		if (isLarge(buffer)) {
			this.large.offer(buffer);
			this.largeAvailable.release();
		}
		else if (buffer.isDirect()) {
			this.small.offer(buffer);
		}
	}

	/** Leaves a buffer to somebody who may still read it. */
	void lose(ByteBuffer buffer) {
		if (isLarge(buffer)) {
			this.largeAvailable.release();
		}
	}

	static boolean isLarge(ByteBuffer buffer) {
		return buffer.capacity() == LARGE;
	}

}
