package dev.mediaboot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.EntityTag;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaStore;
import dev.mediaboot.file.FileIdentity;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryStore}: files that change between the looks at them. The
 * store asks for the time after it has opened a file and before it looks again.
 */
class DirectoryStoreChangeTests extends StoredDirectory {

	private final AtomicInteger looks = new AtomicInteger();

	private MediaStore store(EtagSource entityTags, int changes, Change change) {
		Clock clock = new SupplierClock(() -> {
			if (this.looks.incrementAndGet() <= changes) {
				try {
					change.run();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
			return LATER.instant();
		});
		return this.store(entityTags, clock);
	}

	@ParameterizedTest
	@EnumSource
	void fileThatIsReplacedIsTheNewOne(EtagSource entityTags) throws IOException {
		Path file = write("a.txt", "before");
		MediaStore store = store(entityTags, 1,
				() -> Files.move(write("b.txt", "afterwards"), file, StandardCopyOption.ATOMIC_MOVE));
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("afterwards");
		assertThat(this.looks).hasValue(2);
	}

	@ParameterizedTest
	@EnumSource
	void fileThatIsOverwrittenHasTheTagOfItsNewBytes(EtagSource entityTags) throws IOException {
		Path file = write("a.txt", "before");
		MediaStore store = store(entityTags, 1, () -> write("a.txt", "after!"));
		try (MediaFile found = FileContent.find(store, "a.txt")) {
			assertThat(FileContent.of(found)).isEqualTo("after!");
			assertThat(found.etag()).isEqualTo((entityTags == EtagSource.FILE) ? FileIdentity.of(file).etag()
					: EntityTag.ofContent("after!".getBytes(StandardCharsets.US_ASCII)));
		}
	}

	@Test
	void fileThatGrowsHasItsNewLength() throws IOException {
		Path file = write("a.txt", "abc");
		MediaStore store = store(EtagSource.FILE, 3, () -> Files.writeString(file, "d", StandardOpenOption.APPEND));
		try (MediaFile found = FileContent.find(store, "a.txt")) {
			assertThat(found.length()).isEqualTo(6);
		}
		assertThat(this.looks).hasValue(4);
	}

	@Test
	void fileThatIsTruncatedHasItsNewLength() throws IOException {
		Path file = write("a.txt", "abcdef");
		MediaStore store = store(EtagSource.FILE, 1, () -> Files.writeString(file, ""));
		try (MediaFile found = FileContent.find(store, "a.txt")) {
			assertThat(found.length()).isZero();
		}
	}

	@Test
	void fileThatIsDeletedIsNotFound() throws IOException {
		Path file = write("a.txt", "abc");
		MediaStore store = store(EtagSource.FILE, 1, () -> Files.delete(file));
		assertThat(FileContent.of(store, "a.txt")).isNull();
	}

	@Test
	void fileThatBecomesADirectoryIsNotFound() throws IOException {
		Path file = write("a.txt", "abc");
		MediaStore store = store(EtagSource.FILE, 1, () -> {
			Files.delete(file);
			Files.createDirectory(file);
		});
		assertThat(FileContent.of(store, "a.txt")).isNull();
	}

	@Test
	void directoryThatBecomesALinkOutOfTheRootIsNotFollowed() throws IOException {
		Path inside = write("cats/mia.txt", "public").getParent();
		Path outside = Files.createDirectory(this.root.resolveSibling("private"));
		Files.writeString(outside.resolve("mia.txt"), "secret");
		MediaStore store = store(EtagSource.FILE, 1, () -> {
			Files.move(inside, inside.resolveSibling("dogs"));
			Files.createSymbolicLink(inside, outside);
		});
		assertThat(FileContent.of(store, "cats/mia.txt")).isNull();
	}

	@Test
	void fileThatChangesAtEveryLookIsGivenUp() throws IOException {
		Path file = write("a.txt", "abc");
		MediaStore store = store(EtagSource.FILE, Integer.MAX_VALUE,
				() -> Files.writeString(file, "d", StandardOpenOption.APPEND));
		assertThat(FileContent.of(store, "a.txt")).isNull();
		assertThat(this.looks).hasValueBetween(2, 100);
	}

	@FunctionalInterface
	private interface Change {

		void run() throws IOException;

	}

}
