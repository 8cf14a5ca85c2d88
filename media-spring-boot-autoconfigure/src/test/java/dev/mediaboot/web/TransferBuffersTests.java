package dev.mediaboot.web;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransferBuffers}.
 */
class TransferBuffersTests {

	private final TransferBuffers buffers = new TransferBuffers();

	@Test
	void aLargeBufferIsForThoseWhoPreferIt() {
		assertThat(TransferBuffers.isLarge(this.buffers.take(true))).isTrue();
		assertThat(TransferBuffers.isLarge(this.buffers.take(false))).isFalse();
	}

	@Test
	void thousandsOfTransfersHaveFewLargeBuffers() {
		assertThat(countLarge(2000)).isEqualTo(64);
	}

	@Test
	void whatIsGivenBackIsUsedAgain() {
		ByteBuffer large = this.buffers.take(true);
		ByteBuffer small = this.buffers.take(false);
		large.position(7).limit(9);
		this.buffers.give(large);
		this.buffers.give(small);
		assertThat(this.buffers.take(true)).isSameAs(large);
		assertThat(large.remaining()).isEqualTo(large.capacity());
		assertThat(this.buffers.take(false)).isSameAs(small);
	}

	@Test
	void whatIsLostIsReplacedAndNeverUsedAgain() {
		ByteBuffer lost = this.buffers.take(true);
		assertThat(countLarge(100)).isEqualTo(63);
		this.buffers.lose(lost);
		ByteBuffer replacement = this.buffers.take(true);
		assertThat(TransferBuffers.isLarge(replacement)).isTrue();
		assertThat(replacement).isNotSameAs(lost);
		assertThat(countLarge(100)).isZero();
	}

	@Test
	void aSmallBufferThatIsLostMakesNoRoomForALargeOne() {
		assertThat(countLarge(100)).isEqualTo(64);
		this.buffers.lose(this.buffers.take(false));
		this.buffers.give(this.buffers.take(false));
		assertThat(countLarge(100)).isZero();
	}

	private long countLarge(int transfers) {
		return IntStream.range(0, transfers)
			.mapToObj((i) -> this.buffers.take(true))
			.filter(TransferBuffers::isLarge)
			.count();
	}

}
