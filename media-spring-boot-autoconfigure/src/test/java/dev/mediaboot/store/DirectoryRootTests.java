package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MissingDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

class DirectoryRootTests {

	@TempDir
	private Path directory;

	@Test
	void directoryOfItsOwnIsAccepted() {
		assertThatNoException().isThrownBy(() -> DirectoryRoot.check(this.directory));
	}

	@Test
	void directoryBelowTheWorkingDirectoryIsAccepted() throws IOException {
		Path media = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "media");
		try {
			assertThatNoException().isThrownBy(() -> DirectoryRoot.check(media));
		}
		finally {
			Files.delete(media);
		}
	}

	@ParameterizedTest
	@MethodSource
	void directoryThatHoldsTheApplicationIsRefused(Path root) {
		// R13
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaStores.directory(root).check())
			.withMessageContaining("would expose")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("directory of its own"));
	}

	static Stream<Path> directoryThatHoldsTheApplicationIsRefused() {
		Path working = Path.of("").toAbsolutePath();
		return Stream.of(working.getRoot(), working, Path.of(""), Path.of("."), Path.of(".."), working.getParent(),
				working.resolve("."), working.resolve("target/.."), working.getRoot().resolve(".."));
	}

	@Test
	void linkToTheWorkingDirectoryIsRefused() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("media"), Path.of("").toAbsolutePath());
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> DirectoryRoot.check(link))
			.withMessageContaining("would expose");
		Files.delete(link);
	}

	@Test
	void directoryWhoseNameBeginsLikeTheWorkingDirectoryIsAccepted() throws IOException {
		// R2: path elements are compared, not characters
		Path working = Path.of("").toRealPath();
		Path sibling = working.resolveSibling(working.getFileName() + "-media");
		assumeThat(Files.isWritable(working.getParent())).as("may create '%s'", sibling).isTrue();
		Files.createDirectory(sibling);
		try {
			assertThatNoException().isThrownBy(() -> DirectoryRoot.check(sibling));
		}
		finally {
			Files.delete(sibling);
		}
	}

	@Test
	void missingDirectoryIsNamed() {
		Path missing = this.directory.resolve("missing");
		assertThatExceptionOfType(MissingDirectoryException.class).isThrownBy(() -> DirectoryRoot.check(missing))
			.withMessageContaining(missing.toString())
			.satisfies((ex) -> assertThat(ex.getDirectory()).isEqualTo(missing));
	}

	@Test
	void brokenLinkIsAMissingDirectory() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("media"), Path.of("missing"));
		assertThatExceptionOfType(MissingDirectoryException.class).isThrownBy(() -> DirectoryRoot.check(link));
	}

	@Test
	void fileIsRefused() throws IOException {
		Path file = Files.createFile(this.directory.resolve("a.txt"));
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> DirectoryRoot.check(file))
			.withMessageContaining("is not a directory");
	}

	@Test
	void linkToADirectoryIsAccepted() throws IOException {
		Files.createDirectory(this.directory.resolve("release-1"));
		Path link = Files.createSymbolicLink(this.directory.resolve("current"), Path.of("release-1"));
		assertThatNoException().isThrownBy(() -> DirectoryRoot.check(link));
	}

	@Test
	void directoryThatCannotBeReadIsRefused() throws IOException {
		Path closed = Files.createDirectory(this.directory.resolve("closed"));
		Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("-wx------"));
		try {
			assumeThat(Files.isReadable(closed)).as("may read everything, as the administrator does").isFalse();
			assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> DirectoryRoot.check(closed))
				.withMessageContaining("cannot be read");
		}
		finally {
			Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
		}
	}

}
