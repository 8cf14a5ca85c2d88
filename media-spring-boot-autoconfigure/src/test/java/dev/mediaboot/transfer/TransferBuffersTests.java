package dev.mediaboot.transfer;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransferBuffers}.
 */
class TransferBuffersTests {

	private final TransferBuffers buffers = new TransferBuffers();

	@Test
	void thousandsOfTransfersHaveFewLargeBuffers() {
		assertThat(countLarge(2000)).isEqualTo(64);
	}

	@Test
	void whatIsGivenBackIsUsedAgain() {
		ByteBuffer large = this.buffers.takeLarge();
		ByteBuffer small = this.buffers.takeSmall();
		this.buffers.give(large);
		this.buffers.give(small);
		assertThat(this.buffers.takeLarge()).isSameAs(large);
		assertThat(this.buffers.takeSmall()).isSameAs(small);
	}

	@Test
	void whatIsLostIsReplacedAndNeverUsedAgain() {
		ByteBuffer lost = this.buffers.takeLarge();
		assertThat(countLarge(100)).isEqualTo(63);
		this.buffers.lose(lost);
		ByteBuffer replacement = this.buffers.takeLarge();
		assertThat(replacement).isNotNull().isNotSameAs(lost);
		assertThat(countLarge(100)).isZero();
	}

	@Test
	void aSmallBufferThatIsLostMakesNoRoomForALargeOne() {
		assertThat(countLarge(100)).isEqualTo(64);
		this.buffers.lose(this.buffers.takeSmall());
		this.buffers.give(this.buffers.takeSmall());
		assertThat(countLarge(100)).isZero();
	}

	@Test
	void withoutDirectMemoryEveryTransferHasASmallBuffer() {
		TransferBuffers scarce = new TransferBuffers((size) -> null, IntUnaryOperator.identity());
		for (int i = 0; i < 100; i++) {
			assertThat(scarce.takeLarge()).isNull();
			ByteBuffer small = scarce.takeSmall();
			assertThat(small.isDirect()).isFalse();
			assertThat(small.capacity()).isEqualTo(TransferBuffers.SMALL);
			scarce.give(small);
		}
	}

	/** Whatever is written may be copied to the heap, by a filter of the application. */
	@Test
	void buffersAreSmallerWhereMemoryIsScarce() {
		TransferBuffers scarce = new TransferBuffers(ByteBuffer::allocateDirect, (size) -> Math.min(size, 10_000));
		assertThat(scarce.takeSmall().capacity()).isEqualTo(10_000);
		assertThat(scarce.takeLarge()).isNull();
	}

	@Test
	void memoryThatIsThereAgainIsTaken() {
		AtomicBoolean scarce = new AtomicBoolean(true);
		TransferBuffers buffers = new TransferBuffers((size) -> scarce.get() ? null : ByteBuffer.allocateDirect(size),
				IntUnaryOperator.identity());
		for (int i = 0; i < 100; i++) {
			assertThat(buffers.takeLarge()).isNull();
		}
		scarce.set(false);
		assertThat(buffers.takeLarge()).isNotNull();
		assertThat(buffers.takeSmall().isDirect()).isTrue();
	}

	private long countLarge(int transfers) {
		return IntStream.range(0, transfers)
			.mapToObj((i) -> this.buffers.takeLarge())
			.filter(Objects::nonNull)
			.filter(TransferBuffers::isLarge)
			.count();
	}

}
