package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link DirectoryStore}: what is found by which name.
 */
class DirectoryStoreNameTests extends StoredDirectory {

	@Test
	void directoryIsNotAFile() throws IOException {
		write("cats/mia.webp", "mia");
		assertThat(FileContent.of(this.store, "cats")).isNull();
		assertThat(FileContent.of(this.store, "cats/")).isNull();
		assertThat(FileContent.of(this.store, "")).isNull();
		assertThat(FileContent.of(this.store, "/")).isNull();
	}

	@Test
	void fileIsNotADirectory() throws IOException {
		write("a.txt", "abc");
		assertThat(FileContent.of(this.store, "a.txt/b.txt")).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 5000, 100_000 })
	void nameTooLongForTheSystemIsNotFound(int length) throws IOException {
		// Demand 53: not an error of the server
		assertThat(FileContent.of(this.store, "a".repeat(length))).isNull();
	}

	@Test
	void pathTooLongForTheSystemIsNotFound() throws IOException {
		assertThat(FileContent.of(this.store, "a/".repeat(3000) + "b")).isNull();
	}

	@Test
	void longestNameIsFound() throws IOException {
		write("a".repeat(255), "abc");
		assertThat(FileContent.of(this.store, "a".repeat(255))).isEqualTo("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud800", "a\udc00b", "\udc00\ud800" })
	void nameThatNoFileSystemCanEncodeIsNotFound(String name) throws IOException {
		MediaPath path = MediaPath.of(List.of(name), false);
		assertThat((path != null) ? this.store.find(path) : null).isNull();
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
		assertThat(FileContent.of(this.store, path.toUriPath())).isEqualTo("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "été.txt", "E\u0301te\u0301.txt", "日本語.txt", "🐈.txt" })
	void fileNamedInAnyLanguageIsFound(String name) throws IOException {
		assumeThat(System.getProperty("sun.jnu.encoding")).as("encoding of file names, from the locale")
			.isEqualToIgnoringCase("UTF-8");
		write(name, "abc");
		MediaPath path = MediaPath.of(List.of(name), false);
		assertThat(FileContent.of(this.store, path.toUriPath())).isEqualTo("abc");
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems take both for one file")
	void caseOfANameMatters() throws IOException {
		write("a.txt", "abc");
		assertThat(FileContent.of(this.store, "A.TXT")).isNull();
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
		assertThat(FileContent.of(this.store, "/.well-known/security.txt")).isEqualTo("abc");
	}

	@Test
	void siblingDirectoryWithTheSamePrefixIsAnotherRoot() throws IOException {
		Files.createDirectory(this.directory.resolve("media-private"));
		Files.writeString(this.directory.resolve("media-private/secret.txt"), "secret");
		assertThat(FileContent.of(this.store, "-private/secret.txt")).isNull();
	}

	@Test
	void rootMayBeRelativeOrHaveDots() throws IOException {
		write("a.txt", "abc");
		Path dotted = this.root.resolve("../media/./");
		assertThat(FileContent.of(MediaStores.directory(dotted), "a.txt")).isEqualTo("abc");
		Path relative = Path.of("").toAbsolutePath().relativize(this.root);
		assertThat(FileContent.of(MediaStores.directory(relative), "a.txt")).isEqualTo("abc");
	}

	@Test
	void fileThatCannotBeReadIsDenied() throws IOException {
		Path file = write("a.txt", "abc");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
		assumeThat(Files.isReadable(file)).as("may read everything, as the administrator does").isFalse();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> FileContent.of(this.store, "a.txt"));
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a file that nobody may read")
	void fileThatNobodyMayReadIsDenied() throws IOException {
		Path unreadable = Path.of("/proc/sys/vm/compact_memory");
		assumeThat(unreadable).as("a setting of the kernel that can only be written").isRegularFile();
		Path link = Files.createSymbolicLink(this.root.resolve("a.txt"), unreadable);
		MediaStore store = MediaStores.directory(this.root, Symlinks.FOLLOW, EtagSource.FILE);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> FileContent.of(store, "a.txt"));
		Files.delete(link);
	}

	@Test
	void fileInADirectoryThatCannotBeSearchedIsDenied() throws IOException {
		Path directory = write("closed/a.txt", "abc").getParent();
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rw-------"));
		try {
			assumeThat(Files.isExecutable(directory)).as("may search everything, as the administrator does").isFalse();
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> FileContent.of(this.store, "closed/a.txt"));
		}
		finally {
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void storeIsShownByItsRoot() {
		assertThat(this.store).hasToString(this.root.toString());
		assertThat(new DirectoryStore(this.root, Symlinks.FOLLOW, EtagSource.FILE))
			.hasToString(this.root + ", links: follow");
	}

}
