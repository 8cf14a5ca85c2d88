package dev.mediaboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ContentTagsTests {

	private final ContentTags tags = new ContentTags();

	@Test
	void tagIsTheHashOfTheContent() throws IOException {
		assertThat(this.tags.get(identity(1), new CountingChannel("abc"))).isEqualTo(hash("abc"));
	}

	@Test
	void contentIsReadOnceForAnIdentity() throws IOException {
		CountingChannel second = new CountingChannel("abc");
		this.tags.get(identity(1), new CountingChannel("abc"));
		assertThat(this.tags.get(identity(1), second)).isEqualTo(hash("abc"));
		assertThat(second.reads).hasValue(0);
	}

	@Test
	void anotherIdentityIsReadAgain() throws IOException {
		this.tags.get(identity(1), new CountingChannel("abc"));
		assertThat(this.tags.get(identity(2), new CountingChannel("xyz"))).isEqualTo(hash("xyz"));
	}

	@Test
	void failureIsNotRemembered() throws IOException {
		assertThatIOException().isThrownBy(() -> this.tags.get(identity(1), new BrokenChannel()));
		assertThat(this.tags.get(identity(1), new CountingChannel("abc"))).isEqualTo(hash("abc"));
	}

	@Test
	void onlyWhatWasDescribedByItsContentIsExpectedToBe() {
		this.tags.expect(identity(1));
		assertThat(this.tags.isExpected(identity(1))).isTrue();
		assertThat(this.tags.isExpected(identity(2))).isFalse();
	}

	@Test
	void lastOfManyIsExpected() {
		for (int i = 0; i < 25_000; i++) {
			this.tags.expect(identity(i));
			assertThat(this.tags.isExpected(identity(i))).isTrue();
		}
	}

	@Test
	void moreVersionsThanAreRememberedAreHashedAllTheSame() throws IOException {
		for (int i = 0; i < 10_100; i++) {
			assertThat(this.tags.get(identity(i), new CountingChannel("abc"))).isEqualTo(hash("abc"));
		}
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
				return this.tags.get(identity(1), channel);
			});
		}
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (Future<String> tag : executor.invokeAll(readers, 50, TimeUnit.SECONDS)) {
				assertThat(tag.get()).isEqualTo(hash("x".repeat(1_000_000)));
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(channels).filteredOn((channel) -> channel.reads.get() > 0).hasSize(1);
	}

	private static FileIdentity identity(int inode) {
		return new FileIdentity(3, FileTime.fromMillis(0), FileTime.fromMillis(0), inode);
	}

	private static String hash(String content) {
		return EntityTag.of(content.getBytes(StandardCharsets.US_ASCII));
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

}
