package dev.mediaboot.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link MediaCache}: which files are kept, and what happens to the others.
 */
class MediaCacheAdmissionTests extends CachedDirectory {

	@Test
	void largeFileIsNotKept() throws IOException {
		write("small.txt", digits(MAX_FILE_SIZE));
		write("large.txt", digits(MAX_FILE_SIZE + 1));
		assertThat(isInMemory(this.store, "small.txt")).isTrue();
		assertThat(isInMemory(this.store, "large.txt")).isFalse();
		assertThat(read(this.store, "large.txt")).isEqualTo(digits(MAX_FILE_SIZE + 1));
	}

	@Test
	void fileWhoseCurrencyCannotBeCheckedIsNotKept() throws IOException {
		StubFile file = new StubFile();
		file.current = false;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		find(custom, "a.txt").close();
		find(custom, "a.txt").close();
		assertThat(this.openings).hasValue(2);
		assertThat(file.reads).as("reads, of what cannot be kept").isZero();
	}

	@Test
	void fileThatIsChangedWhileItIsReadIsNotKept() throws IOException {
		StubFile file = new StubFile();
		file.onRead = () -> file.current = false;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
		assertThat(file.closed).isZero();
	}

	@Test
	void fileThatCannotBeReadIsLeftToTheAnswer() throws IOException {
		StubFile file = new StubFile();
		file.onRead = () -> {
			throw new IllegalStateException("broken");
		};
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
	}

	@Test
	void fileThatEndsEarlyIsLeftToTheAnswer() throws IOException {
		StubFile file = new StubFile();
		file.length = 4;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
	}

	@Test
	void fileWhoseCurrencyCanNeverBeCheckedIsLeftToTheAnswer() throws IOException {
		StubFile file = new StubFile();
		file.onLook = () -> {
			throw new IllegalStateException("broken");
		};
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThat(find(custom, "a.txt")).isSameAs(file);
		assertThat(file.closed).isZero();
	}

	@Test
	void fileInMemoryWhoseCurrencyCannotBeCheckedIsOpenedAgain() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		find(custom, "a.txt").close();
		file.onLook = () -> {
			throw new IllegalStateException("broken");
		};
		assertThat(find(custom, "a.txt")).isSameAs(file);
		assertThat(this.openings).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "look", "read", "describe" })
	void fileIsClosedWhenAnythingGoesWrong(String when) throws IOException {
		StubFile file = new StubFile();
		Runnable failure = () -> {
			throw new OutOfMemoryError("nothing left");
		};
		file.onLook = when.equals("look") ? failure : file.onLook;
		file.onRead = when.equals("read") ? failure : file.onRead;
		file.onDescribe = when.equals("describe") ? failure : file.onDescribe;
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> custom.find(Objects.requireNonNull(MediaPath.parse("a.txt"))));
		assertThat(file.closed).isEqualTo(1);
	}

	@Test
	void fileThatIsKeptIsClosed() throws IOException {
		StubFile file = new StubFile();
		MediaStore custom = cached((path) -> file, Duration.ZERO);
		find(custom, "a.txt").close();
		assertThat(file.closed).isEqualTo(1);
	}

	@Test
	void failureOfTheStoreIsPassedOn() {
		MediaStore broken = cached((path) -> {
			throw new IOException("not now");
		}, Duration.ZERO);
		assertThatIOException().isThrownBy(() -> broken.find(MediaPath.parse("a.txt"))).withMessage("not now");
	}

}
