package dev.mediaboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class OverlayStoreTests {

	@Test
	void firstStoreThatHasAFileWins() throws IOException {
		MediaStore store = MediaStore.overlay(List.of(store("a.txt", "first"), store("a.txt", "second")));
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("first");
	}

	@Test
	void nextStoreIsAskedForWhatTheFirstDoesNotHave() throws IOException {
		MediaStore store = MediaStore.overlay(List.of(store("a.txt", "first"), store("b.txt", "second")));
		assertThat(FileContent.of(store, "b.txt")).isEqualTo("second");
	}

	@Test
	void nextStoreIsNotAskedForWhatTheFirstHas() throws IOException {
		MediaStore store = MediaStore.overlay(List.of(store("a.txt", "first"), (path) -> {
			throw new IllegalStateException("was asked");
		}));
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("first");
	}

	@Test
	void whatNoStoreHasIsNotFound() throws IOException {
		MediaStore store = MediaStore.overlay(List.of(store("a.txt", "first"), store("b.txt", "second")));
		assertThat(FileContent.of(store, "c.txt")).isNull();
	}

	@Test
	void storeThatCannotAnswerHidesThoseBelow() {
		// Otherwise the file of another store would be sent, and cached, in its place
		MediaStore store = MediaStore.overlay(List.of((path) -> {
			throw new IOException("not now");
		}, store("a.txt", "second")));
		assertThatIOException().isThrownBy(() -> FileContent.of(store, "a.txt")).withMessage("not now");
	}

	@Test
	void everyStoreIsChecked() {
		MediaStore store = MediaStore.overlay(List.of(store("a.txt", "first"), new BrokenStore()));
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(store::check).withMessage("broken");
	}

	@Test
	void singleStoreStaysWhatItIs() {
		MediaStore store = store("a.txt", "abc");
		assertThat(MediaStore.overlay(List.of(store))).isSameAs(store);
	}

	@Test
	void laterChangesOfTheListAreNotSeen() throws IOException {
		List<MediaStore> stores = new ArrayList<>(List.of(store("a.txt", "first"), store("b.txt", "second")));
		MediaStore store = MediaStore.overlay(stores);
		stores.clear();
		assertThat(FileContent.of(store, "b.txt")).isEqualTo("second");
	}

	@Test
	void overlayIsShownByItsStores() {
		MediaStore store = MediaStore.overlay(List.of(MediaStore.of("classpath:/a/"), MediaStore.of("classpath:b")));
		assertThat(store).hasToString("[classpath:/a/, classpath:/b/]");
	}

	private static MediaStore store(String name, String content) {
		return (path) -> path.toString().equals(name) ? new BytesFile(content.getBytes(StandardCharsets.US_ASCII), null)
				: null;
	}

}
