package dev.mediaboot.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.mediaboot.EntityTag;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MissingDirectoryException;
import dev.mediaboot.file.ContentHashes;
import dev.mediaboot.file.FileClock;
import dev.mediaboot.file.FileIdentity;
import dev.mediaboot.testing.FileContent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class DirectoryStoreTests {

	/** A clock for which no file has changed lately. */
	private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

	/** A clock that stands: whatever changes, changes within its tick. */
	private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

	private static final int DESCRIBED_BY_CONTENT = 256 * 1024;

	@TempDir
	private Path directory;

	private Path root;

	private MediaStore store;

	@BeforeEach
	void createRoot() throws IOException {
		this.root = Files.createDirectory(this.directory.toRealPath().resolve("media"));
		this.store = MediaStores.directory(this.root);
	}

	private MediaStore store(Clock clock) {
		return store(EtagSource.FILE, clock);
	}

	private MediaStore store(EtagSource entityTags, Clock clock) {
		return new DirectoryStore(this.root, Symlinks.WITHIN_ROOT, entityTags, clock);
	}

	private Path write(String path, String content) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	private static String etag(MediaStore store, String path) throws IOException {
		try (MediaFile file = FileContent.find(store, path)) {
			return file.etag();
		}
	}

	private static Instant lastModified(MediaStore store, String path) throws IOException {
		try (MediaFile file = FileContent.find(store, path)) {
			return file.lastModified();
		}
	}

	@Nested
	class Freshness {

		@Test
		void fileWrittenAfterTheStartIsFoundAtOnce() throws IOException {
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt")).isNull();
			write("a.txt", "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt")).isEqualTo("abc");
		}

		@Test
		void fileInANewDirectoryIsFoundAtOnce() throws IOException {
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a/b/c.txt")).isNull();
			write("a/b/c.txt", "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a/b/c.txt")).isEqualTo("abc");
		}

		@Test
		void deletedFileIsGoneAtOnce() throws IOException {
			Path file = write("a.txt", "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt")).isEqualTo("abc");
			Files.delete(file);
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt")).isNull();
		}

		@Test
		void replacedFileIsSeenAtOnce() throws IOException {
			write("a.txt", "abc");
			String before = etag(DirectoryStoreTests.this.store, "a.txt");
			Files.move(write("a.txt.new", "xyz"), DirectoryStoreTests.this.root.resolve("a.txt"),
					StandardCopyOption.ATOMIC_MOVE);
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt")).isEqualTo("xyz");
			assertThat(etag(DirectoryStoreTests.this.store, "a.txt")).isNotEqualTo(before);
		}

		@Test
		void rootThatComesLaterIsSeen() throws IOException {
			MediaStore late = MediaStores.directory(DirectoryStoreTests.this.root.resolve("late"));
			assertThat(FileContent.of(late, "a.txt")).isNull();
			write("late/a.txt", "abc");
			assertThat(FileContent.of(late, "a.txt")).isEqualTo("abc");
		}

		@Test
		void rootThatGoesAwayHoldsNothing() throws IOException {
			write("a.txt", "abc");
			Files.move(DirectoryStoreTests.this.root, DirectoryStoreTests.this.directory.resolve("gone"));
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt")).isNull();
		}

		@Test
		void everyOfManyQuickChangesOfTheSameSizeHasATagOfItsOwn() throws IOException {
			Set<String> tags = new HashSet<>();
			for (int i = 1000; i < 1500; i++) {
				write("a.txt", "" + i);
				try (MediaFile file = FileContent.find(DirectoryStoreTests.this.store, "a.txt")) {
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
				Files.move(write("a.txt.new", content(round)), DirectoryStoreTests.this.root.resolve("a.txt"),
						StandardCopyOption.ATOMIC_MOVE);
			}, () -> {
				try (MediaFile file = FileContent.find(DirectoryStoreTests.this.store, "a.txt")) {
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
				Files.deleteIfExists(DirectoryStoreTests.this.root.resolve("a.txt"));
				Files.move(write("a.txt.new", content(round)), DirectoryStoreTests.this.root.resolve("a.txt"));
			}, () -> {
				try (MediaFile file = FileContent.find(DirectoryStoreTests.this.store, "a.txt")) {
					if (file != null) {
						assertThat(FileContent.of(file)).hasSize((int) file.length())
							.containsPattern("^(\\d+)( \\1)*$");
					}
				}
			});
		}

		private static String content(int round) {
			return (round + " ").repeat(1 + round % 50).strip();
		}

		/**
		 * Writes again and again while this thread reads, but never twice during a read:
		 * who changes a file faster than it can be looked at has none.
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

	@Nested
	class Reading {

		@ParameterizedTest(name = "{0}")
		@CsvSource(delimiter = '|', textBlock = """
				the whole        | 0  | 26 | abcdefghijklmnopqrstuvwxyz
				the first byte   | 0  | 1  | a
				the last byte    | 25 | 1  | z
				some in between  | 10 | 3  | klm
				nothing          | 5  | 0  | ''
				nothing, behind  | 26 | 0  | ''
				""")
		void partOfAFileIsRead(String part, long position, long count, String expected) throws IOException {
			write("a.txt", "abcdefghijklmnopqrstuvwxyz");
			for (Clock clock : List.of(LATER, STANDING)) {
				try (MediaFile file = FileContent.find(store(clock), "a.txt")) {
					assertThat(FileContent.of(file, position, count)).as(part).isEqualTo(expected);
				}
			}
		}

		@Test
		void partsAreReadInAnyOrder() throws IOException {
			write("a.txt", "abcdefghij");
			try (MediaFile file = FileContent.find(store(LATER), "a.txt")) {
				assertThat(FileContent.of(file, 5, 5)).isEqualTo("fghij");
				assertThat(FileContent.of(file, 0, 5)).isEqualTo("abcde");
				assertThat(FileContent.of(file, 0, 10)).isEqualTo("abcdefghij");
			}
		}

		@ParameterizedTest
		@ValueSource(ints = { 0, 1, 65_536, DESCRIBED_BY_CONTENT, DESCRIBED_BY_CONTENT + 1, 3_000_000 })
		void fileOfAnySizeIsReadToItsEnd(int size) throws IOException {
			String content = "x".repeat(size);
			write("a.bin", content);
			for (Clock clock : List.of(LATER, STANDING)) {
				try (MediaFile file = FileContent.find(store(clock), "a.bin")) {
					assertThat(file.length()).isEqualTo(size);
					assertThat(FileContent.of(file)).isEqualTo(content);
				}
			}
		}

		@Test
		void fileThatWasOpenedIsReadToItsEndAfterItWasReplaced() throws IOException {
			write("a.txt", "abc");
			try (MediaFile file = FileContent.find(store(LATER), "a.txt")) {
				Files.move(write("b.txt", "xyz"), DirectoryStoreTests.this.root.resolve("a.txt"),
						StandardCopyOption.ATOMIC_MOVE);
				assertThat(FileContent.of(file)).isEqualTo("abc");
			}
		}

		@Test
		void fileThatWasOpenedIsReadToItsEndAfterItWasDeleted() throws IOException {
			Path path = write("a.txt", "abc");
			try (MediaFile file = FileContent.find(store(LATER), "a.txt")) {
				Files.delete(path);
				assertThat(FileContent.of(file)).isEqualTo("abc");
			}
		}

		@Test
		void fileThatIsTruncatedMeanwhileEndsEarly() throws IOException {
			Path path = write("a.txt", "abcdefghij");
			try (MediaFile file = FileContent.find(store(LATER), "a.txt")) {
				Files.write(path, "ab".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.TRUNCATE_EXISTING);
				assertThat(file.length()).isEqualTo(10);
				assertThat(FileContent.of(file)).isEqualTo("ab");
				assertThat(FileContent.of(file, 5, 5)).isEmpty();
			}
		}

		@Test
		void fileThatGrowsMeanwhileEndsWhereItEnded() throws IOException {
			Path path = write("a.txt", "abc");
			try (MediaFile file = FileContent.find(store(LATER), "a.txt")) {
				Files.writeString(path, "defghi", StandardOpenOption.APPEND);
				assertThat(FileContent.of(file)).isEqualTo("abc");
			}
		}

		@Test
		void youngFileThatIsTruncatedMeanwhileDoesNot() throws IOException {
			Path path = write("a.txt", "abcdefghij");
			try (MediaFile file = FileContent.find(store(STANDING), "a.txt")) {
				Files.writeString(path, "ab");
				assertThat(FileContent.of(file)).isEqualTo("abcdefghij");
			}
		}

		@Test
		void twoReadersOfAFileDoNotDisturbEachOther() throws IOException {
			write("a.txt", "abcdef");
			MediaStore store = store(LATER);
			try (MediaFile one = FileContent.find(store, "a.txt"); MediaFile other = FileContent.find(store, "a.txt")) {
				ReadableByteChannel first = one.open(0, 3);
				assertThat(FileContent.of(other)).isEqualTo("abcdef");
				assertThat(FileContent.of(first)).isEqualTo("abc");
			}
		}

	}

	@Nested
	class Validation {

		@ParameterizedTest
		@EnumSource
		void changeOfTheSameSizeWithinATickHasAnotherTag(EtagSource entityTags) throws IOException {
			MediaStore store = store(entityTags, STANDING);
			Path file = write("a.txt", "abc");
			FileTime time = Files.getLastModifiedTime(file);
			String before = etag(store, "a.txt");
			write("a.txt", "xyz");
			Files.setLastModifiedTime(file, time);
			assertThat(etag(store, "a.txt")).isNotEqualTo(before);
		}

		@Test
		void youngFileIsDescribedByItsContent() throws IOException {
			write("a.txt", "abc");
			assertThat(etag(store(STANDING), "a.txt"))
				.isEqualTo(EntityTag.ofContent("abc".getBytes(StandardCharsets.US_ASCII)));
		}

		@Test
		void youngFileIsStillDescribedByItsContentWhenItIsAsLargeAsCanBe() throws IOException {
			write("a.txt", "x".repeat(DESCRIBED_BY_CONTENT));
			assertThat(etag(store(STANDING), "a.txt")).isNotNull();
			assertThat(lastModified(store(STANDING), "a.txt")).isNotNull();
		}

		@ParameterizedTest
		@EnumSource
		void youngAndLargeFileHasNoTag(EtagSource entityTags) throws IOException {
			write("a.bin", "x".repeat(DESCRIBED_BY_CONTENT + 1));
			MediaStore store = store(entityTags, STANDING);
			assertThat(etag(store, "a.bin")).isNull();
			assertThat(lastModified(store, "a.bin")).isNull();
		}

		@Test
		void timeOfARecentLargeFileIsNotUsed() throws IOException {
			Path file = write("a.bin", "x".repeat(DESCRIBED_BY_CONTENT + 1));
			Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
			assertThat(lastModified(store(STANDING), "a.bin")).isNull();
			assertThat(lastModified(store(LATER), "a.bin")).isEqualTo("2001-01-01T00:00:00Z");
		}

		@ParameterizedTest
		@CsvSource({ "YOUNG, 262144, true, true", "SETTLED, 262144, true, true", "OLD, 262144, true, false",
				"YOUNG, 262145, false, false", "SETTLED, 262145, true, false", "OLD, 262145, true, false" })
		void smallFileIsDescribedByItsContentUntilItIsOld(FileClock.Age age, int size, boolean described,
				boolean byContent) throws IOException {
			String content = "x".repeat(size);
			write("a.bin", content);
			Instant changed = FileIdentity.of(DirectoryStoreTests.this.root.resolve("a.bin")).changed().toInstant();
			Duration later = (age == FileClock.Age.OLD) ? Duration.ofSeconds(2) : Duration.ofMillis(49);
			FileClock fileClock = new FileClock((path) -> "ext4",
					() -> (age == FileClock.Age.YOUNG) ? changed : changed.plusMillis(49));
			MediaStore store = new DirectoryStore(DirectoryStoreTests.this.root, Symlinks.DENY, EtagSource.FILE,
					Clock.fixed(changed.plus(later), ZoneOffset.UTC), fileClock, new ContentHashes());
			String tag = etag(store, "a.bin");
			assertThat(tag != null).isEqualTo(described);
			assertThat(EntityTag.ofContent(content.getBytes(StandardCharsets.US_ASCII)).equals(tag))
				.isEqualTo(byContent);
		}

		@ParameterizedTest
		@EnumSource
		void largeFileHasATagOnceItIsOld(EtagSource entityTags) throws IOException {
			write("a.bin", "x".repeat(DESCRIBED_BY_CONTENT + 1));
			MediaStore store = store(entityTags, LATER);
			assertThat(etag(store, "a.bin")).isNotNull();
			assertThat(lastModified(store, "a.bin")).isNotNull();
		}

		@Test
		void oldFileIsDescribedByItsIdentity() throws IOException {
			Path file = write("a.txt", "abc");
			assertThat(etag(store(LATER), "a.txt")).isEqualTo(FileIdentity.of(file).etag())
				.isNotEqualTo(EntityTag.ofContent("abc".getBytes(StandardCharsets.US_ASCII)));
		}

		@ParameterizedTest
		@EnumSource
		void tagStaysWhileTheFileGrowsOld(EtagSource entityTags) throws IOException {
			write("a.txt", "abc");
			AtomicReference<Clock> clock = new AtomicReference<>(STANDING);
			MediaStore store = store(entityTags, new SupplierClock(() -> clock.get().instant()));
			String young = etag(store, "a.txt");
			clock.set(LATER);
			assertThat(etag(store, "a.txt")).isEqualTo(young);
			write("a.txt", "xyz");
			assertThat(etag(store, "a.txt")).isNotEqualTo(young);
		}

		@Test
		void tagOfAnOldFileStays() throws IOException {
			write("a.txt", "abc");
			assertThat(etag(store(LATER), "a.txt")).isEqualTo(etag(store(LATER), "a.txt"));
		}

		@Test
		void copiesHaveTagsOfTheirOwn() throws IOException {
			Path file = write("a.txt", "abc");
			Files.copy(file, file.resolveSibling("b.txt"), StandardCopyOption.COPY_ATTRIBUTES);
			assertThat(etag(store(LATER), "b.txt")).isNotEqualTo(etag(store(LATER), "a.txt"));
		}

		@Test
		void replacementOfTheSameSizeAndTimeHasAnotherTag() throws IOException {
			Path file = write("a.txt", "abc");
			String before = etag(store(LATER), "a.txt");
			Path other = write("b.txt", "xyz");
			Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
			Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
			assertThat(etag(store(LATER), "a.txt")).isNotEqualTo(before);
		}

		@Test
		void timeThatIsSetBackIsANewTag() throws IOException {
			Path file = write("a.txt", "abc");
			String before = etag(store(LATER), "a.txt");
			Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
			assertThat(etag(store(LATER), "a.txt")).isNotEqualTo(before);
		}

		@Test
		void copiesHaveOneTagWhenTagsAreMadeOfContent() throws IOException {
			Path file = write("a.txt", "abc");
			Files.copy(file, file.resolveSibling("b.txt"));
			Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
			MediaStore store = store(EtagSource.CONTENT, LATER);
			assertThat(etag(store, "b.txt")).isEqualTo(etag(store, "a.txt"));
		}

		@Test
		void tagMadeOfContentStaysWhileTheFileGrowsOld() throws IOException {
			write("a.txt", "abc");
			assertThat(etag(store(EtagSource.CONTENT, LATER), "a.txt"))
				.isEqualTo(etag(store(EtagSource.CONTENT, STANDING), "a.txt"));
		}

		@Test
		void tagMadeOfContentChangesWithTheContent() throws IOException {
			MediaStore store = store(EtagSource.CONTENT, LATER);
			write("a.txt", "abc");
			String before = etag(store, "a.txt");
			write("a.txt", "abcd");
			assertThat(etag(store, "a.txt")).isNotEqualTo(before);
		}

		@ParameterizedTest
		@EnumSource
		@EnabledOnOs(value = OS.LINUX, disabledReason = "only there such a file takes no space")
		@Timeout(60)
		void hugeFileIsDescribedAtOnce(EtagSource entityTags) throws IOException {
			Path file = write("a.bin", "");
			try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
				huge.setLength(1L << 40);
			}
			MediaStore store = store(entityTags, LATER);
			for (int i = 0; i < 100; i++) {
				assertThat(etag(store, "a.bin")).isEqualTo(FileIdentity.of(file).etag());
			}
		}

		@ParameterizedTest
		@CsvSource({ "3, chmod", "3, chown", "3, ln", "1000000, chmod", "1000000, chown", "1000000, ln",
				"9000000, chmod", "9000000, chown", "9000000, ln" })
		@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has none of these")
		void tagMadeOfContentSurvivesWhateverLeavesTheContent(int size, String command) throws IOException {
			Path file = write("a.bin", "x".repeat(size));
			MediaStore store = store(EtagSource.CONTENT, Clock.systemUTC());
			String tag = EntityTag.ofContent(Files.readAllBytes(file));
			Awaitility.await().until(() -> tag.equals(etag(store, "a.bin")));
			FileIdentity before = FileIdentity.of(file);
			switch (command) {
				case "chmod" -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
				case "chown" -> Files.setOwner(file, Files.getOwner(file));
				default -> Files.createLink(file.resolveSibling("b.bin"), file);
			}
			FileIdentity after = FileIdentity.of(file);
			assertThat(after).isNotEqualTo(before);
			// In its first moments a large file has none, and the largest have their own
			Set<String> allowed = new HashSet<>(Collections.singleton(tag));
			if (size > DESCRIBED_BY_CONTENT) {
				allowed.add(null);
			}
			if (size > ContentHashes.HASHED_AT_ONCE) {
				allowed.add(after.etag());
			}
			Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
				String now = etag(store, "a.bin");
				assertThat(allowed).contains(now);
				return tag.equals(now);
			});
			assertThat(etag(store, "a.bin")).isEqualTo(tag);
		}

		@Test
		void fileIsReadToItsEndAfterItsContentWasHashed() throws IOException {
			write("a.bin", "x".repeat(1_000_000));
			assertThat(FileContent.of(store(EtagSource.CONTENT, LATER), "a.bin")).hasSize(1_000_000);
		}

		@ParameterizedTest(name = "{0}")
		@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
				the epoch                              | 1970-01-01T00:00:00Z | none
				the epoch and a second                 | 1970-01-01T00:00:01Z | none
				before the epoch                       | 1969-12-31T23:59:59Z | none
				the first day of MS-DOS                | 1980-01-01T00:00:00Z | none
				the first day of MS-DOS, 2 seconds     | 1980-01-01T00:00:02Z | none
				the first day of MS-DOS, in the west   | 1980-01-01T12:00:00Z | none
				the first day of MS-DOS, in the east   | 1979-12-31T10:00:00Z | none
				what build tools write                 | 1980-02-01T00:00:00Z | none
				a day later                            | 1980-02-02T00:00:00Z | 1980-02-02T00:00:00Z
				an old file                            | 1994-11-06T08:49:37Z | 1994-11-06T08:49:37Z
				a time in the future, for others to judge | 2044-01-01T00:00:00Z | 2044-01-01T00:00:00Z
				""")
		void meaninglessTimeIsNotUsed(String time, Instant modified, Instant expected) throws IOException {
			Path file = write("a.txt", "abc");
			Files.setLastModifiedTime(file, FileTime.from(modified));
			for (Clock clock : List.of(LATER, STANDING)) {
				assertThat(lastModified(store(clock), "a.txt")).as(time).isEqualTo(expected);
				assertThat(etag(store(clock), "a.txt")).as(time).isNotNull();
			}
		}

		@Test
		void timeInTheFutureMakesNoFileYoung() throws IOException {
			Path file = write("a.txt", "abc");
			Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2044-01-01T00:00:00Z")));
			assertThat(etag(store(LATER), "a.txt")).isEqualTo(FileIdentity.of(file).etag());
		}

	}

	/**
	 * The store asks for the time after it has opened a file and before it looks again.
	 */
	@Nested
	class ChangesBetweenTheLooks {

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
			return DirectoryStoreTests.this.store(entityTags, clock);
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
			Path outside = Files.createDirectory(DirectoryStoreTests.this.root.resolveSibling("private"));
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

	@Nested
	class Names {

		@Test
		void directoryIsNotAFile() throws IOException {
			write("cats/mia.webp", "mia");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "cats")).isNull();
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "cats/")).isNull();
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "")).isNull();
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "/")).isNull();
		}

		@Test
		void fileIsNotADirectory() throws IOException {
			write("a.txt", "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a.txt/b.txt")).isNull();
		}

		@ParameterizedTest
		@ValueSource(ints = { 256, 5000, 100_000 })
		void nameTooLongForTheSystemIsNotFound(int length) throws IOException {
			// Demand 53: not an error of the server
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a".repeat(length))).isNull();
		}

		@Test
		void pathTooLongForTheSystemIsNotFound() throws IOException {
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a/".repeat(3000) + "b")).isNull();
		}

		@Test
		void longestNameIsFound() throws IOException {
			write("a".repeat(255), "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "a".repeat(255))).isEqualTo("abc");
		}

		@ParameterizedTest
		@ValueSource(strings = { "\ud800", "a\udc00b", "\udc00\ud800" })
		void nameThatNoFileSystemCanEncodeIsNotFound(String name) throws IOException {
			MediaPath path = MediaPath.of(List.of(name), false);
			assertThat((path != null) ? DirectoryStoreTests.this.store.find(path) : null).isNull();
		}

		@ParameterizedTest
		@ValueSource(strings = { "a b.txt", "100%.txt", "%41.txt", "a+b.txt", "a;b.txt", "a#b?.txt", "~a.txt", "..txt",
				"a:b.txt", "a*.txt", "a~1.txt", "con", "'\"<>|&.txt", "-rf", " ", "a.", "$HOME" })
		@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "Windows has no such names")
		void fileOfAnyNameIsFound(String name) throws IOException {
			MediaPath path = MediaPath.of(List.of(name), false);
			if (name.startsWith(".")) {
				assertThat(path).isNull();
				return;
			}
			write(name, "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, path.toUriPath())).isEqualTo("abc");
		}

		@ParameterizedTest
		@ValueSource(strings = { "été.txt", "E\u0301te\u0301.txt", "日本語.txt", "🐈.txt" })
		void fileNamedInAnyLanguageIsFound(String name) throws IOException {
			assumeThat(System.getProperty("sun.jnu.encoding")).as("encoding of file names, from the locale")
				.isEqualToIgnoringCase("UTF-8");
			write(name, "abc");
			MediaPath path = MediaPath.of(List.of(name), false);
			assertThat(FileContent.of(DirectoryStoreTests.this.store, path.toUriPath())).isEqualTo("abc");
		}

		@Test
		@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems take both for one file")
		void caseOfANameMatters() throws IOException {
			write("a.txt", "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "A.TXT")).isNull();
		}

		@Test
		void hiddenFileHasNoPath() throws IOException {
			write(".env", "secret");
			write(".git/config", "secret");
			assertThat(MediaPath.parse("/.env")).isNull();
			assertThat(MediaPath.of(List.of(".git", "config"), false)).isNull();
		}

		@Test
		void wellKnownFileIsFound() throws IOException {
			write(".well-known/security.txt", "abc");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "/.well-known/security.txt")).isEqualTo("abc");
		}

		@Test
		void siblingDirectoryWithTheSamePrefixIsAnotherRoot() throws IOException {
			Files.createDirectory(DirectoryStoreTests.this.directory.resolve("media-private"));
			Files.writeString(DirectoryStoreTests.this.directory.resolve("media-private/secret.txt"), "secret");
			assertThat(FileContent.of(DirectoryStoreTests.this.store, "-private/secret.txt")).isNull();
		}

		@Test
		void rootMayBeRelativeOrHaveDots() throws IOException {
			write("a.txt", "abc");
			Path dotted = DirectoryStoreTests.this.root.resolve("../media/./");
			assertThat(FileContent.of(MediaStores.directory(dotted), "a.txt")).isEqualTo("abc");
			Path relative = Path.of("").toAbsolutePath().relativize(DirectoryStoreTests.this.root);
			assertThat(FileContent.of(MediaStores.directory(relative), "a.txt")).isEqualTo("abc");
		}

		@Test
		void fileThatCannotBeReadIsDenied() throws IOException {
			Path file = write("a.txt", "abc");
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
			assumeThat(Files.isReadable(file)).as("may read everything, as the administrator does").isFalse();
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> FileContent.of(DirectoryStoreTests.this.store, "a.txt"));
		}

		@Test
		@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a file that nobody may read")
		void fileThatNobodyMayReadIsDenied() throws IOException {
			Path unreadable = Path.of("/proc/sys/vm/compact_memory");
			assumeThat(unreadable).as("a setting of the kernel that can only be written").isRegularFile();
			Path link = Files.createSymbolicLink(DirectoryStoreTests.this.root.resolve("a.txt"), unreadable);
			MediaStore store = MediaStores.directory(DirectoryStoreTests.this.root, Symlinks.FOLLOW, EtagSource.FILE);
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> FileContent.of(store, "a.txt"));
			Files.delete(link);
		}

		@Test
		void fileInADirectoryThatCannotBeSearchedIsDenied() throws IOException {
			Path directory = write("closed/a.txt", "abc").getParent();
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rw-------"));
			try {
				assumeThat(Files.isExecutable(directory)).as("may search everything, as the administrator does")
					.isFalse();
				assertThatExceptionOfType(AccessDeniedException.class)
					.isThrownBy(() -> FileContent.of(DirectoryStoreTests.this.store, "closed/a.txt"));
			}
			finally {
				Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
			}
		}

		@Test
		void storeIsShownByItsRoot() {
			assertThat(DirectoryStoreTests.this.store).hasToString(DirectoryStoreTests.this.root.toString());
			assertThat(new DirectoryStore(DirectoryStoreTests.this.root, Symlinks.FOLLOW, EtagSource.FILE))
				.hasToString(DirectoryStoreTests.this.root + ", links: follow");
		}

	}

	@Nested
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells what is open")
	class Descriptors {

		@Test
		void openFileHoldsOneDescriptorUntilItIsClosed() throws IOException {
			write("a/b/c.txt", "abc");
			MediaFile file = FileContent.find(store(LATER), "a/b/c.txt");
			assertThat(open()).containsExactly(DirectoryStoreTests.this.root.resolve("a/b/c.txt"));
			file.close();
			assertThat(open()).isEmpty();
		}

		@Test
		void youngSmallFileHoldsNoDescriptor() throws IOException {
			write("a/b/c.txt", "abc");
			try (MediaFile file = FileContent.find(store(STANDING), "a/b/c.txt")) {
				assertThat(file).isNotNull();
				assertThat(open()).isEmpty();
			}
		}

		@Test
		void youngLargeFileHoldsOneDescriptor() throws IOException {
			write("a.bin", "x".repeat(DESCRIBED_BY_CONTENT + 1));
			try (MediaFile file = FileContent.find(store(STANDING), "a.bin")) {
				assertThat(file).isNotNull();
				assertThat(open()).hasSize(1);
			}
			assertThat(open()).isEmpty();
		}

		@Test
		void partThatIsClosedLeavesTheFileOpen() throws IOException {
			write("a.txt", "abc");
			try (MediaFile file = FileContent.find(store(LATER), "a.txt")) {
				file.open(0, 1).close();
				assertThat(FileContent.of(file)).isEqualTo("abc");
			}
		}

		@Test
		void whatIsNotFoundHoldsNoDescriptor() throws IOException {
			write("cats/mia.webp", "mia");
			Files.createSymbolicLink(DirectoryStoreTests.this.root.resolve("out"),
					Files.createFile(DirectoryStoreTests.this.directory.resolve("secret")));
			for (String path : List.of("missing", "cats", "cats/missing/deeper", "out", "a".repeat(300))) {
				assertThat(FileContent.of(DirectoryStoreTests.this.store, path)).isNull();
			}
			assertThat(open()).isEmpty();
		}

		@Test
		void hashingContentHoldsNoDescriptor() throws IOException {
			write("a.txt", "abc");
			MediaStore store = store(EtagSource.CONTENT, LATER);
			for (int i = 0; i < 10; i++) {
				etag(store, "a.txt");
			}
			assertThat(open()).isEmpty();
		}

		/** What this process has open below the directory of the test. */
		private List<Path> open() throws IOException {
			List<Path> open = new ArrayList<>();
			try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
				for (Path descriptor : descriptors.toList()) {
					if (Files.isSymbolicLink(descriptor)) {
						Path target = Files.readSymbolicLink(descriptor);
						if (target.startsWith(DirectoryStoreTests.this.root.getParent())) {
							open.add(target);
						}
					}
				}
			}
			return open;
		}

	}

	@Nested
	class InAnArchive {

		private FileSystem archive;

		@BeforeEach
		void createArchive() throws IOException {
			Path zip = DirectoryStoreTests.this.directory.resolve("media.zip");
			this.archive = FileSystems.newFileSystem(zip, Map.of("create", "true"));
			Files.createDirectories(this.archive.getPath("/assets/cats"));
			Files.writeString(this.archive.getPath("/assets/a.txt"), "abcdef");
			Files.writeString(this.archive.getPath("/assets/cats/mia.txt"), "mia");
			Files.writeString(this.archive.getPath("/secret.txt"), "secret");
			this.archive.close();
			this.archive = FileSystems.newFileSystem(zip);
		}

		@AfterEach
		void closeArchive() throws IOException {
			this.archive.close();
		}

		@ParameterizedTest
		@EnumSource
		void entryIsFound(EtagSource entityTags) throws IOException {
			for (Clock clock : List.of(LATER, STANDING)) {
				MediaStore store = new DirectoryStore(this.archive.getPath("/assets"), Symlinks.WITHIN_ROOT, entityTags,
						clock);
				assertThat(FileContent.of(store, "a.txt")).isEqualTo("abcdef");
				assertThat(FileContent.of(store, "cats/mia.txt")).isEqualTo("mia");
				assertThat(etag(store, "a.txt")).isNotNull().isEqualTo(etag(store, "a.txt"));
			}
		}

		@Test
		void whatIsNotAnEntryIsNotFound() throws IOException {
			MediaStore store = MediaStores.directory(this.archive.getPath("/assets"));
			assertThat(FileContent.of(store, "missing.txt")).isNull();
			assertThat(FileContent.of(store, "cats")).isNull();
			assertThat(FileContent.of(store, "secret.txt")).isNull();
			assertThat(FileContent.of(store, "a.txt/b")).isNull();
		}

		@Test
		void partOfAnEntryIsRead() throws IOException {
			MediaStore store = MediaStores.directory(this.archive.getPath("/assets"));
			try (MediaFile file = FileContent.find(store, "a.txt")) {
				assertThat(FileContent.of(file, 2, 3)).isEqualTo("cde");
			}
		}

		@Test
		void directoryOfAnArchiveCanBeMounted() {
			MediaStores.directory(this.archive.getPath("/assets")).check();
		}

		@Test
		void missingDirectoryOfAnArchiveIsRefused() {
			MediaStore store = MediaStores.directory(this.archive.getPath("/missing"));
			assertThatExceptionOfType(MissingDirectoryException.class).isThrownBy(store::check);
		}

	}

	private static final class SupplierClock extends Clock {

		private final Supplier<Instant> instants;

		SupplierClock(Supplier<Instant> instants) {
			this.instants = instants;
		}

		@Override
		public Instant instant() {
			return this.instants.get();
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
