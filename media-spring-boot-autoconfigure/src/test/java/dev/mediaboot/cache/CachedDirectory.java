package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A directory whose files are cached, and a clock that the tests set.
 */
abstract class CachedDirectory {

	static final Mount MOUNT = Mount.of("/site", (path) -> null);

	static final int MAX_SIZE = 1024 * 1024;

	static final int MAX_FILE_SIZE = 64 * 1024;

	static final Duration MAX_AGE = Duration.ofSeconds(60);

	@TempDir
	Path directory;

	Path root;

	final AtomicInteger openings = new AtomicInteger();

	final AtomicLong time = new AtomicLong();

	MediaStore store;

	@BeforeEach
	void create() throws IOException {
		this.root = Files.createDirectory(this.directory.toRealPath().resolve("media"));
		this.store = cached(Duration.ZERO);
	}

	MediaCache cache(Duration revalidate) {
		return cache(revalidate, ByteBuffer::allocateDirect);
	}

	MediaCache cache(Duration revalidate, IntFunction<ByteBuffer> allocator) {
		return new MediaCache(MAX_FILE_SIZE, revalidate, MAX_AGE, this.time::get,
				() -> new Blocks(MAX_SIZE, allocator));
	}

	MediaStore cached(Duration revalidate) {
		return cached(MediaStores.directory(this.root), revalidate);
	}

	MediaStore cached(MediaStore store, Duration revalidate) {
		return cache(revalidate).decorate((path) -> {
			this.openings.incrementAndGet();
			return store.find(path);
		}, MOUNT);
	}

	/** Writes a file and waits until its times vouch for its content. */
	Path write(String name, String content) throws IOException {
		Path file = Files.writeString(this.root.resolve(name), content);
		rest(name);
		return file;
	}

	void rest(String name) {
		MediaStore uncached = MediaStores.directory(this.root);
		Awaitility.await().pollInSameThread().until(() -> {
			try (MediaFile file = find(uncached, name)) {
				return file.isCurrent();
			}
		});
	}

	static MediaFile find(MediaStore store, String path) throws IOException {
		return Objects.requireNonNull(store.find(Objects.requireNonNull(MediaPath.parse(path))), path);
	}

	static String read(MediaFile file) throws IOException {
		try (ReadableByteChannel channel = file.open(0, file.length())) {
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	static String read(MediaStore store, String path) throws IOException {
		try (MediaFile file = find(store, path)) {
			assertThat(file.length()).isEqualTo(read(file).length());
			return read(file);
		}
	}

	static boolean isInMemory(MediaStore store, String path) throws IOException {
		try (MediaFile file = find(store, path)) {
			return file.buffers(0, file.length()) != null;
		}
	}

	static String digits(int length) {
		return "0123456789".repeat(length / 10 + 1).substring(0, length);
	}

}
