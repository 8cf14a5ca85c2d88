package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MissingDirectoryException;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DirectoryStore}: directories of archives.
 */
class DirectoryStoreArchiveTests extends StoredDirectory {

	private FileSystem archive;

	@BeforeEach
	void createArchive() throws IOException {
		Path zip = this.directory.resolve("media.zip");
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
