package dev.mediaboot.web;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Direct buffers for bodies on their way. Each holds one for as long as it lasts, and
 * there may be thousands: only a few of them are large, whoever asks.
 */
final class TransferBuffers {

	private static final int SMALL = 32 * 1024;

	/** A container takes as long for a small buffer as the kernel for copying it. */
	private static final int LARGE = 256 * 1024;

	private static final int COUNT = 64;

	private final Queue<ByteBuffer> small = new ArrayBlockingQueue<>(COUNT);

	private final Queue<ByteBuffer> large = new ArrayBlockingQueue<>(COUNT);

	private final Semaphore available = new Semaphore(COUNT);

	/** Returns a small buffer, or a large one if that is preferred and there is one. */
	ByteBuffer take(boolean preferLarge) {
		if (preferLarge && this.available.tryAcquire()) {
			return take(this.large, LARGE);
		}
		return take(this.small, SMALL);
	}

	private static ByteBuffer take(Queue<ByteBuffer> idle, int size) {
		ByteBuffer buffer = idle.poll();
		return (buffer != null) ? buffer.clear() : ByteBuffer.allocateDirect(size);
	}

	/** Gives back a buffer that nobody reads any more. */
	void give(ByteBuffer buffer) {
		(isLarge(buffer) ? this.large : this.small).offer(buffer);
		lose(buffer);
	}

	/** Leaves a buffer to somebody who may still read it. */
	void lose(ByteBuffer buffer) {
		if (isLarge(buffer)) {
			this.available.release();
		}
	}

	static boolean isLarge(ByteBuffer buffer) {
		return buffer.capacity() == LARGE;
	}

}
