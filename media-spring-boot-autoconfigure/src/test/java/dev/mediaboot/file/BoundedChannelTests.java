package dev.mediaboot.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedChannelTests {

	private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

	private final AtomicInteger closed = new AtomicInteger();

	private ReadableByteChannel slice(long position, long count, int atOnce) {
		return new BoundedChannel((target, from) -> {
			if (from >= ALPHABET.length()) {
				return -1;
			}
			int length = Math.min(Math.min(target.remaining(), atOnce), ALPHABET.length() - (int) from);
			target.put(ALPHABET.substring((int) from, (int) from + length).getBytes());
			return length;
		}, position, count, this.closed::incrementAndGet);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 100 })
	void sliceEndsAfterItsCount(int atOnce) throws IOException {
		assertThat(FileContent.of(slice(0, 5, atOnce))).isEqualTo("abcde");
		assertThat(FileContent.of(slice(10, 5, atOnce))).isEqualTo("klmno");
		assertThat(FileContent.of(slice(25, 1, atOnce))).isEqualTo("z");
		assertThat(FileContent.of(slice(3, 0, atOnce))).isEmpty();
	}

	@Test
	void sliceEndsEarlyWhenItsSourceDoes() throws IOException {
		assertThat(FileContent.of(slice(20, 100, 4))).isEqualTo("uvwxyz");
	}

	@Test
	void bufferKeepsItsLimit() throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(10).position(2).limit(9);
		assertThat(slice(0, 3, 100).read(buffer)).isEqualTo(3);
		assertThat(buffer.position()).isEqualTo(5);
		assertThat(buffer.limit()).isEqualTo(9);
	}

	@Test
	void sliceMayBeLargerThanABufferCanBe() throws IOException {
		List<Long> positions = new ArrayList<>();
		ReadableByteChannel slice = new BoundedChannel((target, from) -> {
			positions.add(from);
			return target.remaining();
		}, 5_000_000_000L, 4_000_000_000L, () -> {
		});
		assertThat(slice.read(ByteBuffer.allocate(100))).isEqualTo(100);
		assertThat(slice.read(ByteBuffer.allocate(100))).isEqualTo(100);
		assertThat(positions).containsExactly(5_000_000_000L, 5_000_000_100L);
	}

	@Test
	void closingClosesWhatIsBehind() throws IOException {
		ReadableByteChannel slice = slice(0, 5, 100);
		assertThat(slice.isOpen()).isTrue();
		slice.close();
		assertThat(slice.isOpen()).isFalse();
		assertThat(this.closed).hasValue(1);
	}

}
