package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaCache}: the memory it takes, lends and gives back, and its
 * figures.
 */
class MediaCacheMemoryTests extends CachedDirectory {

	@Test
	void withoutDirectMemoryFilesAreThoseOfTheStore() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cache(Duration.ZERO, (size) -> null).decorate((path) -> file, MOUNT);
		for (int i = 0; i < 3; i++) {
			assertThat(find(custom, "a.txt")).isSameAs(file);
		}
		assertThat(file.reads).as("reads, of what there is no memory for").isZero();
		assertThat(file.closed).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "32, 256, 32", "128, 256, 128", "129, 256, 128", "32, 32, 16", "32, 24, 8", "32, 20, 5", "32, 16, 4",
			"32, 8, 2", "1, 8, 1" })
	void cacheFitsIntoTheDirectMemoryThatThereIs(long maxSize, long directMemory, long expected) {
		long mebibyte = 1024 * 1024;
		assertThat(MediaCache.fitting(maxSize * mebibyte, directMemory * mebibyte)).isEqualTo(expected * mebibyte);
	}

	@Test
	void fileThatHasLeftTheCacheIsReadToItsEnd() throws IOException {
		write("a.txt", digits(MAX_FILE_SIZE));
		try (MediaFile file = find(this.store, "a.txt")) {
			for (int i = 0; i < 100; i++) {
				Files.writeString(this.root.resolve(i + ".txt"), "x".repeat(MAX_FILE_SIZE));
			}
			rest("99.txt");
			for (int i = 0; i < 100; i++) {
				read(this.store, i + ".txt");
			}
			Files.delete(this.root.resolve("a.txt"));
			assertThat(this.store.find(MediaPath.parse("a.txt"))).isNull();
			assertThat(read(file)).isEqualTo(digits(MAX_FILE_SIZE));
		}
	}

	@Test
	void memoryOfWhatIsStillSentIsNotTakenAgain() throws IOException {
		List<MediaFile> held = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			Files.writeString(this.root.resolve(i + ".txt"), String.valueOf((char) ('A' + i)).repeat(MAX_FILE_SIZE));
		}
		rest("39.txt");
		for (int i = 0; i < 40; i++) {
			held.add(find(this.store, i + ".txt"));
		}
		assertThat(held).as("in memory").anyMatch((file) -> file.buffers(0, 1) != null);
		assertThat(held).as("for which there was no memory").anyMatch((file) -> file.buffers(0, 1) == null);
		for (int i = 0; i < 40; i++) {
			assertThat(read(held.get(i))).containsOnlyOnce(String.valueOf((char) ('A' + i)).repeat(MAX_FILE_SIZE));
			held.get(i).close();
			held.get(i).close();
		}
		// All memory is there again, and none of it twice
		for (int i = 0; i < 40; i++) {
			assertThat(isInMemory(this.store, i + ".txt")).isTrue();
			assertThat(read(this.store, i + ".txt")).doesNotContain(String.valueOf((char) ('A' + (i + 1) % 40)));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 100 })
	void everyAnswerIsItsFileHoweverManyThereAre(int files) throws Exception {
		for (int i = 0; i < files; i++) {
			Files.writeString(this.root.resolve(i + ".txt"), (i + ",").repeat(20_000 / 3));
		}
		rest((files - 1) + ".txt");
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> results = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				Random random = new Random(thread);
				results.add(executor.submit(() -> {
					for (int i = 0; i < 2000; i++) {
						int name = random.nextInt(files);
						assertThat(read(this.store, name + ".txt")).isEqualTo((name + ",").repeat(20_000 / 3));
					}
					return null;
				}));
			}
			for (Future<?> result : results) {
				result.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void figuresCountOnlyFilesThatExist() throws IOException {
		MediaCache cache = cache(Duration.ZERO);
		MediaStore figured = cache.decorate(MediaStores.directory(this.root), MOUNT);
		write("a.txt", "abc");
		write("large.txt", digits(MAX_FILE_SIZE + 1));
		for (int i = 0; i < 3; i++) {
			read(figured, "a.txt");
			read(figured, "large.txt");
			assertThat(figured.find(Objects.requireNonNull(MediaPath.parse("none.txt")))).isNull();
			assertThat(figured.findSibling(Objects.requireNonNull(MediaPath.parse("a.txt")), ".br")).isNull();
		}
		assertThat(cache.hits()).isEqualTo(2);
		assertThat(cache.misses()).isEqualTo(4);
		assertThat(cache.evictions()).isZero();
		assertThat(cache.files()).isOne();
		assertThat(cache.size()).isEqualTo(Blocks.SIZE);
		assertThat(cache.maxSize()).isEqualTo(MAX_SIZE);
	}

	@Test
	void fileThatHasChangedHadToBeOpened() throws IOException {
		MediaCache cache = cache(Duration.ZERO);
		MediaStore figured = cache.decorate(MediaStores.directory(this.root), MOUNT);
		write("a.txt", "abc");
		read(figured, "a.txt");
		write("a.txt", "abcd");
		read(figured, "a.txt");
		assertThat(cache.hits()).isZero();
		assertThat(cache.misses()).isEqualTo(2);
		assertThat(cache.evictions()).isZero();
	}

	@Test
	void filesThatMakeRoomAreEvictions() throws IOException {
		MediaCache cache = cache(Duration.ZERO);
		MediaStore figured = cache.decorate(MediaStores.directory(this.root), MOUNT);
		int files = 4 * MAX_SIZE / MAX_FILE_SIZE;
		for (int i = 0; i < files; i++) {
			Files.writeString(this.root.resolve(i + ".txt"), digits(MAX_FILE_SIZE));
		}
		rest((files - 1) + ".txt");
		for (int i = 0; i < files; i++) {
			read(figured, i + ".txt");
		}
		assertThat(cache.misses()).isEqualTo(files);
		assertThat(cache.evictions()).isEqualTo(files - cache.files()).isPositive();
		assertThat(cache.size()).isEqualTo(cache.files() * MAX_FILE_SIZE).isLessThanOrEqualTo(MAX_SIZE);
	}

}
