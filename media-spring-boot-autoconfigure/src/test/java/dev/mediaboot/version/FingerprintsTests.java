package dev.mediaboot.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprints}.
 */
@Timeout(60)
class FingerprintsTests {

	private static final MediaPath PATH = Objects.requireNonNull(MediaPath.ofText("app.css"));

	private final FakeStore store = new FakeStore();

	private final Queue<Runnable> background = new ArrayDeque<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Fingerprints fingerprints = fingerprints(Duration.ofMinutes(1));

	private Fingerprints fingerprints(Duration patience) {
		return new Fingerprints(10, this.background::add, patience);
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	/** As {@link Versions} asks for it. */
	private static @Nullable Fingerprint find(Fingerprints fingerprints, MediaStore store) {
		try (MediaFile file = Objects.requireNonNull(store.find(PATH))) {
			Fingerprints.Version version = Fingerprints.Version.of(match(store), PATH, file);
			return (version != null) ? fingerprints.of(version, file) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MediaRegistry.Match match(MediaStore store) {
		return new MediaRegistry.Match(Mount.of("/site", store), store, PATH);
	}

	private static @Nullable String get(Fingerprints fingerprints, MediaStore store) {
		Fingerprint fingerprint = find(fingerprints, store);
		return (fingerprint != null) ? fingerprint.complete() : null;
	}

	private @Nullable String get() {
		return get(this.fingerprints, this.store);
	}

	private static String of(String content) throws IOException {
		return Objects.requireNonNull(Fingerprint.of(MediaFile.of(content.getBytes()), Map.of())).complete();
	}

	@Test
	void fileIsReadOncePerVersion() throws IOException {
		this.store.with("app.css", "one", "1");
		assertThat(get()).isEqualTo(of("one"));
		this.store.looks.set(0);
		assertThat(get()).isEqualTo(of("one"));
		assertThat(this.store.reads).hasValue(1);
		assertThat(this.store.looks).hasValue(1);
		this.store.with("app.css", "two", "2");
		assertThat(get()).isEqualTo(of("two"));
		assertThat(this.store.reads).hasValue(2);
		assertThat(this.store.open).hasValue(0);
	}

	@Test
	void fileWithoutTagHasNone() {
		this.store.with("app.css", "one", null);
		assertThat(get()).isNull();
		assertThat(this.store.reads).hasValue(0);
	}

	@Test
	void siblingIsReadOncePerVersionOfTheFile() throws IOException {
		this.store.with("app.css", "one", "1").with("app.css.gz", "packed", "2").with("app.css.br", "young", null);
		Fingerprint first = Objects.requireNonNull(find(this.fingerprints, this.store));
		assertThat(first.plain()).isEqualTo(of("one")).isNotEqualTo(first.complete());
		assertThat(first.siblings()).containsExactly("2");
		this.store.with("app.css.gz", "other", "3");
		assertThat(find(this.fingerprints, this.store)).isSameAs(first);
		assertThat(this.store.reads).hasValue(2);
		assertThat(this.store.open).hasValue(0);
	}

	@Test
	void siblingIsReadAgainWhenTheFileIsForgotten() throws IOException {
		this.store.with("app.css", "one", "1").with("app.css.gz", "packed", "2");
		Fingerprint first = Objects.requireNonNull(find(this.fingerprints, this.store));
		this.store.with("app.css.gz", "other", "3");
		try (MediaFile file = Objects.requireNonNull(this.store.find(PATH))) {
			this.fingerprints.forget(Objects.requireNonNull(Fingerprints.Version.of(match(this.store), PATH, file)));
		}
		Fingerprint second = Objects.requireNonNull(find(this.fingerprints, this.store));
		assertThat(second.plain()).isEqualTo(first.plain());
		assertThat(second.complete()).isNotEqualTo(first.complete());
		assertThat(second.siblings()).containsExactly("3");
	}

	@Test
	void sameTagInAnotherStoreIsAnotherVersion() throws IOException {
		get(this.fingerprints, new FakeStore().with("app.css", "one", "1"));
		assertThat(get(this.fingerprints, new FakeStore().with("app.css", "two", "1"))).isEqualTo(of("two"));
	}

	@Test
	void hundredThreadsReadAFileOnce() throws Exception {
		this.store.with("app.css", "one", "1");
		CyclicBarrier together = new CyclicBarrier(100);
		CountDownLatch asked = new CountDownLatch(100);
		this.store.whileReading = () -> await(asked);
		List<Future<String>> all = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			all.add(this.threads.submit(() -> {
				together.await();
				asked.countDown();
				return get();
			}));
		}
		for (Future<String> one : all) {
			assertThat(one.get()).isEqualTo(of("one"));
		}
		assertThat(this.store.reads).hasValue(1);
		assertThat(this.store.open).hasValue(0);
	}

	@Test
	void nobodyWaitsForLong() throws Exception {
		this.store.with("app.css", "one", "1");
		CountDownLatch slow = new CountDownLatch(1);
		CountDownLatch reading = new CountDownLatch(1);
		this.store.whileReading = () -> {
			reading.countDown();
			await(slow);
		};
		Fingerprints impatient = fingerprints(Duration.ofMillis(1));
		Future<String> first = this.threads.submit(() -> get(impatient, this.store));
		reading.await();
		assertThat(get(impatient, this.store)).isNull();
		slow.countDown();
		assertThat(first.get()).isEqualTo(of("one"));
		assertThat(get(impatient, this.store)).isEqualTo(of("one"));
		assertThat(this.store.reads).hasValue(1);
	}

	/** Those who find too many others reading do without a fingerprint. */
	@Test
	void fewThreadsReadAtTheSameTime() throws Exception {
		int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		int all = most + 20;
		AtomicInteger reading = new AtomicInteger();
		CountDownLatch slow = new CountDownLatch(1);
		CountDownLatch refused = new CountDownLatch(all - most);
		Fingerprints impatient = fingerprints(Duration.ofMillis(1));
		for (int i = 0; i < all; i++) {
			FakeStore own = new FakeStore().with("app.css", "one", "1");
			own.whileReading = () -> {
				reading.incrementAndGet();
				await(slow);
			};
			this.threads.submit(() -> {
				if (get(impatient, own) == null) {
					refused.countDown();
				}
			});
		}
		refused.await();
		assertThat(reading).hasValueLessThanOrEqualTo(most);
		slow.countDown();
	}

	@Test
	void fileThatChangesWhileItIsReadHasNone() throws IOException {
		this.store.with("app.css", "one", "1");
		this.store.whileReading = () -> this.store.with("app.css", "two", "2");
		assertThat(get()).isNull();
		this.store.whileReading = () -> {
		};
		assertThat(get()).isEqualTo(of("two"));
		this.store.with("app.css", "one", "1");
		assertThat(get()).isEqualTo(of("one"));
		assertThat(this.store.reads).hasValue(3);
	}

	@Test
	void fileThatVanishesWhileItIsReadHasNone() {
		this.store.with("app.css", "one", "1");
		this.store.whileReading = () -> this.store.files.clear();
		assertThat(get()).isNull();
		assertThat(this.store.open).hasValue(0);
	}

	@Test
	void fileThatCannotBeReadHasNoneUntilItCan() throws IOException {
		this.store.with("app.css", "one", "1");
		this.store.whileReading = () -> {
			throw new IllegalStateException("The disk is broken");
		};
		assertThat(get()).isNull();
		this.store.whileReading = () -> {
		};
		assertThat(get()).isEqualTo(of("one"));
	}

	@Test
	void largeFileIsReadInTheBackground() throws IOException {
		this.store.with("app.css", "more than ten", "1");
		assertThat(get()).isNull();
		assertThat(get()).isNull();
		assertThat(this.background).hasSize(1);
		assertThat(this.store.reads).hasValue(0);
		this.background.remove().run();
		assertThat(get()).isEqualTo(of("more than ten"));
		assertThat(this.store.reads).hasValue(1);
		assertThat(this.background).isEmpty();
		assertThat(this.store.open).hasValue(0);
	}

	@Test
	void largeFileThatIsReplacedBeforeItIsReadIsNotRead() throws IOException {
		this.store.with("app.css", "more than ten", "1");
		get();
		this.store.with("app.css", "another content", "2");
		this.background.remove().run();
		assertThat(this.store.reads).hasValue(0);
		assertThat(get()).isNull();
		this.background.remove().run();
		assertThat(get()).isEqualTo(of("another content"));
	}

	@Test
	void largeFileIsTriedAgainWhenTheQueueWasFull() throws IOException {
		this.store.with("app.css", "more than ten", "1");
		AtomicBoolean full = new AtomicBoolean(true);
		Fingerprints queued = new Fingerprints(10, (task) -> {
			if (full.get()) {
				throw new RejectedExecutionException();
			}
			task.run();
		});
		assertThat(get(queued, this.store)).isNull();
		full.set(false);
		assertThat(get(queued, this.store)).isNull();
		assertThat(get(queued, this.store)).isEqualTo(of("more than ten"));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
