package dev.mediaboot.store;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Whoever opens a FIFO waits for its writer, so every test has a limit.
 */
@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "only there such files have names")
class DirectoryStoreSpecialFileTests {

	private static final Duration AT_ONCE = Duration.ofSeconds(10);

	@TempDir
	private Path root;

	@ParameterizedTest
	@EnumSource
	void fifoIsNeverOpened(Symlinks symlinks) throws Exception {
		fifo(this.root.resolve("a.mp4"));
		assertThatNothingIsFound("a.mp4", symlinks);
	}

	@ParameterizedTest
	@EnumSource
	void fifoInADirectoryIsNeverOpened(Symlinks symlinks) throws Exception {
		Files.createDirectory(this.root.resolve("dir"));
		fifo(this.root.resolve("dir/a.mp4"));
		assertThatNothingIsFound("dir/a.mp4", symlinks);
	}

	@ParameterizedTest
	@EnumSource
	void fifoBehindALinkIsNeverOpened(Symlinks symlinks) throws Exception {
		fifo(this.root.resolve("fifo"));
		Files.createSymbolicLink(this.root.resolve("a.mp4"), Path.of("fifo"));
		assertThatNothingIsFound("a.mp4", symlinks);
	}

	@ParameterizedTest
	@EnumSource
	void fifoOutOfTheRootIsNeverOpened(Symlinks symlinks, @TempDir Path outside) throws Exception {
		fifo(outside.resolve("fifo"));
		Files.createSymbolicLink(this.root.resolve("a.mp4"), outside.resolve("fifo"));
		assertThatNothingIsFound("a.mp4", symlinks);
	}

	@ParameterizedTest
	@EnumSource
	void socketIsNeverOpened(Symlinks symlinks) throws Exception {
		try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			socket.bind(UnixDomainSocketAddress.of(this.root.resolve("socket")));
			assertThatNothingIsFound("socket", symlinks);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dev/null", "/dev/zero", "/dev/random", "/dev/tty" })
	void deviceBehindALinkIsNeverOpened(String device) throws Exception {
		Files.createSymbolicLink(this.root.resolve("a.bin"), Path.of(device));
		for (Symlinks symlinks : Symlinks.values()) {
			assertThatNothingIsFound("a.bin", symlinks);
		}
		Files.delete(this.root.resolve("a.bin"));
	}

	private void assertThatNothingIsFound(String path, Symlinks symlinks) {
		for (EtagSource entityTags : EtagSource.values()) {
			MediaStore store = MediaStores.directory(this.root, symlinks, entityTags);
			assertThat(assertTimeoutPreemptively(AT_ONCE, () -> FileContent.find(store, path))).isNull();
		}
	}

	private static void fifo(Path path) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		assertThat(Files.readAttributes(path, "isOther")).containsEntry("isOther", true);
	}

}
