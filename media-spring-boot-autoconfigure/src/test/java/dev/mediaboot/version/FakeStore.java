package dev.mediaboot.version;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.Fixture;
import org.jspecify.annotations.Nullable;

/**
 * Files that count how often they are looked for, opened and left open.
 */
class FakeStore implements MediaStore {

	final AtomicInteger looks = new AtomicInteger();

	final AtomicInteger reads = new AtomicInteger();

	final AtomicInteger open = new AtomicInteger();

	final Map<String, FakeFile> files = new ConcurrentHashMap<>();

	/** Runs while a file is read. */
	volatile Runnable whileReading = () -> {
	};

	FakeStore with(String path, String content, @Nullable String etag) {
		this.files.put(path, new FakeFile(content, etag, content.length()));
		return this;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) {
		this.looks.incrementAndGet();
		FakeFile file = this.files.get(path.toString());
		return (file != null) ? new OpenFile(file) : null;
	}

	record FakeFile(String content, @Nullable String etag, long length) {
	}

	private final class OpenFile implements MediaFile {

		private final FakeFile file;

		OpenFile(FakeFile file) {
			this.file = file;
			FakeStore.this.open.incrementAndGet();
		}

		@Override
		public long length() {
			return this.file.length();
		}

		@Override
		public Instant lastModified() {
			return Fixture.MODIFIED;
		}

		@Override
		public @Nullable String etag() {
			return this.file.etag();
		}

		@Override
		public ReadableByteChannel open(long position, long count) throws IOException {
			FakeStore.this.reads.incrementAndGet();
			FakeStore.this.whileReading.run();
			byte[] content = this.file.content().getBytes(StandardCharsets.UTF_8);
			return Channels.newChannel(new ByteArrayInputStream(content, (int) position, (int) count));
		}

		@Override
		public void close() {
			FakeStore.this.open.decrementAndGet();
		}

	}

}
