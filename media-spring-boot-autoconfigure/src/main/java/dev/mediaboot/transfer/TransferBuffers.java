package dev.mediaboot.transfer;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Lends direct buffers to bodies in transit. There may be thousands of bodies, each
 * holding a buffer until it ends, so only a few of the buffers are large.
 *
 * @since 0.1.0
 */
public final class TransferBuffers {

	/** The size of the buffer that every transfer can have. */
	public static final int SMALL = 32 * 1024;

	/**
	 * With small buffers, each write costs as much time in Jetty as the copy in the
	 * kernel.
	 */
	private static final int LARGE = 256 * 1024;

	private static final int COUNT = 64;

	private final Queue<ByteBuffer> small = new ArrayBlockingQueue<>(COUNT);

	private final Queue<ByteBuffer> large = new ArrayBlockingQueue<>(COUNT);

	private final Semaphore largeAvailable = new Semaphore(COUNT);

	private final IntFunction<@Nullable ByteBuffer> allocator;

	private final IntUnaryOperator copied;

	public TransferBuffers() {
		this(DirectMemory::allocate, DirectMemory::copied);
	}

	TransferBuffers(IntFunction<@Nullable ByteBuffer> allocator, IntUnaryOperator copied) {
		this.allocator = allocator;
		this.copied = copied;
	}

	/**
	 * Returns a small buffer, on the heap when there is no direct memory. It has less
	 * than {@link #SMALL} bytes where direct memory is scarce.
	 */
	public ByteBuffer takeSmall() {
		int size = this.copied.applyAsInt(SMALL);
		ByteBuffer buffer = take(this.small, size);
		return (buffer != null) ? buffer : ByteBuffer.allocate(size);
	}

	/**
	 * Returns a large buffer, unless all of them are in use or direct memory is scarce.
	 */
	public @Nullable ByteBuffer takeLarge() {
		if (this.copied.applyAsInt(LARGE) < LARGE || !this.largeAvailable.tryAcquire()) {
			return null;
		}
		ByteBuffer buffer = null;
		try {
			buffer = take(this.large, LARGE);
			return buffer;
		}
		finally {
			if (buffer == null) {
				this.largeAvailable.release();
			}
		}
	}

	private @Nullable ByteBuffer take(Queue<ByteBuffer> idle, int size) {
		ByteBuffer buffer = idle.poll();
		return (buffer != null) ? buffer : this.allocator.apply(size);
	}

	/** Takes back a buffer that is no longer read. */
	public void give(ByteBuffer buffer) {
		if (isLarge(buffer)) {
			this.large.offer(buffer);
			this.largeAvailable.release();
		}
		else if (buffer.isDirect()) {
			this.small.offer(buffer);
		}
	}

	/**
	 * Gives up a buffer that the container may still read, so that it is never reused.
	 */
	public void lose(ByteBuffer buffer) {
		if (isLarge(buffer)) {
			this.largeAvailable.release();
		}
	}

	public static boolean isLarge(ByteBuffer buffer) {
		return buffer.capacity() == LARGE;
	}

}
