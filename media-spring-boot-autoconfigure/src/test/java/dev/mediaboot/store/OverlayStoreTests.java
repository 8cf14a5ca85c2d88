package dev.mediaboot.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.BrokenStore;
import dev.mediaboot.testing.FileContent;
import dev.mediaboot.testing.HintedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class OverlayStoreTests {

	@Test
	void hintReachesEveryLayer() throws IOException {
		HintedStore upper = new HintedStore();
		HintedStore lower = new HintedStore();
		FindHint hint = HintedStore.get("If-None-Match", "*");
		assertThat(MediaStores.overlay(List.of(upper, lower)).find(MediaPath.parse("a.txt"), hint)).isNull();
		assertThat(upper.hints()).containsExactly(hint);
		assertThat(lower.hints()).containsExactly(hint);
	}

	@Test
	void firstStoreThatHasAFileWins() throws IOException {
		MediaStore store = MediaStores.overlay(List.of(store("a.txt", "first"), store("a.txt", "second")));
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("first");
	}

	@Test
	void nextStoreIsAskedForWhatTheFirstDoesNotHave() throws IOException {
		MediaStore store = MediaStores.overlay(List.of(store("a.txt", "first"), store("b.txt", "second")));
		assertThat(FileContent.of(store, "b.txt")).isEqualTo("second");
	}

	@Test
	void nextStoreIsNotAskedForWhatTheFirstHas() throws IOException {
		MediaStore store = MediaStores.overlay(List.of(store("a.txt", "first"), (path) -> {
			throw new IllegalStateException("was asked");
		}));
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("first");
	}

	@Test
	void whatNoStoreHasIsNotFound() throws IOException {
		MediaStore store = MediaStores.overlay(List.of(store("a.txt", "first"), store("b.txt", "second")));
		assertThat(FileContent.of(store, "c.txt")).isNull();
	}

	@Test
	void directoriesAreThoseOfEveryLayer(@TempDir Path directory) {
		Path below = directory.resolve("below");
		MediaStore store = MediaStores.overlay(List.of(MediaStores.directory(directory), store("a.txt", "first"),
				MediaStores.of("classpath:/META-INF/media/admin/"), MediaStores.directory(below)));
		assertThat(store.directories()).containsExactly(directory, below);
	}

	@Test
	void storeThatCannotAnswerHidesThoseBelow() {
		// Otherwise the file of another store would be sent, and cached, in its place
		MediaStore store = MediaStores.overlay(List.of((path) -> {
			throw new IOException("not now");
		}, store("a.txt", "second")));
		assertThatIOException().isThrownBy(() -> FileContent.of(store, "a.txt")).withMessage("not now");
	}

	@Test
	void unreadableFileHidesNothingAndIsReportedIfThereIsNoOther() throws IOException {
		MediaStore closed = (path) -> {
			throw new AccessDeniedException(path.toString());
		};
		MediaStore store = MediaStores.overlay(List.of(closed, store("a.txt", "second"), closed));
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("second");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> FileContent.of(store, "b.txt"))
			.withMessage("b.txt");
		assertThat(store.findSibling(MediaPath.parse("/a.txt"), ".br")).isNull();
	}

	@Test
	void everyStoreIsChecked() {
		MediaStore store = MediaStores.overlay(List.of(store("a.txt", "first"), new BrokenStore()));
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(store::check).withMessage("broken");
	}

	@Test
	void singleStoreStaysWhatItIs() {
		MediaStore store = store("a.txt", "abc");
		assertThat(MediaStores.overlay(List.of(store))).isSameAs(store);
	}

	@Test
	void laterChangesOfTheListAreNotSeen() throws IOException {
		List<MediaStore> stores = new ArrayList<>(List.of(store("a.txt", "first"), store("b.txt", "second")));
		MediaStore store = MediaStores.overlay(stores);
		stores.clear();
		assertThat(FileContent.of(store, "b.txt")).isEqualTo("second");
	}

	@Test
	void fileIsCurrentUntilOneAppearsAbove() throws IOException {
		Map<String, MediaFile> above = new HashMap<>();
		MediaStore store = MediaStores.overlay(
				List.of((path) -> above.get(path.toString()), (path) -> new CurrentFile(), store("a.txt", "below")));
		MediaFile file = FileContent.find(store, "a.txt");
		assertThat(file.isCurrent()).isTrue();
		above.put("b.txt", MediaFile.of(new byte[0], null));
		assertThat(file.isCurrent()).isTrue();
		above.put("a.txt", MediaFile.of(new byte[0], null));
		assertThat(file.isCurrent()).isFalse();
	}

	@Test
	void siblingIsCurrentUntilAnotherOriginalAppearsAbove() throws IOException {
		Map<String, MediaFile> above = new HashMap<>();
		MediaStore store = MediaStores
			.overlay(List.of((path) -> above.get(path.toString()), (path) -> new CurrentFile()));
		MediaFile sibling = store.findSibling(MediaPath.parse("a.txt"), ".br");
		assertThat(sibling.isCurrent()).isTrue();
		above.put("a.txt.br", MediaFile.of(new byte[0], null));
		assertThat(sibling.isCurrent()).isTrue();
		above.put("a.txt", MediaFile.of(new byte[0], null));
		assertThat(sibling.isCurrent()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void siblingIsCurrentOnlyWhileItsLayerHasTheOriginal(int layer) throws IOException {
		Map<String, MediaFile> files = new HashMap<>();
		files.put("a.txt", new CurrentFile());
		files.put("a.txt.br", new CurrentFile());
		MediaStore changing = (path) -> files.get(path.toString());
		MediaStore store = MediaStores.overlay((layer == 0) ? List.of(changing, (path) -> new CurrentFile())
				: List.of((path) -> null, changing, (path) -> new CurrentFile()));
		MediaFile sibling = store.findSibling(MediaPath.parse("a.txt"), ".br");
		assertThat(sibling.isCurrent()).isTrue();
		((CurrentFile) files.remove("a.txt")).current = false;
		assertThat(sibling.isCurrent()).isFalse();
	}

	@Test
	void fileIsNotCurrentWhileAStoreAboveCannotAnswer() throws IOException {
		AtomicBoolean broken = new AtomicBoolean();
		MediaStore store = MediaStores.overlay(List.of((path) -> {
			if (broken.get()) {
				throw new IOException("not now");
			}
			return null;
		}, (path) -> new CurrentFile()));
		MediaFile file = FileContent.find(store, "a.txt");
		broken.set(true);
		assertThat(file.isCurrent()).isFalse();
	}

	@Test
	void fileOfALayerBelowIsTheFileInEveryOtherWay() throws IOException {
		CurrentFile below = new CurrentFile();
		try (MediaFile file = FileContent.find(MediaStores.overlay(List.of((path) -> null, (path) -> below)),
				"a.txt")) {
			assertThat(file.length()).isEqualTo(7);
			assertThat(file.lastModified()).isEqualTo(Instant.EPOCH);
			assertThat(file.etag()).isEqualTo("tag");
			assertThat(file.buffers(1, 2)).isSameAs(below.buffers);
			assertThat(file.channel()).isSameAs(below.channel).isNotNull();
			assertThat(below.closed).isFalse();
		}
		assertThat(below.closed).isTrue();
		below.channel.close();
	}

	@Test
	void overlayIsShownByItsStores() {
		MediaStore store = MediaStores.overlay(List.of(MediaStores.of("classpath:/a/"), MediaStores.of("classpath:b")));
		assertThat(store).hasToString("[classpath:/a/, classpath:/b/]");
	}

	private static final class CurrentFile implements MediaFile {

		private final ByteBuffer[] buffers = {};

		private final FileChannel channel;

		private boolean closed;

		private boolean current = true;

		CurrentFile() throws IOException {
			this.channel = FileChannel.open(Path.of("pom.xml"));
		}

		@Override
		public long length() {
			return 7;
		}

		@Override
		public Instant lastModified() {
			return Instant.EPOCH;
		}

		@Override
		public String etag() {
			return "tag";
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			return Channels.newChannel(InputStream.nullInputStream());
		}

		@Override
		public FileChannel channel() {
			return this.channel;
		}

		@Override
		public ByteBuffer[] buffers(long position, long count) {
			return this.buffers;
		}

		@Override
		public boolean isCurrent() {
			return this.current;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

	private static MediaStore store(String name, String content) {
		return (path) -> path.toString().equals(name) ? MediaFile.of(content.getBytes(StandardCharsets.US_ASCII), null)
				: null;
	}

}
