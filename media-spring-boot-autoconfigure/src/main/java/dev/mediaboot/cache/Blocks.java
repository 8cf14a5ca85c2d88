package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

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

	private final Deque<ByteBuffer> free = new ArrayDeque<>();

	private long unallocated;

	/**
	 * Creates blocks, none of them allocated yet.
	 * @param capacity the number of bytes that they have together
	 */
	Blocks(long capacity) {
		this.unallocated = capacity / SIZE;
	}

	/** How many blocks that many bytes take. */
	static int count(long length) {
		return Math.toIntExact((length + SIZE - 1) / SIZE);
	}

	/**
	 * Takes blocks.
	 * @param count how many
	 * @return the blocks with whatever they hold, or {@code null} when too few are free
	 */
	synchronized ByteBuffer @Nullable [] take(int count) {
		while (this.free.size() < count && this.unallocated > 0) {
			allocate((int) Math.min(SLAB, this.unallocated));
		}
		if (this.free.size() < count) {
			return null;
		}
		ByteBuffer[] blocks = new ByteBuffer[count];
		for (int i = 0; i < count; i++) {
			blocks[i] = this.free.pop();
		}
		return blocks;
	}

	private void allocate(int count) {
		ByteBuffer slab = ByteBuffer.allocateDirect(count * SIZE);
		for (int i = 0; i < count; i++) {
			this.free.push(slab.slice(i * SIZE, SIZE));
		}
		this.unallocated -= count;
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
