package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.HintedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaCache}: what it keeps is what the store has.
 */
class MediaCacheTests extends CachedDirectory {

	@Test
	void fileThatIsAskedForAgainIsNotOpenedAgain() throws IOException {
		write("a.txt", "abc");
		for (int i = 0; i < 5; i++) {
			assertThat(read(this.store, "a.txt")).isEqualTo("abc");
		}
		assertThat(this.openings).hasValue(1);
	}

	@Test
	void fileInMemoryHasTheAttributesOfTheFile() throws IOException {
		write("a.txt", "abc");
		Files.setLastModifiedTime(this.root.resolve("a.txt"), FileTime.from(Instant.parse("2024-02-29T12:34:56Z")));
		rest("a.txt");
		try (MediaFile file = find(MediaStores.directory(this.root), "a.txt")) {
			for (int i = 0; i < 2; i++) {
				try (MediaFile cached = find(this.store, "a.txt")) {
					assertThat(cached.length()).isEqualTo(3);
					assertThat(cached.etag()).isEqualTo(file.etag()).isNotNull();
					assertThat(cached.lastModified()).isEqualTo("2024-02-29T12:34:56Z");
					assertThat(cached.isCurrent()).isTrue();
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "0, 1", "0, 4096", "0, 4097", "4095, 2", "4096, 1", "5000, 4000", "1, 9998", "9999, 1",
			"8192, 1808", "10000, 0" })
	void anyPartCanBeRead(int position, int count) throws IOException {
		write("a.txt", digits(10_000));
		String expected = digits(10_000).substring(position, position + count);
		try (MediaFile file = find(this.store, "a.txt"); ReadableByteChannel channel = file.open(position, count)) {
			assertThat(Channels.newInputStream(channel).readAllBytes()).asString().isEqualTo(expected);
			ByteBuffer joined = ByteBuffer.allocate(count);
			for (ByteBuffer buffer : file.buffers(position, count)) {
				assertThat(buffer.isDirect()).isTrue();
				assertThat(buffer.isReadOnly()).isTrue();
				joined.put(buffer);
			}
			assertThat(new String(joined.array(), StandardCharsets.US_ASCII)).isEqualTo(expected);
		}
	}

	@Test
	void emptyFileIsKeptToo() throws IOException {
		write("a.txt", "");
		assertThat(read(this.store, "a.txt")).isEmpty();
		assertThat(read(this.store, "a.txt")).isEmpty();
		assertThat(this.openings).hasValue(1);
	}

	@Test
	void hintReachesTheStoreBehind() throws IOException {
		HintedStore hinted = new HintedStore();
		FindHint hint = HintedStore.get("Range", "bytes=0-0");
		assertThat(cache(Duration.ZERO).decorate(hinted, MOUNT).find(MediaPath.parse("a.txt"), hint)).isNull();
		assertThat(hinted.hints()).containsExactly(hint);
	}

	@Test
	void mountsDoNotShareFiles() throws IOException {
		MediaCache cache = cache(Duration.ofDays(1));
		MediaStore one = cache.decorate((path) -> StubFile.of("one"), MOUNT);
		MediaStore other = cache.decorate((path) -> StubFile.of("two"), MOUNT);
		for (int i = 0; i < 2; i++) {
			assertThat(read(one, "a.txt")).isEqualTo("one");
			assertThat(read(other, "a.txt")).isEqualTo("two");
		}
	}

	@Test
	void storeThatIsMountedAgainBeginsAnew() throws IOException {
		AtomicInteger version = new AtomicInteger();
		MediaStore versions = (path) -> StubFile.of("v" + version.incrementAndGet());
		MediaCache cache = cache(Duration.ofDays(1));
		assertThat(read(cache.decorate(versions, MOUNT), "a.txt")).isEqualTo("v1");
		assertThat(read(cache.decorate(versions, MOUNT), "a.txt")).isEqualTo("v2");
	}

	@Test
	void siblingIsAnotherFileThanTheOneOfThatName() throws IOException {
		MediaStore layered = new MediaStore() {

			@Override
			public MediaFile find(MediaPath path) {
				return StubFile.of("found " + path);
			}

			@Override
			public MediaFile findSibling(MediaPath path, String suffix) {
				return StubFile.of("sibling " + path + suffix);
			}

		};
		MediaStore cached = cache(Duration.ZERO).decorate(layered, MOUNT);
		MediaPath path = Objects.requireNonNull(MediaPath.parse("a.txt"));
		for (int i = 0; i < 2; i++) {
			assertThat(read(cached, "a.txt.br")).isEqualTo("found a.txt.br");
			assertThat(read(Objects.requireNonNull(cached.findSibling(path, ".br")))).isEqualTo("sibling a.txt.br");
			assertThat(read(Objects.requireNonNull(cached.findSibling(path, ".gz")))).isEqualTo("sibling a.txt.gz");
		}
	}

	@Test
	void siblingDoesNotOutliveTheOriginalOfItsLayer() throws IOException {
		Path below = Files.createDirectory(this.directory.resolve("below"));
		write("a.css", "above");
		write("a.css.br", "of above");
		Files.writeString(below.resolve("a.css"), "below");
		Files.writeString(below.resolve("a.css.br"), "of below");
		MediaStore layers = cache(Duration.ZERO).decorate(
				MediaStores.overlay(List.of(MediaStores.directory(this.root), MediaStores.directory(below))), MOUNT);
		MediaPath path = Objects.requireNonNull(MediaPath.parse("a.css"));
		for (int i = 0; i < 2; i++) {
			assertThat(read(Objects.requireNonNull(layers.findSibling(path, ".br")))).isEqualTo("of above");
		}
		Files.delete(this.root.resolve("a.css"));
		assertThat(read(layers, "a.css")).isEqualTo("below");
		assertThat(read(Objects.requireNonNull(layers.findSibling(path, ".br")))).isEqualTo("of below");
	}

	@Test
	void siblingThatIsMissingIsNotFound() throws IOException {
		write("a.txt", "abc");
		assertThat(this.store.findSibling(Objects.requireNonNull(MediaPath.parse("a.txt")), ".br")).isNull();
	}

	@Test
	void directoriesAreThoseOfTheStore() {
		assertThat(cache(Duration.ZERO).decorate(MediaStores.directory(this.root), MOUNT).directories())
			.containsExactly(this.root);
	}

	@Test
	void storeIsCheckedAndShownAsItself() {
		MediaStore cached = cache(Duration.ZERO).decorate(MediaStores.directory(this.root), MOUNT);
		cached.check();
		assertThat(cached).hasToString(this.root.toString());
	}

}
