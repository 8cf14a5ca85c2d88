package dev.mediaboot.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.mediaboot.EntityTag;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.file.ContentHashes;
import dev.mediaboot.file.FileClock;
import dev.mediaboot.file.FileIdentity;
import dev.mediaboot.testing.FileContent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryStore}: tags and times.
 */
class DirectoryStoreValidationTests extends StoredDirectory {

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
	void smallFileIsDescribedByItsContentUntilItIsOld(FileClock.Age age, int size, boolean described, boolean byContent)
			throws IOException {
		String content = "x".repeat(size);
		write("a.bin", content);
		Instant changed = FileIdentity.of(this.root.resolve("a.bin")).changed().toInstant();
		Duration later = (age == FileClock.Age.OLD) ? Duration.ofSeconds(2) : Duration.ofMillis(49);
		FileClock fileClock = new FileClock((path) -> "ext4",
				() -> (age == FileClock.Age.YOUNG) ? changed : changed.plusMillis(49));
		MediaStore store = new DirectoryStore(this.root, Symlinks.DENY, EtagSource.FILE,
				Clock.fixed(changed.plus(later), ZoneOffset.UTC), fileClock, new ContentHashes());
		String tag = etag(store, "a.bin");
		assertThat(tag != null).isEqualTo(described);
		assertThat(EntityTag.ofContent(content.getBytes(StandardCharsets.US_ASCII)).equals(tag)).isEqualTo(byContent);
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
	@CsvSource({ "3, chmod", "3, chown", "3, ln", "1000000, chmod", "1000000, chown", "1000000, ln", "9000000, chmod",
			"9000000, chown", "9000000, ln" })
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
