package dev.mediaboot;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileIdentityTests {

	private static final Object INODE = 4711;

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			changed this moment             | 2026-01-01T00:00:00.5Z | 2026-01-01T00:00:00.5Z        | true
			changed within the tick         | 2026-01-01T00:00:00.5Z | 2026-01-01T00:00:00.549Z      | true
			changed before the tick         | 2026-01-01T00:00:00.5Z | 2026-01-01T00:00:00.55Z       | false
			changed in the future           | 2026-01-02T00:00:00.5Z | 2026-01-01T00:00:00Z          | true
			whole seconds, a second ago     | 2026-01-01T00:00:00Z   | 2026-01-01T00:00:01Z          | true
			whole seconds, nearly two ago   | 2026-01-01T00:00:00Z   | 2026-01-01T00:00:01.999Z      | true
			whole seconds, two ago          | 2026-01-01T00:00:00Z   | 2026-01-01T00:00:02Z          | false
			""")
	void fileIsYoungUntilItsTickIsOver(String when, Instant changed, Instant now, boolean young) {
		FileTime old = FileTime.from(Instant.parse("2001-01-01T00:00:00.5Z"));
		assertThat(new FileIdentity(26, old, FileTime.from(changed), INODE).isYoung(now)).as(when).isEqualTo(young);
	}

	@Test
	void withoutAnInodeTheTimeOfModificationCounts() throws IOException {
		try (FileSystem archive = FileSystems.newFileSystem(this.directory.resolve("a.zip"),
				Map.of("create", "true"))) {
			Path entry = Files.writeString(archive.getPath("/a.txt"), "abc");
			Path other = Files.writeString(archive.getPath("/b.txt"), "abc");
			FileTime modified = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
			Files.setLastModifiedTime(entry, modified);
			Files.setLastModifiedTime(other, modified);
			FileIdentity identity = FileIdentity.of(entry);
			assertThat(identity.changed()).isEqualTo(modified);
			assertThat(identity).isEqualTo(FileIdentity.of(entry)).isNotEqualTo(FileIdentity.of(other));
		}
	}

	@Test
	void timeOfModificationThatAnyoneMaySetMakesNoFileOld() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		Instant now = Instant.now();
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
		assertThat(FileIdentity.of(file).isYoung(now)).isTrue();
	}

	@Test
	void identityStaysWhileNothingChanges() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		assertThat(FileIdentity.of(file)).isEqualTo(FileIdentity.of(file));
		assertThat(FileIdentity.of(file).size()).isEqualTo(3);
	}

	@Test
	void fileIsFoundByItsNameAndThroughNoLink() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		Path other = Files.writeString(this.directory.resolve("b.txt"), "abc");
		FileIdentity identity = FileIdentity.of(file);
		assertThat(identity.isFoundBy(file)).isTrue();
		assertThat(identity.isFoundBy(link)).isFalse();
		assertThat(identity.isFoundBy(other)).isFalse();
		assertThat(identity.isFoundBy(this.directory)).isFalse();
		assertThat(identity.isFoundBy(this.directory.resolve("missing"))).isFalse();
	}

	@Test
	void changedFileIsNotFound() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		FileIdentity identity = FileIdentity.of(file);
		Awaitility.await().pollInSameThread().until(() -> {
			Files.setLastModifiedTime(file, identity.modified());
			return !identity.isFoundBy(file);
		});
	}

	@Test
	void fileOfAnArchiveIsFound() throws IOException {
		try (FileSystem archive = FileSystems.newFileSystem(this.directory.resolve("a.zip"),
				Map.of("create", "true"))) {
			Path entry = Files.writeString(archive.getPath("/a.txt"), "abc");
			FileIdentity identity = FileIdentity.of(entry);
			assertThat(identity.isFoundBy(entry)).isTrue();
			Files.writeString(entry, "abcdef");
			assertThat(identity.isFoundBy(entry)).isFalse();
			Files.delete(entry);
			assertThat(identity.isFoundBy(entry)).isFalse();
		}
	}

	@Test
	void hardLinkIsTheSameFile() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		Path link = Files.createLink(this.directory.resolve("b.txt"), file);
		assertThat(FileIdentity.of(link)).isEqualTo(FileIdentity.of(file));
	}

	@Test
	void onlyARegularFileHasAnIdentity() throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		assertThat(FileIdentity.of(this.directory)).isNull();
		assertThat(FileIdentity.of(link)).isNull();
	}

	@Test
	void missingFileIsAnException() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> FileIdentity.of(this.directory.resolve("missing")));
	}

}
