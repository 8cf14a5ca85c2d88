package dev.mediaboot.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.EntityTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ContentHashesTests {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean full;

	private final ContentHashes tags = new ContentHashes(this::execute);

	private void execute(Runnable task) {
		if (this.full) {
			throw new RejectedExecutionException("full");
		}
		this.tasks.add(task);
	}

	@Test
	void tagIsTheHashOfTheContent() {
		assertThat(get(identity(1), new CountingChannel("abc"))).isEqualTo(hash("abc"));
	}

	@Test
	void contentIsReadOnceForAnIdentity() {
		CountingChannel second = new CountingChannel("abc");
		get(identity(1), new CountingChannel("abc"));
		assertThat(get(identity(1), second)).isEqualTo(hash("abc"));
		assertThat(second.reads).hasValue(0);
	}

	@Test
	void anotherIdentityIsReadAgain() {
		get(identity(1), new CountingChannel("abc"));
		assertThat(get(identity(2), new CountingChannel("xyz"))).isEqualTo(hash("xyz"));
	}

	@Test
	void failureIsNoTagAndNotRemembered() {
		assertThat(get(identity(1), new BrokenChannel())).isNull();
		assertThat(get(identity(1), new CountingChannel("abc"))).isEqualTo(hash("abc"));
	}

	@Test
	void onlyWhatWasDescribedByItsContentIsExpectedToBe() {
		this.tags.expect(identity(1));
		assertThat(this.tags.isExpected(identity(1))).isTrue();
		assertThat(this.tags.isExpected(identity(2))).isFalse();
	}

	@Test
	void whatWasAskedForLatelyIsExpected() {
		for (int i = 0; i < 25_000; i++) {
			this.tags.expect(identity(i));
			assertThat(this.tags.isExpected(identity(i))).isTrue();
			assertThat(this.tags.isExpected(identity(Math.max(i - RecentMap.CAPACITY / 2 + 1, 0)))).isTrue();
		}
		assertThat(this.tags.isExpected(identity(1))).as("of long ago").isFalse();
	}

	@Test
	void moreVersionsThanAreRememberedAreHashedAllTheSame() {
		for (int i = 0; i < 3 * RecentMap.CAPACITY; i++) {
			assertThat(get(identity(i), new CountingChannel("abc"))).isEqualTo(hash("abc"));
		}
	}

	@Test
	void whatIsAskedForAgainAndAgainIsHashedOnce() {
		CountingChannel first = new CountingChannel("abc");
		for (int i = 0; i < 5 * RecentMap.CAPACITY; i++) {
			get(identity(0), first);
			get(identity(i), new CountingChannel("abc"));
		}
		assertThat(first.reads).as("reads, one of them to the end").hasValue(2);
	}

	@Test
	@Timeout(60)
	void manyThreadsReadTheContentOnce() throws Exception {
		int threads = 8;
		CyclicBarrier start = new CyclicBarrier(threads);
		List<CountingChannel> channels = new ArrayList<>();
		List<Callable<String>> readers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			CountingChannel channel = new CountingChannel("x".repeat(1_000_000));
			channels.add(channel);
			readers.add(() -> {
				start.await();
				return get(identity(1), channel);
			});
		}
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (Future<String> tag : executor.invokeAll(readers, 50, TimeUnit.SECONDS)) {
				// None when a busy machine takes longer than anybody waits
				assertThat(tag.get()).isIn(null, hash("x".repeat(1_000_000)));
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(channels).filteredOn((channel) -> channel.reads.get() > 0).hasSize(1);
		assertThat(get(identity(1), new BrokenChannel())).isEqualTo(hash("x".repeat(1_000_000)));
	}

	@Test
	@Timeout(60)
	void nobodyWaitsForEverForSomebodyElse() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		StandingChannel standing = new StandingChannel(end);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<String> first = executor.submit(() -> get(identity(1), standing));
			standing.begun.await();
			assertThat(get(identity(1), new CountingChannel("abc"))).isNull();
			end.countDown();
			assertThat(first.get()).isNotNull();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Nested
	class LargeFiles {

		@TempDir
		private Path directory;

		private Path file;

		private FileIdentity identity;

		private int openings;

		@BeforeEach
		void writeFile() throws IOException {
			this.file = this.directory.resolve("a.bin");
			resize(ContentHashes.HASHED_AT_ONCE + 1);
			this.identity = FileIdentity.of(this.file);
		}

		private void resize(long size) throws IOException {
			try (RandomAccessFile file = new RandomAccessFile(this.file.toFile(), "rw")) {
				file.setLength(size);
			}
		}

		private OpenedFile open() throws IOException {
			this.openings++;
			return new OpenedFile(FileChannel.open(this.file), (identity) -> identity.isFoundBy(this.file),
					FileIdentity.of(this.file), "its own");
		}

		private String get(ContentHashes.Opening opening) {
			return ContentHashesTests.this.tags.get(this.identity, new BrokenChannel(), opening);
		}

		private void hash() {
			ContentHashesTests.this.tasks.remove().run();
		}

		@Test
		void tagIsThereOnceSomebodyElseHasHashedIt() throws IOException {
			OpenedFile[] opened = new OpenedFile[1];
			for (int i = 0; i < 100; i++) {
				assertThat(get(() -> opened[0] = open())).isNull();
			}
			assertThat(ContentHashesTests.this.tasks).hasSize(1);
			hash();
			assertThat(get(this::open)).isEqualTo(EntityTag.ofContent(Files.readAllBytes(this.file)));
			assertThat(ContentHashesTests.this.tasks).isEmpty();
			assertThat(opened[0].channel().isOpen()).isFalse();
		}

		@Test
		void fileThatWasReplacedIsNotHashed() throws IOException {
			assertThat(get(this::open)).isNull();
			resize(ContentHashes.HASHED_AT_ONCE + 2);
			hash();
			assertThat(get(this::open)).isNull();
			assertThat(ContentHashesTests.this.tasks).as("tried again").hasSize(1);
		}

		@Test
		void hashOfAFileThatChangesMeanwhileIsDropped() {
			assertThat(get(() -> {
				OpenedFile opened = open();
				resize(ContentHashes.HASHED_AT_ONCE + 2);
				return opened;
			})).isNull();
			hash();
			assertThat(get(this::open)).isNull();
		}

		@Test
		void fileThatIsGoneIsNotHashed() {
			assertThat(get(() -> null)).isNull();
			hash();
			assertThat(get(() -> {
				throw new NoSuchFileException("a.bin");
			})).isNull();
			hash();
			assertThat(get(this::open)).isNull();
		}

		@Test
		void largestFilesAreNotHashedAtAll() throws IOException {
			resize(ContentHashes.HASHED_AT_ALL + 1);
			this.identity = FileIdentity.of(this.file);
			assertThat(get(this::open)).isNull();
			assertThat(ContentHashesTests.this.tasks).isEmpty();
			assertThat(this.openings).isZero();
		}

		@Test
		void whatThereIsNoRoomForIsHashedLater() {
			ContentHashesTests.this.full = true;
			assertThat(get(this::open)).isNull();
			assertThat(ContentHashesTests.this.tasks).isEmpty();
			ContentHashesTests.this.full = false;
			assertThat(get(this::open)).isNull();
			hash();
			assertThat(get(this::open)).isNotNull();
		}

	}

	private String get(FileIdentity identity, ReadableByteChannel content) {
		return this.tags.get(identity, content, () -> {
			throw new IllegalStateException("a small file is not opened again");
		});
	}

	private static FileIdentity identity(int inode) {
		return new FileIdentity(3, FileTime.fromMillis(0), FileTime.fromMillis(0), inode);
	}

	private static String hash(String content) {
		return EntityTag.ofContent(content.getBytes(StandardCharsets.US_ASCII));
	}

	private static final class CountingChannel implements ReadableByteChannel {

		private final AtomicInteger reads = new AtomicInteger();

		private final ByteBuffer content;

		CountingChannel(String content) {
			this.content = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
		}

		@Override
		public int read(ByteBuffer target) {
			this.reads.incrementAndGet();
			if (!this.content.hasRemaining()) {
				return -1;
			}
			int count = Math.min(Math.min(target.remaining(), this.content.remaining()), 1000);
			target.put(target.position(), this.content, this.content.position(), count);
			target.position(target.position() + count);
			this.content.position(this.content.position() + count);
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// Nothing is held.
		}

	}

	private static final class BrokenChannel implements ReadableByteChannel {

		@Override
		public int read(ByteBuffer target) throws IOException {
			throw new IOException("broken");
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// Nothing is held.
		}

	}

	private static final class StandingChannel implements ReadableByteChannel {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch end;

		StandingChannel(CountDownLatch end) {
			this.end = end;
		}

		@Override
		public int read(ByteBuffer target) {
			try {
				this.begun.countDown();
				this.end.await();
				return -1;
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// Nothing is held.
		}

	}

}
