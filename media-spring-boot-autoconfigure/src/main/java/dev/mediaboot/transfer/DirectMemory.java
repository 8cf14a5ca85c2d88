package dev.mediaboot.transfer;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Allocates memory outside the heap for callers that can do without it. It refuses at
 * once when memory is short: a virtual machine that is asked for more than it has
 * collects garbage and waits for most of a second before it fails.
 *
 * <pre class="code">
 * ByteBuffer buffer = DirectMemory.allocate(size);
 * return (buffer != null) ? buffer : ByteBuffer.allocate(size);
 * </pre>
 *
 * @since 0.1.0
 */
public final class DirectMemory {

	/**
	 * What the threads of a container need at most: it reads and writes through direct
	 * memory and cannot do without. Two hundred threads of Jetty were measured with 40
	 * KiB each.
	 */
	private static final long CONTAINER = 8 * 1024 * 1024;

	/** As many threads write at the same time, by default. */
	private static final int THREADS = 200;

	private static final int SMALLEST_COPY = 8 * 1024;

	/** How long a failure is remembered. */
	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final long limit;

	private final LongSupplier used;

	private final IntFunction<ByteBuffer> allocator;

	private final LongSupplier ticker;

	/** What is being allocated at this moment, and not counted as used yet. */
	private final AtomicLong pending = new AtomicLong();

	private volatile boolean failed;

	private volatile long failedAt;

	DirectMemory(long limit, LongSupplier used, IntFunction<ByteBuffer> allocator, LongSupplier ticker) {
		this.limit = limit;
		this.used = used;
		this.allocator = allocator;
		this.ticker = ticker;
	}

	/**
	 * Allocates a buffer.
	 * @param size the number of bytes
	 * @return the buffer, or {@code null} when there is too little memory
	 */
	public static @Nullable ByteBuffer allocate(int size) {
		return Jvm.MEMORY.tryAllocate(size);
	}

	/**
	 * Returns the limit of direct memory for the whole virtual machine.
	 * @return the number of bytes
	 */
	public static long limit() {
		return Jvm.MEMORY.limit;
	}

	/**
	 * Returns how much of the memory is left to callers that cannot do without.
	 * @param limit the limit of direct memory in bytes
	 * @return what the threads of a container need, and at least a quarter and at most
	 * half of the memory
	 */
	static long spare(long limit) {
		return Math.max(limit / 4, Math.min(limit / 2, CONTAINER));
	}

	/**
	 * Returns how much of the memory a cache may take.
	 * @param limit the limit of direct memory in bytes
	 * @return half of it, or less where little more would be left than a container and
	 * the buffers of transfers need; at least a quarter
	 */
	public static long forCache(long limit) {
		return Math.min(limit / 2, Math.max(limit / 4, limit - 2 * CONTAINER));
	}

	/**
	 * Returns how much may be read from a file or written to a socket at once if that may
	 * happen through a buffer on the heap. The JDK copies it through direct memory of the
	 * same size, which it keeps for each thread. A filter of the application may turn a
	 * direct buffer into one on the heap.
	 * @param preferred the size in bytes that is fastest
	 * @return the preferred size, or less where the threads of a container would take
	 * more than a quarter of the direct memory; at least 8 KiB
	 */
	public static int copied(int preferred) {
		return copied(preferred, limit());
	}

	static int copied(int preferred, long limit) {
		return (int) Math.min(preferred, Math.max(SMALLEST_COPY, limit / 4 / THREADS));
	}

	@Nullable ByteBuffer tryAllocate(int size) {
		long wanted = this.pending.addAndGet(size);
		try {
			long left = this.limit - this.used.getAsLong() - wanted;
			return (left < spare(this.limit) || hasJustFailed()) ? null : this.allocator.apply(size);
		}
		catch (OutOfMemoryError ex) {
			this.failedAt = this.ticker.getAsLong();
			this.failed = true;
			return null;
		}
		finally {
			this.pending.addAndGet(-size);
		}
	}

	private boolean hasJustFailed() {
		return this.failed && this.ticker.getAsLong() - this.failedAt < PAUSE.toNanos();
	}

	/**
	 * The direct memory of this virtual machine, looked up on first use: the lookup would
	 * slow down the start.
	 */
	private static final class Jvm {

		static final DirectMemory MEMORY = new DirectMemory(limit(), used(), ByteBuffer::allocateDirect,
				System::nanoTime);

		private static long limit() {
			long heap = Runtime.getRuntime().maxMemory();
			try {
				HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
				long limit = Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
				return (limit > 0) ? limit : heap;
			}
			catch (RuntimeException | LinkageError ex) {
				// Other virtual machines do not report their limit.
				return heap;
			}
		}

		private static LongSupplier used() {
			try {
				for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
					if (pool.getName().equals("direct")) {
						return pool::getTotalCapacity;
					}
				}
			}
			catch (RuntimeException | LinkageError ex) {
				// Without a report, no memory counts as used.
			}
			return () -> 0;
		}

	}

}
