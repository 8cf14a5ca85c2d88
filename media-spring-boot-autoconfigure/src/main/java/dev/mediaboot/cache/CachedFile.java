package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.LocalFile;
import dev.mediaboot.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * One version of a file in memory. The cache and every response being written hold it;
 * the last of them to release it gives the memory back.
 */
final class CachedFile {

	private final MediaFile origin;

	private final long length;

	private final @Nullable Instant lastModified;

	private final @Nullable String etag;

	private final Blocks memory;

	private final ByteBuffer[] blocks;

	private final AtomicInteger holders = new AtomicInteger(1);

	private final long read;

	private volatile long checked;

	private CachedFile(MediaFile origin, long length, Blocks memory, ByteBuffer[] blocks, long now) {
		this.origin = origin;
		this.length = length;
		this.lastModified = origin.lastModified();
		this.etag = origin.etag();
		this.memory = memory;
		this.blocks = blocks;
		this.read = now;
		this.checked = now;
	}

	/**
	 * Reads a file.
	 * @param file the file, which stays open
	 * @param memory the memory for its bytes
	 * @param now the time in nanoseconds
	 * @return the file in memory, held by the caller, or {@code null} when there is no
	 * memory for it or the file changed while it was read
	 */
	static @Nullable CachedFile read(MediaFile file, Blocks memory, long now) throws IOException {
		long length = file.length();
		ByteBuffer[] blocks = memory.take(Blocks.count(length));
		if (blocks == null) {
			return null;
		}
		CachedFile cached = null;
		try (ReadableByteChannel channel = file.open(0, length)) {
			if (read(channel, length, blocks) && file.isCurrent()) {
				cached = new CachedFile(file, length, memory, blocks, now);
			}
			return cached;
		}
		finally {
			if (cached == null) {
				memory.giveBack(blocks);
			}
		}
	}

	private static boolean read(ReadableByteChannel channel, long length, ByteBuffer[] blocks) throws IOException {
		long remaining = length;
		for (ByteBuffer block : blocks) {
			block.clear().limit((int) Math.min(Blocks.SIZE, remaining));
			remaining -= block.remaining();
			while (block.hasRemaining()) {
				if (channel.read(block) < 0) {
					return false;
				}
			}
			block.clear();
		}
		return true;
	}

	/**
	 * Returns the number of blocks it takes; an empty file counts as one, because its
	 * entry takes memory too.
	 */
	int weight() {
		return Math.max(this.blocks.length, 1);
	}

	/**
	 * Whether the content in memory is still that of the file. A writer that has mapped
	 * the file may change it without a trace, so the checks are trusted for a limited
	 * time only.
	 * @param now the time in nanoseconds
	 * @param interval how many nanoseconds one check remains valid
	 * @param maxAge how many nanoseconds after reading the file the checks are trusted at
	 * all
	 */
	boolean isCurrent(long now, long interval, long maxAge) {
		if (interval > 0 && now - this.checked < interval) {
			return true;
		}
		if (now - this.read >= maxAge || !this.origin.isCurrent()) {
			return false;
		}
		if (interval > 0) {
			this.checked = now;
		}
		return true;
	}

	/**
	 * Holds the file for one response.
	 * @return the file, or {@code null} when its memory has already been given back
	 */
	@Nullable MediaFile hold() {
		int count = this.holders.get();
		while (count > 0) {
			if (this.holders.compareAndSet(count, count + 1)) {
				return new Held();
			}
			count = this.holders.get();
		}
		return null;
	}

	/** Releases the file, once for each time it was held. */
	void release() {
		if (this.holders.decrementAndGet() == 0) {
			this.memory.giveBack(this.blocks);
		}
	}

	private ByteBuffer[] slice(long position, long count) {
		if (count == 0) {
			return new ByteBuffer[0];
		}
		int first = (int) (position / Blocks.SIZE);
		int last = (int) ((position + count - 1) / Blocks.SIZE);
		ByteBuffer[] slice = new ByteBuffer[last - first + 1];
		for (int i = first; i <= last; i++) {
			slice[i - first] = this.blocks[i].asReadOnlyBuffer();
		}
		slice[last - first].limit((int) ((position + count - 1) % Blocks.SIZE) + 1);
		slice[0].position((int) (position % Blocks.SIZE));
		return slice;
	}

	/**
	 * The file as held by one response.
	 */
	private final class Held implements MediaFile {

		private final AtomicBoolean open = new AtomicBoolean(true);

		@Override
		public long length() {
			return CachedFile.this.length;
		}

		@Override
		public @Nullable Instant lastModified() {
			return CachedFile.this.lastModified;
		}

		@Override
		public @Nullable String etag() {
			return CachedFile.this.etag;
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			return new BuffersChannel(slice(position, count));
		}

		@Override
		public ByteBuffer[] buffers(long position, long count) {
			return slice(position, count);
		}

		@Override
		public @Nullable LocalFile localFile() {
			return CachedFile.this.origin.localFile();
		}

		@Override
		public boolean isCurrent() {
			return CachedFile.this.origin.isCurrent();
		}

		@Override
		public void close() {
			if (this.open.compareAndSet(true, false)) {
				release();
			}
		}

	}

}
