package dev.mediaboot.testing;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Files that a cache would keep: in many small blocks outside the heap, which are used
 * for something else as soon as the file is closed. Their names tell their lengths.
 */
public final class MemoryStore implements MediaStore {

	private static final int BLOCK = 4096;

	/** How many files are open. */
	public static final AtomicInteger open = new AtomicInteger();

	@Override
	public MediaFile find(MediaPath path) {
		String name = path.segments().get(0);
		boolean known = path.segments().size() == 1 && (name.endsWith(".png") || name.endsWith(".txt"));
		return known ? new BlocksFile(Integer.parseInt(name.substring(0, name.length() - 4))) : null;
	}

	@Configuration(proxyBeanMethods = false)
	public static class Mounted {

		@Bean
		public Mount memory() {
			return Mount.of("/memory", new MemoryStore()).withPrecompressed(false);
		}

	}

	private static final class BlocksFile implements MediaFile {

		private final List<ByteBuffer> blocks = new ArrayList<>();

		private final int length;

		private boolean closed;

		public BlocksFile(int length) {
			this.length = length;
			byte[] content = Fixture.numbers(length);
			for (int position = 0; position < length; position += BLOCK) {
				int count = Math.min(BLOCK, length - position);
				this.blocks.add(ByteBuffer.allocateDirect(count).put(0, content, position, count));
			}
			open.incrementAndGet();
		}

		@Override
		public long length() {
			return this.length;
		}

		@Override
		public Instant lastModified() {
			return Fixture.MODIFIED;
		}

		@Override
		public String etag() {
			return "memory-" + this.length;
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			throw new IllegalStateException("It is in memory");
		}

		@Override
		public ByteBuffer[] buffers(long position, long count) {
			List<ByteBuffer> buffers = new ArrayList<>();
			long end = position + count;
			for (long next = position; next < end;) {
				int offset = (int) (next % BLOCK);
				int part = (int) Math.min(BLOCK - offset, end - next);
				ByteBuffer block = this.blocks.get((int) (next / BLOCK));
				buffers.add(block.slice(offset, part).asReadOnlyBuffer());
				next += part;
			}
			return buffers.toArray(new ByteBuffer[0]);
		}

		@Override
		public void close() {
			if (this.closed) {
				throw new IllegalStateException("It has been closed before");
			}
			this.closed = true;
			open.decrementAndGet();
			for (ByteBuffer block : this.blocks) {
				while (block.hasRemaining()) {
					block.put((byte) '!');
				}
			}
		}

	}

}
