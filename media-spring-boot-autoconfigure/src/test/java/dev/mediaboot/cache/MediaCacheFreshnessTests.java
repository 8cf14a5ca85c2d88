package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MediaCache}: when a change is seen.
 */
class MediaCacheFreshnessTests extends CachedDirectory {

	@Test
	void changedFileIsSeenAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		read(this.store, "a.txt");
		Files.writeString(file, "abcdef");
		assertThat(read(this.store, "a.txt")).isEqualTo("abcdef");
	}

	@Test
	void changeThatKeepsSizeAndTimeIsSeenAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		FileTime modified = Files.getLastModifiedTime(file);
		read(this.store, "a.txt");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap("xyz".getBytes(StandardCharsets.US_ASCII)));
		}
		Files.setLastModifiedTime(file, modified);
		assertThat(read(this.store, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void replacedFileIsSeenAtOnce() throws IOException {
		write("a.txt", "abc");
		write("b.txt", "xyz");
		read(this.store, "a.txt");
		Files.move(this.root.resolve("b.txt"), this.root.resolve("a.txt"), StandardCopyOption.REPLACE_EXISTING);
		assertThat(read(this.store, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void deletedFileIsGoneAtOnce() throws IOException {
		Path file = write("a.txt", "abc");
		read(this.store, "a.txt");
		Files.delete(file);
		assertThat(this.store.find(MediaPath.parse("a.txt"))).isNull();
		Files.writeString(file, "new");
		assertThat(read(this.store, "a.txt")).isEqualTo("new");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void rootThatIsPointedElsewhereIsSeenAtOnce() throws IOException {
		write("a.txt", "abc");
		Path next = Files.createDirectory(this.directory.resolve("next"));
		Files.writeString(next.resolve("a.txt"), "xyz");
		Path current = Files.createSymbolicLink(this.directory.resolve("current"), this.root);
		MediaStore linked = cached(MediaStores.directory(current), Duration.ZERO);
		assertThat(read(linked, "a.txt")).isEqualTo("abc");
		Path flipped = Files.createSymbolicLink(this.directory.resolve("flipped"), next);
		Files.move(flipped, current, StandardCopyOption.ATOMIC_MOVE);
		assertThat(read(linked, "a.txt")).isEqualTo("xyz");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void linkThatIsPointedOutsideIsSeenWithinItsMoment() throws IOException {
		write("a.txt", "abc");
		Path outside = Files.writeString(this.directory.resolve("outside.txt"), "secret");
		Path link = Files.createSymbolicLink(this.root.resolve("link.txt"), this.root.resolve("a.txt"));
		assertThat(read(this.store, "link.txt")).isEqualTo("abc");
		Files.delete(link);
		Files.createSymbolicLink(link, outside);
		// A checked way to a file is trusted for a millisecond.
		await().atMost(Duration.ofSeconds(5)).until(() -> {
			try (MediaFile file = this.store.find(MediaPath.parse("link.txt"))) {
				return file == null;
			}
		});
	}

	@Test
	void fileThatWasJustChangedIsNotKept() throws IOException {
		// Another change may hide behind the same times
		for (int i = 0; i < 100; i++) {
			Files.writeString(this.root.resolve("a.txt"), String.valueOf(i));
			assertThat(read(this.store, "a.txt")).isEqualTo(String.valueOf(i));
		}
	}

	@Test
	void fileThatLooksTheSameIsReadAgainAfterAWhile() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(read(custom, "a.txt")).isEqualTo("abc");
		file.content = "xyz".getBytes(StandardCharsets.US_ASCII);
		this.time.addAndGet(MAX_AGE.toNanos() - 1);
		assertThat(read(custom, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(1);
		assertThat(read(custom, "a.txt")).isEqualTo("xyz");
		assertThat(this.openings).hasValue(2);
	}

	@Test
	void fileThatIsNotLookedAtForLongerThanThatIsNotReadAgain() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, MAX_AGE.multipliedBy(2));
		read(custom, "a.txt");
		file.content = "xyz".getBytes(StandardCharsets.US_ASCII);
		this.time.addAndGet(MAX_AGE.toNanos() + 1);
		assertThat(read(custom, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(MAX_AGE.toNanos());
		assertThat(read(custom, "a.txt")).isEqualTo("xyz");
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "only there is it known what mapped memory leaves behind")
	void fileThatIsWrittenThroughMappedMemoryIsSeenAfterAWhile() throws IOException {
		write("a.txt", "abc");
		try (FileChannel channel = FileChannel.open(this.root.resolve("a.txt"), StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 3);
			mapped.put(0, (byte) 'A');
			rest("a.txt");
			assertThat(read(this.store, "a.txt")).isEqualTo("Abc");
			mapped.put(1, (byte) 'B');
			this.time.addAndGet(MAX_AGE.toNanos());
			assertThat(read(this.store, "a.txt")).isEqualTo("ABc");
		}
	}

	@Test
	void fileIsNotLookedAtWithinTheInterval() throws IOException {
		MediaStore lazy = cached(Duration.ofSeconds(1));
		Path file = write("a.txt", "abc");
		read(lazy, "a.txt");
		Files.writeString(file, "xyz");
		this.time.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
		assertThat(read(lazy, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(1);
		assertThat(read(lazy, "a.txt")).isEqualTo("xyz");
	}

	@Test
	void intervalBeginsWithEachLook() throws IOException {
		MediaStore lazy = cached(Duration.ofSeconds(1));
		Path file = write("a.txt", "abc");
		read(lazy, "a.txt");
		this.time.addAndGet(Duration.ofSeconds(1).toNanos());
		read(lazy, "a.txt");
		Files.writeString(file, "xyz");
		this.time.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
		assertThat(read(lazy, "a.txt")).isEqualTo("abc");
		this.time.addAndGet(1);
		assertThat(read(lazy, "a.txt")).isEqualTo("xyz");
	}

}
