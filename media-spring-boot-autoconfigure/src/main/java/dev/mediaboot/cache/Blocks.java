package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Direct memory in blocks of one size. Every block suits every file, so the blocks that
 * one file gives back serve the next. The memory never grows beyond its capacity, and
 * freeing it does not depend on the garbage collector.
 */
final class Blocks {

	/** Bytes in a block, and the most that a file wastes. */
	static final int SIZE = 4 * 1024;

	/**
	 * Blocks in one allocation. The JDK zeroes memory when it allocates it, so the
	 * capacity is not allocated all at once.
	 */
	private static final int SLAB = 64;

	private final IntFunction<@Nullable ByteBuffer> allocator;

	private final Deque<ByteBuffer> free = new ArrayDeque<>();

	private final long capacity;

	private long unallocated;

	/**
	 * Creates the blocks, none of them allocated yet.
	 * @param capacity the size of all blocks together in bytes
	 * @param allocator allocates the given number of bytes, or returns {@code null} when
	 * there is no memory for them
	 */
	Blocks(long capacity, IntFunction<@Nullable ByteBuffer> allocator) {
		this.capacity = capacity;
		this.unallocated = capacity / SIZE;
		this.allocator = allocator;
	}

	/** Returns the number of blocks that a number of bytes takes. */
	static int count(long length) {
		return Math.toIntExact((length + SIZE - 1) / SIZE);
	}

	long capacity() {
		return this.capacity;
	}

	/**
	 * Takes blocks.
	 * @param count the number of blocks
	 * @return the blocks, not cleared, or {@code null} when too few are free
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

	/** Allocates outside the lock, so that no other thread waits for it. */
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
	 * Gives back blocks that are no longer read.
	 */
	synchronized void giveBack(ByteBuffer[] blocks) {
		for (ByteBuffer block : blocks) {
			this.free.push(block);
		}
	}

}
