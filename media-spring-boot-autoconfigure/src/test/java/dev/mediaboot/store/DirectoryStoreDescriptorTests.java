package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectoryStore}: what it holds open.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells what is open")
class DirectoryStoreDescriptorTests extends StoredDirectory {

	@Test
	void openFileHoldsOneDescriptorUntilItIsClosed() throws IOException {
		write("a/b/c.txt", "abc");
		MediaFile file = FileContent.find(store(LATER), "a/b/c.txt");
		assertThat(open()).containsExactly(this.root.resolve("a/b/c.txt"));
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
		Files.createSymbolicLink(this.root.resolve("out"), Files.createFile(this.directory.resolve("secret")));
		for (String path : List.of("missing", "cats", "cats/missing/deeper", "out", "a".repeat(300))) {
			assertThat(FileContent.of(this.store, path)).isNull();
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
					if (target.startsWith(this.root.getParent())) {
						open.add(target);
					}
				}
			}
		}
		return open;
	}

}
