package dev.mediaboot.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.HintedStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class MediaCacheTests {

	private static final Mount MOUNT = Mount.of("/site", (path) -> null);

	private static final int MAX_SIZE = 1024 * 1024;

	private static final int MAX_FILE_SIZE = 64 * 1024;

	private static final Duration MAX_AGE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private Path root;

	private final AtomicInteger openings = new AtomicInteger();

	private final AtomicLong time = new AtomicLong();

	private MediaStore store;

	@BeforeEach
	void create() throws IOException {
		this.root = Files.createDirectory(this.directory.toRealPath().resolve("media"));
		this.store = cached(Duration.ZERO);
	}

	private MediaCache cache(Duration revalidate) {
		return cache(revalidate, ByteBuffer::allocateDirect);
	}

	private MediaCache cache(Duration revalidate, IntFunction<ByteBuffer> allocator) {
		return new MediaCache(MAX_FILE_SIZE, revalidate, MAX_AGE, this.time::get,
				() -> new Blocks(MAX_SIZE, allocator));
	}

	private MediaStore cached(Duration revalidate) {
		return cached(MediaStores.directory(this.root), revalidate);
	}

	private MediaStore cached(MediaStore store, Duration revalidate) {
		return cache(revalidate).decorate((path) -> {
			this.openings.incrementAndGet();
			return store.find(path);
		}, MOUNT);
	}

	/** Writes a file and waits until its times vouch for its content. */
	private Path write(String name, String content) throws IOException {
		Path file = Files.writeString(this.root.resolve(name), content);
		rest(name);
		return file;
	}

	private void rest(String name) {
		MediaStore uncached = MediaStores.directory(this.root);
		Awaitility.await().pollInSameThread().until(() -> {
			try (MediaFile file = find(uncached, name)) {
				return file.isCurrent();
			}
		});
	}

	private static MediaFile find(MediaStore store, String path) throws IOException {
		return Objects.requireNonNull(store.find(Objects.requireNonNull(MediaPath.parse(path))), path);
	}

	private static String read(MediaFile file) throws IOException {
		try (ReadableByteChannel channel = file.open(0, file.length())) {
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private static String read(MediaStore store, String path) throws IOException {
		try (MediaFile file = find(store, path)) {
			assertThat(file.length()).isEqualTo(read(file).length());
			return read(file);
		}
	}

	private static boolean isInMemory(MediaStore store, String path) throws IOException {
		try (MediaFile file = find(store, path)) {
			return file.buffers(0, file.length()) != null;
		}
	}

	private static String digits(int length) {
		return "0123456789".repeat(length / 10 + 1).substring(0, length);
	}

	@Test
	void fileThatIsAskedForAgainIsNotOpenedAgain() throws IOException {
		write("a.txt", "abc");
		for (int i = 0; i < 5; i++) {
			assertThat(read(this.store, "a.txt")).isEqualTo("abc");
		}
		assertThat(this.openings).hasValue(1);
	}

	@Test
	void fileInMemoryHasTheAttributesOfTheFile() throws IOException {
		write("a.txt", "abc");
		Files.setLastModifiedTime(this.root.resolve("a.txt"), FileTime.from(Instant.parse("2024-02-29T12:34:56Z")));
		rest("a.txt");
		try (MediaFile file = find(MediaStores.directory(this.root), "a.txt")) {
			for (int i = 0; i < 2; i++) {
				try (MediaFile cached = find(this.store, "a.txt")) {
					assertThat(cached.length()).isEqualTo(3);
					assertThat(cached.etag()).isEqualTo(file.etag()).isNotNull();
					assertThat(cached.lastModified()).isEqualTo("2024-02-29T12:34:56Z");
					assertThat(cached.isCurrent()).isTrue();
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "0, 1", "0, 4096", "0, 4097", "4095, 2", "4096, 1", "5000, 4000", "1, 9998", "9999, 1",
			"8192, 1808", "10000, 0" })
	void anyPartCanBeRead(int position, int count) throws IOException {
		write("a.txt", digits(10_000));
		String expected = digits(10_000).substring(position, position + count);
		try (MediaFile file = find(this.store, "a.txt"); ReadableByteChannel channel = file.open(position, count)) {
			assertThat(Channels.newInputStream(channel).readAllBytes()).asString().isEqualTo(expected);
			ByteBuffer joined = ByteBuffer.allocate(count);
			for (ByteBuffer buffer : file.buffers(position, count)) {
				assertThat(buffer.isDirect()).isTrue();
				assertThat(buffer.isReadOnly()).isTrue();
				joined.put(buffer);
			}
			assertThat(new String(joined.array(), StandardCharsets.US_ASCII)).isEqualTo(expected);
		}
	}

	@Test
	void emptyFileIsKeptToo() throws IOException {
		write("a.txt", "");
		assertThat(read(this.store, "a.txt")).isEmpty();
		assertThat(read(this.store, "a.txt")).isEmpty();
		assertThat(this.openings).hasValue(1);
	}

	@Test
	void changedFileIsSeenAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		read(this.store, "a.txt");
		Files.writeString(file, "abcdef");
		assertThat(read(this.store, "a.txt")).isEqualTo("abcdef");
	}

	@Test
	void changeThatKeepsSizeAndTimeIsSeenAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		FileTime modified = Files.getLastModifiedTime(file);
		read(this.store, "a.txt");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap("xyz".getBytes(StandardCharsets.US_ASCII)));
		}
		Files.setLastModifiedTime(file, modified);
		assertThat(read(this.store, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void replacedFileIsSeenAtOnce() throws IOException {
		write("a.txt", "abc");
		write("b.txt", "xyz");
		read(this.store, "a.txt");
		Files.move(this.root.resolve("b.txt"), this.root.resolve("a.txt"), StandardCopyOption.REPLACE_EXISTING);
		assertThat(read(this.store, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void deletedFileIsGoneAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		read(this.store, "a.txt");
		Files.delete(file);
		assertThat(this.store.find(MediaPath.parse("a.txt"))).isNull();
		Files.writeString(file, "new");
		assertThat(read(this.store, "a.txt")).isEqualTo("new");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void rootThatIsPointedElsewhereIsSeenAtOnce() throws IOException {
		write("a.txt", "abc");
		Path next = Files.createDirectory(this.directory.resolve("next"));
		Files.writeString(next.resolve("a.txt"), "xyz");
		Path current = Files.createSymbolicLink(this.directory.resolve("current"), this.root);
		MediaStore linked = cached(MediaStores.directory(current), Duration.ZERO);
		assertThat(read(linked, "a.txt")).isEqualTo("abc");
		Path flipped = Files.createSymbolicLink(this.directory.resolve("flipped"), next);
		Files.move(flipped, current, StandardCopyOption.ATOMIC_MOVE);
		assertThat(read(linked, "a.txt")).isEqualTo("xyz");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void linkThatIsPointedOutsideIsSeenAtOnce() throws IOException {
		write("a.txt", "abc");
		Path outside = Files.writeString(this.directory.resolve("outside.txt"), "secret");
		Path link = Files.createSymbolicLink(this.root.resolve("link.txt"), this.root.resolve("a.txt"));
		assertThat(read(this.store, "link.txt")).isEqualTo("abc");
		Files.delete(link);
		Files.createSymbolicLink(link, outside);
		assertThat(this.store.find(MediaPath.parse("link.txt"))).isNull();
	}

	@Test
	void fileThatWasJustChangedIsNotKept() throws IOException {
		// Another change may hide behind the same times
		for (int i = 0; i < 100; i++) {
			Files.writeString(this.root.resolve("a.txt"), String.valueOf(i));
			assertThat(read(this.store, "a.txt")).isEqualTo(String.valueOf(i));
		}
	}

	@Test
	void largeFileIsNotKept() throws IOException {
		write("small.txt", digits(MAX_FILE_SIZE));
		write("large.txt", digits(MAX_FILE_SIZE + 1));
		assertThat(isInMemory(this.store, "small.txt")).isTrue();
		assertThat(isInMemory(this.store, "large.txt")).isFalse();
		assertThat(read(this.store, "large.txt")).isEqualTo(digits(MAX_FILE_SIZE + 1));
	}

	@Test
	void fileWhoseCurrencyCannotBeCheckedIsNotKept() throws IOException {
		StubFile file = new StubFile();
		file.current = false;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		find(custom, "a.txt").close();
		find(custom, "a.txt").close();
		assertThat(this.openings).hasValue(2);
		assertThat(file.reads).as("reads, of what cannot be kept").isZero();
	}

	@Test
	void fileThatIsChangedWhileItIsReadIsNotKept() throws IOException {
		StubFile file = new StubFile();
		file.onRead = () -> file.current = false;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
		assertThat(file.closed).isZero();
	}

	@Test
	void fileThatCannotBeReadIsLeftToTheAnswer() throws IOException {
		StubFile file = new StubFile();
		file.onRead = () -> {
			throw new IllegalStateException("broken");
		};
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
	}

	@Test
	void fileThatEndsEarlyIsLeftToTheAnswer() throws IOException {
		StubFile file = new StubFile();
		file.length = 4;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
	}

	@Test
	void fileWhoseCurrencyCanNeverBeCheckedIsLeftToTheAnswer() throws IOException {
		StubFile file = new StubFile();
		file.onLook = () -> {
			throw new IllegalStateException("broken");
		};
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
		assertThat(file.closed).isZero();
	}

	@Test
	void fileInMemoryWhoseCurrencyCannotBeCheckedIsOpenedAgain() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		find(custom, "a.txt").close();
		file.onLook = () -> {
			throw new IllegalStateException("broken");
		};
		assertThat(find(custom, "a.txt")).isSameAs(file);
		assertThat(this.openings).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "look", "read", "describe" })
	void fileIsClosedWhenAnythingGoesWrong(String when) throws IOException {
		StubFile file = new StubFile();
		Runnable failure = () -> {
			throw new OutOfMemoryError("nothing left");
		};
		file.onLook = when.equals("look") ? failure : file.onLook;
		file.onRead = when.equals("read") ? failure : file.onRead;
		file.onDescribe = when.equals("describe") ? failure : file.onDescribe;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> custom.find(Objects.requireNonNull(MediaPath.parse("a.txt"))));
		assertThat(file.closed).isEqualTo(1);
	}

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
	@CsvSource({ "32, 256, 32", "128, 256, 128", "129, 256, 128", "32, 10, 5" })
	void cacheFitsIntoTheDirectMemoryThatThereIs(long maxSize, long directMemory, long expected) {
		assertThat(MediaCache.fitting(maxSize, directMemory)).isEqualTo(expected);
	}

	@Test
	void fileThatLooksTheSameIsReadAgainAfterAWhile() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(read(custom, "a.txt")).isEqualTo("abc");
		file.content = "xyz".getBytes(StandardCharsets.US_ASCII);
		this.time.addAndGet(MAX_AGE.toNanos() - 1);
		assertThat(read(custom, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(1);
		assertThat(read(custom, "a.txt")).isEqualTo("xyz");
		assertThat(this.openings).hasValue(2);
	}

	@Test
	void fileThatIsNotLookedAtForLongerThanThatIsNotReadAgain() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, MAX_AGE.multipliedBy(2));
		read(custom, "a.txt");
		file.content = "xyz".getBytes(StandardCharsets.US_ASCII);
		this.time.addAndGet(MAX_AGE.toNanos() + 1);
		assertThat(read(custom, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(MAX_AGE.toNanos());
		assertThat(read(custom, "a.txt")).isEqualTo("xyz");
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is it known what mapped memory leaves behind")
	void fileThatIsWrittenThroughMappedMemoryIsSeenAfterAWhile() throws IOException {
		write("a.txt", "abc");
		try (FileChannel channel = FileChannel.open(this.root.resolve("a.txt"), StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 3);
			mapped.put(0, (byte) 'A');
			rest("a.txt");
			assertThat(read(this.store, "a.txt")).isEqualTo("Abc");
			mapped.put(1, (byte) 'B');
			this.time.addAndGet(MAX_AGE.toNanos());
			assertThat(read(this.store, "a.txt")).isEqualTo("ABc");
		}
	}

	@Test
	void fileThatIsKeptIsClosed() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		find(custom, "a.txt").close();
		assertThat(file.closed).isEqualTo(1);
	}

	@Test
	void failureOfTheStoreIsPassedOn() {
		MediaStore broken = cached((path) -> {
			throw new IOException("not now");
		}, Duration.ZERO);
		assertThatIOException().isThrownBy(() -> broken.find(MediaPath.parse("a.txt"))).withMessage("not now");
	}

	@Test
	void fileIsNotLookedAtWithinTheInterval() throws IOException {
		MediaStore lazy = cached(Duration.ofSeconds(1));
		Path file = write("a.txt", "abc");
		read(lazy, "a.txt");
		Files.writeString(file, "xyz");
		this.time.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
		assertThat(read(lazy, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(1);
		assertThat(read(lazy, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void intervalBeginsWithEachLook() throws IOException {
		MediaStore lazy = cached(Duration.ofSeconds(1));
		Path file = write("a.txt", "abc");
		read(lazy, "a.txt");
		this.time.addAndGet(Duration.ofSeconds(1).toNanos());
		read(lazy, "a.txt");
		Files.writeString(file, "xyz");
		this.time.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
		assertThat(read(lazy, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(1);
		assertThat(read(lazy, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void hintReachesTheStoreBehind() throws IOException {
		HintedStore hinted = new HintedStore();
		FindHint hint = HintedStore.get("Range", "bytes=0-0");
		assertThat(cache(Duration.ZERO).decorate(hinted, MOUNT).find(MediaPath.parse("a.txt"), hint)).isNull();
		assertThat(hinted.hints()).containsExactly(hint);
	}

	@Test
	void mountsDoNotShareFiles() throws IOException {
		MediaCache cache = cache(Duration.ofDays(1));
		MediaStore one = cache.decorate((path) -> StubFile.of("one"), MOUNT);
		MediaStore other = cache.decorate((path) -> StubFile.of("two"), MOUNT);
		for (int i = 0; i < 2; i++) {
			assertThat(read(one, "a.txt")).isEqualTo("one");
			assertThat(read(other, "a.txt")).isEqualTo("two");
		}
	}

	@Test
	void storeThatIsMountedAgainBeginsAnew() throws IOException {
		AtomicInteger version = new AtomicInteger();
		MediaStore versions = (path) -> StubFile.of("v" + version.incrementAndGet());
		MediaCache cache = cache(Duration.ofDays(1));
		assertThat(read(cache.decorate(versions, MOUNT), "a.txt")).isEqualTo("v1");
		assertThat(read(cache.decorate(versions, MOUNT), "a.txt")).isEqualTo("v2");
	}

	@Test
	void siblingIsAnotherFileThanTheOneOfThatName() throws IOException {
		MediaStore layered = new MediaStore() {

			@Override
			public MediaFile find(MediaPath path) {
				return StubFile.of("found " + path);
			}

			@Override
			public MediaFile findSibling(MediaPath path, String suffix) {
				return StubFile.of("sibling " + path + suffix);
			}

		};
		MediaStore cached = cache(Duration.ZERO).decorate(layered, MOUNT);
		MediaPath path = Objects.requireNonNull(MediaPath.parse("a.txt"));
		for (int i = 0; i < 2; i++) {
			assertThat(read(cached, "a.txt.br")).isEqualTo("found a.txt.br");
			assertThat(read(Objects.requireNonNull(cached.findSibling(path, ".br")))).isEqualTo("sibling a.txt.br");
			assertThat(read(Objects.requireNonNull(cached.findSibling(path, ".gz")))).isEqualTo("sibling a.txt.gz");
		}
	}

	@Test
	void siblingDoesNotOutliveTheOriginalOfItsLayer() throws IOException {
		Path below = Files.createDirectory(this.directory.resolve("below"));
		write("a.css", "above");
		write("a.css.br", "of above");
		Files.writeString(below.resolve("a.css"), "below");
		Files.writeString(below.resolve("a.css.br"), "of below");
		MediaStore layers = cache(Duration.ZERO).decorate(
				MediaStores.overlay(List.of(MediaStores.directory(this.root), MediaStores.directory(below))), MOUNT);
		MediaPath path = Objects.requireNonNull(MediaPath.parse("a.css"));
		for (int i = 0; i < 2; i++) {
			assertThat(read(Objects.requireNonNull(layers.findSibling(path, ".br")))).isEqualTo("of above");
		}
		Files.delete(this.root.resolve("a.css"));
		assertThat(read(layers, "a.css")).isEqualTo("below");
		assertThat(read(Objects.requireNonNull(layers.findSibling(path, ".br")))).isEqualTo("of below");
	}

	@Test
	void siblingThatIsMissingIsNotFound() throws IOException {
		write("a.txt", "abc");
		assertThat(this.store.findSibling(Objects.requireNonNull(MediaPath.parse("a.txt")), ".br")).isNull();
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

	@Test
	void directoriesAreThoseOfTheStore() {
		assertThat(cache(Duration.ZERO).decorate(MediaStores.directory(this.root), MOUNT).directories())
			.containsExactly(this.root);
	}

	@Test
	void storeIsCheckedAndShownAsItself() {
		MediaStore cached = cache(Duration.ZERO).decorate(MediaStores.directory(this.root), MOUNT);
		cached.check();
		assertThat(cached).hasToString(this.root.toString());
	}

	private static final class StubFile implements MediaFile {

		private byte[] content = "abc".getBytes(StandardCharsets.US_ASCII);

		private long length = 3;

		private boolean current = true;

		private Runnable onLook = () -> {
		};

		private Runnable onRead = () -> {
		};

		private Runnable onDescribe = () -> {
		};

		private int reads;

		private int closed;

		static StubFile of(String content) {
			StubFile file = new StubFile();
			file.content = content.getBytes(StandardCharsets.US_ASCII);
			file.length = file.content.length;
			return file;
		}

		@Override
		public long length() {
			return this.length;
		}

		@Override
		public Instant lastModified() {
			return null;
		}

		@Override
		public String etag() {
			this.onDescribe.run();
			return "tag";
		}

		@Override
		public boolean isCurrent() {
			this.onLook.run();
			return this.current;
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			this.reads++;
			this.onRead.run();
			return Channels.newChannel(new ByteArrayInputStream(this.content));
		}

		@Override
		public void close() {
			this.closed++;
		}

	}

}
