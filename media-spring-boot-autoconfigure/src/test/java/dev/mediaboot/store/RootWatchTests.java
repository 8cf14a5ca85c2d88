package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RootWatchTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "vanishes", "becomes a file", "is a link that leads nowhere" })
	void rootThatVanishesAndReturnsIsReportedOnceEach(String what, CapturedOutput output) throws IOException {
		Path release = Files.createDirectory(this.directory.resolve("release"));
		Files.writeString(release.resolve("a.txt"), "abc");
		Path root = this.directory.resolve("media");
		boolean link = what.contains("link");
		if (link) {
			Files.createSymbolicLink(root, Path.of("release"));
		}
		else {
			Files.move(release, root);
		}
		MediaStore store = MediaStores.directory(root);
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("abc");
		Path moved = link ? release : root;
		Path aside = this.directory.resolve("aside");
		for (int times = 1; times <= 2; times++) {
			Files.move(moved, aside);
			if (what.contains("file")) {
				Files.createFile(root);
			}
			awaitWarnings(store, output, root, times * 2 - 1);
			for (int i = 0; i < 100; i++) {
				assertThat(FileContent.of(store, "a.txt")).isNull();
			}
			Files.deleteIfExists(moved);
			Files.move(aside, moved);
			for (int i = 0; i < 100; i++) {
				assertThat(FileContent.of(store, "a.txt")).isEqualTo("abc");
			}
			assertThat(warnings(output)).hasSize(times * 2);
			assertThat(warnings(output).get(times * 2 - 1)).contains("'" + root + "' is available again");
		}
	}

	/** It is looked at once a second. */
	private static void awaitWarnings(MediaStore store, CapturedOutput output, Path root, int count) {
		Awaitility.await().pollInSameThread().until(() -> {
			assertThat(FileContent.of(store, "a.txt")).isNull();
			return warnings(output).size() == count;
		});
		assertThat(warnings(output).get(count - 1)).contains("'" + root + "'");
	}

	@Test
	void rootThatIsBackIsSeenAlsoWhenOnlyMissingFilesAreAskedFor(CapturedOutput output) throws Exception {
		AtomicLong time = new AtomicLong();
		RootWatch watch = new RootWatch(this.directory.resolve("media"), time::get);
		watch.missed(this.directory.resolve("media/a.txt"));
		watch.missed(this.directory.resolve("media/a.txt"));
		assertThat(warnings(output)).hasSize(1);
		Files.createDirectory(this.directory.resolve("media"));
		time.addAndGet(Duration.ofSeconds(1).toNanos());
		watch.missed(this.directory.resolve("media/a.txt"));
		assertThat(warnings(output)).hasSize(2);
	}

	@Test
	void missingFilesOfAnExistingRootAreNotReported(CapturedOutput output) throws IOException {
		MediaStore store = MediaStores.directory(this.directory);
		assertThat(FileContent.of(store, "missing.txt")).isNull();
		assertThat(FileContent.of(store, "missing/too.txt")).isNull();
		assertThat(warnings(output)).isEmpty();
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("WARN")).toList();
	}

}
