package dev.mediaboot.file;

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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileIdentityTests {

	@TempDir
	private Path directory;

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

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "size", "modified", "changed", "key" })
	void everyPartOfTheIdentityIsCompared(String part) throws IOException {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		FileIdentity identity = FileIdentity.of(file);
		FileTime time = FileTime.fromMillis(0);
		FileIdentity other = new FileIdentity(part.equals("size") ? 4 : identity.size(),
				part.equals("modified") ? time : identity.modified(),
				part.equals("changed") ? time : identity.changed(), part.equals("key") ? 4711 : identity.key());
		assertThat(other.isFoundBy(file)).isEqualTo(part.equals("nothing"));
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
