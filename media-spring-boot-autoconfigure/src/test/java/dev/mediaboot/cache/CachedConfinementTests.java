package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in memory is confined as what is on the disk: the file has not changed, but the
 * way to it has.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class CachedConfinementTests {

	private static final Mount MOUNT = Mount.of("/site", (path) -> null);

	@TempDir
	private Path directory;

	private Path root;

	private Path outside;

	@BeforeEach
	void createTree() throws IOException {
		this.directory = this.directory.toRealPath();
		this.root = Files.createDirectories(this.directory.resolve("media"));
		this.outside = Files.createDirectories(this.directory.resolve("outside"));
		Files.createDirectories(this.root.resolve("a/b"));
		Files.writeString(this.root.resolve("a/b/file.txt"), "abc");
		Files.writeString(this.root.resolve("file.txt"), "abc");
		Files.createSymbolicLink(this.root.resolve("link"), Path.of("a"));
	}

	static Stream<Arguments> wayThatIsNotAllowedAnyMoreIsSeen() {
		return Stream.of(
				// path, what is moved, where to, who serves it through a link then
				Arguments.of("a/b/file.txt", "a/b", "../outside/b", "FOLLOW"),
				Arguments.of("a/b/file.txt", "a", "../outside/a", "FOLLOW"),
				Arguments.of("a/b/file.txt", "a/b/file.txt", "../outside/file.txt", "FOLLOW"),
				Arguments.of("file.txt", "file.txt", "../outside/file.txt", "FOLLOW"),
				Arguments.of("a/b/file.txt", "a/b", "elsewhere", "FOLLOW WITHIN_ROOT"),
				Arguments.of("a/b/file.txt", "a/b", ".hidden", ""), Arguments.of("a/b/file.txt", "a", ".hidden", ""),
				Arguments.of("file.txt", "file.txt", ".hidden.txt", ""),
				Arguments.of("file.txt", "file.txt", "../outside/.hidden.txt", ""),
				Arguments.of("link/b/file.txt", "a", "../outside/a", "FOLLOW"),
				Arguments.of("link/b/file.txt", "a/b", "../outside/b", "FOLLOW"),
				Arguments.of("link/b/file.txt", "a", ".hidden", ""))
			.flatMap((row) -> Stream.of(Symlinks.values())
				.filter((symlinks) -> symlinks != Symlinks.DENY || !row.get()[0].toString().startsWith("link"))
				.map((symlinks) -> Arguments.of(row.get()[0], row.get()[1], row.get()[2], symlinks,
						row.get()[3].toString().contains(symlinks.name()))));
	}

	@ParameterizedTest(name = "{0} when {1} becomes a link to {2}, {3}: {4}")
	@MethodSource
	void wayThatIsNotAllowedAnyMoreIsSeen(String path, String moved, String target, Symlinks symlinks, boolean served)
			throws IOException {
		MediaStore store = store(symlinks);
		awaitCached(store, path);
		Path from = this.root.resolve(moved);
		Path to = this.root.resolve(target).normalize();
		Files.move(from, to);
		Files.createSymbolicLink(from, from.getParent().relativize(to));
		String expected = served ? "abc" : null;
		Awaitility.await()
			.pollInSameThread()
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofSeconds(2))
			.untilAsserted(() -> assertThat(read(store, path)).isEqualTo(expected));
		assertThat(read(store, path)).isEqualTo(expected);
	}

	@Test
	void linkThatIsPointedElsewhereIsSeen() throws IOException {
		MediaStore store = store(Symlinks.WITHIN_ROOT);
		awaitCached(store, "link/b/file.txt");
		Files.createDirectories(this.root.resolve("c/b"));
		Files.writeString(this.root.resolve("c/b/file.txt"), "other");
		Path next = Files.createSymbolicLink(this.root.resolve("next"), Path.of("c"));
		Files.move(next, this.root.resolve("link"), StandardCopyOption.ATOMIC_MOVE);
		Awaitility.await()
			.pollInSameThread()
			.pollInterval(Duration.ofMillis(1))
			.untilAsserted(() -> assertThat(read(store, "link/b/file.txt")).isEqualTo("other"));
	}

	@Test
	void rootThatBecomesALinkServesOn() throws IOException {
		MediaStore store = store(Symlinks.DENY);
		awaitCached(store, "a/b/file.txt");
		Files.move(this.root, this.outside.resolve("media"));
		Files.createSymbolicLink(this.root, this.outside.resolve("media"));
		assertThat(isInMemory(store, "a/b/file.txt")).isTrue();
	}

	@Test
	void fileBehindLinksOfAKubernetesVolumeIsKeptUntilItIsExchanged() throws IOException {
		publish("..2026_11_27_01_30_18.1", "first");
		Files.createSymbolicLink(this.root.resolve("a.css"), Path.of("..data/a.css"));
		MediaStore store = store(Symlinks.WITHIN_ROOT);
		awaitCached(store, "a.css");
		publish("..2026_11_27_01_30_19.2", "second");
		Awaitility.await()
			.pollInSameThread()
			.pollInterval(Duration.ofMillis(1))
			.untilAsserted(() -> assertThat(read(store, "a.css")).isEqualTo("second"));
	}

	private void publish(String name, String content) throws IOException {
		Files.writeString(Files.createDirectory(this.root.resolve(name)).resolve("a.css"), content);
		Path link = Files.createSymbolicLink(this.root.resolve("..data_tmp"), Path.of(name));
		Files.move(link, this.root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	private MediaStore store(Symlinks symlinks) {
		MediaCache cache = new MediaCache(DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), Duration.ZERO,
				Duration.ofMinutes(1));
		return cache.decorate(MediaStores.directory(this.root, symlinks, EtagSource.FILE), MOUNT);
	}

	/** Waits until the file is old enough to be kept, and is. */
	private static void awaitCached(MediaStore store, String path) {
		Awaitility.await().pollInSameThread().until(() -> isInMemory(store, path) && isInMemory(store, path));
	}

	private static boolean isInMemory(MediaStore store, String path) throws IOException {
		try (MediaFile file = store.find(MediaPath.parse(path))) {
			return file.isCurrent() && file.buffers(0, file.length()) != null;
		}
	}

	private static String read(MediaStore store, String path) throws IOException {
		try (MediaFile file = store.find(MediaPath.parse(path))) {
			if (file == null) {
				return null;
			}
			try (ReadableByteChannel channel = file.open(0, file.length())) {
				return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
			}
		}
	}

}
