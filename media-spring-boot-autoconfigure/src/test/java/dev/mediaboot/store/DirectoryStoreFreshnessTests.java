package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryStore}: what is written, replaced or deleted is seen at once.
 */
class DirectoryStoreFreshnessTests extends StoredDirectory {

	@Test
	void fileWrittenAfterTheStartIsFoundAtOnce() throws IOException {
		assertThat(FileContent.of(this.store, "a.txt")).isNull();
		write("a.txt", "abc");
		assertThat(FileContent.of(this.store, "a.txt")).isEqualTo("abc");
	}

	@Test
	void fileInANewDirectoryIsFoundAtOnce() throws IOException {
		assertThat(FileContent.of(this.store, "a/b/c.txt")).isNull();
		write("a/b/c.txt", "abc");
		assertThat(FileContent.of(this.store, "a/b/c.txt")).isEqualTo("abc");
	}

	@Test
	void deletedFileIsGoneAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		assertThat(FileContent.of(this.store, "a.txt")).isEqualTo("abc");
		Files.delete(file);
		assertThat(FileContent.of(this.store, "a.txt")).isNull();
	}

	@Test
	void replacedFileIsSeenAtOnce() throws IOException {
		write("a.txt", "abc");
		String before = etag(this.store, "a.txt");
		Files.move(write("a.txt.new", "xyz"), this.root.resolve("a.txt"), StandardCopyOption.ATOMIC_MOVE);
		assertThat(FileContent.of(this.store, "a.txt")).isEqualTo("xyz");
		assertThat(etag(this.store, "a.txt")).isNotEqualTo(before);
	}

	@Test
	void rootThatComesLaterIsSeen() throws IOException {
		MediaStore late = MediaStores.directory(this.root.resolve("late"));
		assertThat(FileContent.of(late, "a.txt")).isNull();
		write("late/a.txt", "abc");
		assertThat(FileContent.of(late, "a.txt")).isEqualTo("abc");
	}

	@Test
	void rootThatGoesAwayHoldsNothing() throws IOException {
		write("a.txt", "abc");
		Files.move(this.root, this.directory.resolve("gone"));
		assertThat(FileContent.of(this.store, "a.txt")).isNull();
	}

	@Test
	void everyOfManyQuickChangesOfTheSameSizeHasATagOfItsOwn() throws IOException {
		Set<String> tags = new HashSet<>();
		for (int i = 1000; i < 1500; i++) {
			write("a.txt", "" + i);
			try (MediaFile file = FileContent.find(this.store, "a.txt")) {
				assertThat(FileContent.of(file)).isEqualTo("" + i);
				assertThat(tags.add(file.etag())).as("tag %s is new", file.etag()).isTrue();
			}
		}
	}

	@Test
	@Timeout(60)
	void fileThatIsReplacedAllTheTimeIsAlwaysOneOfItsVersions() throws Exception {
		// R3: the length, the tag and the bytes are those of one version
		write("a.txt", content(0));
		Map<String, String> contents = new ConcurrentHashMap<>();
		whileWriting((round) -> {
			Files.move(write("a.txt.new", content(round)), this.root.resolve("a.txt"), StandardCopyOption.ATOMIC_MOVE);
		}, () -> {
			try (MediaFile file = FileContent.find(this.store, "a.txt")) {
				assertThat(file).as("a file that is replaced is always there").isNotNull();
				String content = FileContent.of(file);
				assertThat(content).hasSize((int) file.length());
				assertThat(content).containsPattern("^(\\d+)( \\1)*$");
				String other = contents.putIfAbsent(file.etag(), content);
				assertThat(other).isIn(null, content);
			}
		});
	}

	@Test
	@Timeout(60)
	void fileThatComesAndGoesIsWholeOrNotThere() throws Exception {
		write("a.txt", content(0));
		whileWriting((round) -> {
			Files.deleteIfExists(this.root.resolve("a.txt"));
			Files.move(write("a.txt.new", content(round)), this.root.resolve("a.txt"));
		}, () -> {
			try (MediaFile file = FileContent.find(this.store, "a.txt")) {
				if (file != null) {
					assertThat(FileContent.of(file)).hasSize((int) file.length()).containsPattern("^(\\d+)( \\1)*$");
				}
			}
		});
	}

	private static String content(int round) {
		return (round + " ").repeat(1 + round % 50).strip();
	}

	/**
	 * Writes again and again while this thread reads, but never twice during a read: who
	 * changes a file faster than it can be looked at has none.
	 */
	private static void whileWriting(Write write, Read read) throws Exception {
		ExecutorService writer = Executors.newSingleThreadExecutor();
		Semaphore turns = new Semaphore(1);
		try {
			Future<Void> written = writer.submit(() -> {
				for (int round = 1; round < 500; round++) {
					assertThat(turns.tryAcquire(10, TimeUnit.SECONDS)).as("somebody reads").isTrue();
					write.run(round);
				}
				return null;
			});
			while (!written.isDone()) {
				read.run();
				turns.drainPermits();
				turns.release();
			}
			written.get();
		}
		finally {
			writer.shutdownNow();
			assertThat(writer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@FunctionalInterface
	private interface Write {

		void run(int round) throws IOException;

	}

	@FunctionalInterface
	private interface Read {

		void run() throws IOException;

	}

}
