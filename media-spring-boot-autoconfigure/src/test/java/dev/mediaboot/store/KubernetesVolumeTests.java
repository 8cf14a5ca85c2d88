package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ConfigMap as the kubelet mounts it: links to {@code ..data}, which is a link to a
 * directory with the time in its name, and is exchanged by renaming another link.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class KubernetesVolumeTests {

	@TempDir
	private Path root;

	private String current;

	@BeforeEach
	void mountVolume() throws IOException {
		publish("..2026_11_27_01_30_18.1234567890", "first");
		for (String name : List.of("a.css", "sub", ".env")) {
			Files.createSymbolicLink(this.root.resolve(name), Path.of("..data/" + name));
		}
		Files.createSymbolicLink(this.root.resolve("shown.txt"), Path.of("..data/.env"));
	}

	/** What the kubelet does, step by step. */
	private void publish(String directory, String content) throws IOException {
		Path published = Files.createDirectories(this.root.resolve(directory));
		Files.writeString(published.resolve("a.css"), content);
		Files.createDirectories(published.resolve("sub/.deep"));
		Files.writeString(published.resolve("sub/b.css"), content);
		Files.writeString(published.resolve("sub/.deep/b.css"), content);
		Files.writeString(published.resolve(".env"), content);
		Path link = Files.createSymbolicLink(this.root.resolve("..data_tmp"), Path.of(directory));
		Files.move(link, this.root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		String before = this.current;
		this.current = directory;
		if (before != null) {
			delete(this.root.resolve(before));
		}
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
				Files.delete(file);
			}
		}
	}

	private MediaStore store(Symlinks symlinks) {
		return MediaStores.directory(this.root, symlinks, EtagSource.FILE);
	}

	@ParameterizedTest
	@EnumSource(names = "DENY", mode = EnumSource.Mode.EXCLUDE)
	void filesAreServed(Symlinks symlinks) throws IOException {
		assertThat(FileContent.of(store(symlinks), "a.css")).isEqualTo("first");
		assertThat(FileContent.of(store(symlinks), "sub/b.css")).isEqualTo("first");
	}

	@Test
	void filesAreNotServedWhereLinksAreDenied() throws IOException {
		assertThat(FileContent.of(store(Symlinks.DENY), "a.css")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void hiddenFilesStayHidden(Symlinks symlinks) throws IOException {
		assertThat(FileContent.of(store(symlinks), "shown.txt")).isNull();
		Files.createSymbolicLink(this.root.resolve("deep"), Path.of("..data/sub/.deep"));
		assertThat(FileContent.of(store(symlinks), "deep/b.css")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void directoryThatIsNotTheCurrentOneStaysHidden(Symlinks symlinks) throws IOException {
		Files.createDirectory(this.root.resolve("..2001_01_01_00_00_00.1"));
		Files.writeString(this.root.resolve("..2001_01_01_00_00_00.1/a.css"), "old");
		Files.createSymbolicLink(this.root.resolve("old.css"), Path.of("..2001_01_01_00_00_00.1/a.css"));
		assertThat(FileContent.of(store(symlinks), "old.css")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void dataThatIsALinkToAHiddenDirectoryOfAnotherKindDoesNotShowIt(Symlinks symlinks) throws IOException {
		Path git = Files.createDirectory(this.root.resolve(".git"));
		Files.writeString(git.resolve("a.css"), "hidden");
		Files.delete(this.root.resolve("..data"));
		Files.createSymbolicLink(this.root.resolve("..data"), Path.of(".git"));
		assertThat(FileContent.of(store(symlinks), "a.css")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void volumeBelowTheRootStaysHidden(Symlinks symlinks) throws IOException {
		Path below = Files.createDirectories(this.root.resolve("theme/..2026"));
		Files.writeString(below.resolve("a.css"), "below");
		Files.createSymbolicLink(this.root.resolve("theme/..data"), Path.of("..2026"));
		Files.createSymbolicLink(this.root.resolve("theme/a.css"), Path.of("..data/a.css"));
		assertThat(FileContent.of(store(symlinks), "theme/a.css")).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = "DENY", mode = EnumSource.Mode.EXCLUDE)
	@Timeout(60)
	void exchangeIsSeenAtOnceAndNeverLeavesAGap(Symlinks symlinks) throws Exception {
		MediaStore store = store(symlinks);
		ExecutorService kubelet = Executors.newSingleThreadExecutor();
		// One exchange for each read: who exchanges files faster than they can be found
		// has none
		Semaphore turns = new Semaphore(1);
		try {
			Future<Void> exchanged = kubelet.submit(() -> {
				for (int round = 0; round < 300; round++) {
					assertThat(turns.tryAcquire(10, TimeUnit.SECONDS)).as("somebody reads").isTrue();
					publish("..2026_11_27_01_30_19." + round, "round " + round);
				}
				return null;
			});
			while (!exchanged.isDone()) {
				for (String path : List.of("a.css", "sub/b.css")) {
					assertThat(FileContent.of(store, path)).as(path).isNotNull();
					turns.drainPermits();
					turns.release();
				}
			}
			exchanged.get();
		}
		finally {
			kubelet.shutdownNow();
		}
		assertThat(FileContent.of(store, "a.css")).isEqualTo("round 299");
	}

}
