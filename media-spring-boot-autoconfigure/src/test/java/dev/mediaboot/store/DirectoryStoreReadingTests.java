package dev.mediaboot.store;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryStore}: parts of files, and files that change while they are
 * read.
 */
class DirectoryStoreReadingTests extends StoredDirectory {

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
			Files.move(write("b.txt", "xyz"), this.root.resolve("a.txt"), StandardCopyOption.ATOMIC_MOVE);
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
