package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Direct memory in blocks of one size: any of them fits any file, and what one file gives
 * back another one takes. It never grows beyond its capacity, and the garbage collector
 * has nothing to do with it.
 */
final class Blocks {

	/** What a small file wastes at the most. */
	static final int SIZE = 4 * 1024;

	/** The memory is zeroed when it is allocated, so not all of it at once. */
	private static final int SLAB = 64;

	private final IntFunction<@Nullable ByteBuffer> allocator;

	private final Deque<ByteBuffer> free = new ArrayDeque<>();

	private final long capacity;

	private long unallocated;

	/**
	 * Creates blocks, none of them allocated yet.
	 * @param capacity the number of bytes that they have together
	 * @param allocator allocates so many bytes, unless there is no memory for them
	 */
	Blocks(long capacity, IntFunction<@Nullable ByteBuffer> allocator) {
		this.capacity = capacity;
		this.unallocated = capacity / SIZE;
		this.allocator = allocator;
	}

	/** How many blocks that many bytes take. */
	static int count(long length) {
		return Math.toIntExact((length + SIZE - 1) / SIZE);
	}

	long capacity() {
		return this.capacity;
	}

	/**
	 * Takes blocks.
	 * @param count how many
	 * @return the blocks with whatever they hold, or {@code null} when too few are free
	 */
	ByteBuffer @Nullable [] take(int count) {
		ByteBuffer[] blocks = takeFree(count);
		while (blocks == null && allocate()) {
			blocks = takeFree(count);
		}
		return blocks;
	}

	private synchronized ByteBuffer @Nullable [] takeFree(int count) {
		if (this.free.size() < count) {
			return null;
		}
		ByteBuffer[] blocks = new ByteBuffer[count];
		for (int i = 0; i < count; i++) {
			blocks[i] = this.free.pop();
		}
		return blocks;
	}

	/** Nobody waits for a lock while memory is looked for. */
	private boolean allocate() {
		int count = reserve();
		ByteBuffer slab = (count > 0) ? this.allocator.apply(count * SIZE) : null;
		synchronized (this) {
			if (slab == null) {
				this.unallocated += count;
				return false;
			}
			for (int i = 0; i < count; i++) {
				this.free.push(slab.slice(i * SIZE, SIZE));
			}
			return true;
		}
	}

	private synchronized int reserve() {
		int count = (int) Math.min(SLAB, this.unallocated);
		this.unallocated -= count;
		return count;
	}

	/**
	 * Gives blocks back that nobody reads any more.
	 */
	synchronized void giveBack(ByteBuffer[] blocks) {
		for (ByteBuffer block : blocks) {
			this.free.push(block);
		}
	}

}
