package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A directory, and stores for it with the clocks that the tests choose.
 */
abstract class StoredDirectory {

	/** A clock for which no file has changed lately. */
	static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

	/** A clock that stands: whatever changes, changes within its tick. */
	static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

	static final int DESCRIBED_BY_CONTENT = 256 * 1024;

	@TempDir
	Path directory;

	Path root;

	MediaStore store;

	@BeforeEach
	void createRoot() throws IOException {
		this.root = Files.createDirectory(this.directory.toRealPath().resolve("media"));
		this.store = MediaStores.directory(this.root);
	}

	MediaStore store(Clock clock) {
		return store(EtagSource.FILE, clock);
	}

	MediaStore store(EtagSource entityTags, Clock clock) {
		return new DirectoryStore(this.root, Symlinks.WITHIN_ROOT, entityTags, clock);
	}

	Path write(String path, String content) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	static String etag(MediaStore store, String path) throws IOException {
		try (MediaFile file = FileContent.find(store, path)) {
			return file.etag();
		}
	}

	static Instant lastModified(MediaStore store, String path) throws IOException {
		try (MediaFile file = FileContent.find(store, path)) {
			return file.lastModified();
		}
	}

}
