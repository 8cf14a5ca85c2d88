package dev.mediaboot.transfer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DirectMemoryTests {

	private final AtomicLong used = new AtomicLong();

	private final AtomicLong time = new AtomicLong();

	private final AtomicInteger attempts = new AtomicInteger();

	private boolean exhausted;

	private final DirectMemory memory = new DirectMemory(1000, this.used::get, this::allocate, this.time::get);

	private ByteBuffer allocate(int size) {
		this.attempts.incrementAndGet();
		if (this.exhausted) {
			throw new OutOfMemoryError("Cannot reserve direct buffer memory");
		}
		this.used.addAndGet(size);
		return ByteBuffer.allocateDirect(size);
	}

	@Test
	void bufferIsDirect() {
		ByteBuffer buffer = DirectMemory.allocate(10);
		assertThat(buffer.isDirect()).isTrue();
		assertThat(buffer.capacity()).isEqualTo(10);
		assertThat(DirectMemory.limit()).isPositive();
	}

	@Test
	void halfOfALittleIsLeftToThoseWhoHaveNoOtherWay() {
		assertThat(this.memory.tryAllocate(500)).isNotNull();
		assertThat(this.memory.tryAllocate(1)).isNull();
		assertThat(this.attempts).as("attempts").hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "4, 2", "10, 5", "16, 8", "32, 8", "64, 16", "512, 128" })
	void containerIsLeftWhatItsThreadsNeed(long limit, long expected) {
		long mebibyte = 1024 * 1024;
		assertThat(DirectMemory.spare(limit * mebibyte)).isEqualTo(expected * mebibyte);
	}

	@ParameterizedTest
	@CsvSource({ "1, 256, 8", "10, 256, 12", "26, 32, 32", "64, 256, 81", "205, 256, 256" })
	void buffersThatAreCopiedForEachThreadTakeAQuarter(long limit, int preferred, int expected) {
		assertThat(DirectMemory.copied(preferred * 1024, limit * 1024 * 1024) / 1024).isEqualTo(expected);
	}

	/** Memory that is being allocated is not counted as used before it has been. */
	@Test
	void whatOthersAreTakingIsNotThere() {
		AtomicReference<DirectMemory> itself = new AtomicReference<>();
		List<ByteBuffer> inner = new ArrayList<>();
		itself.set(new DirectMemory(1000, () -> 0, (size) -> {
			if (size == 300) {
				inner.add(itself.get().tryAllocate(201));
				inner.add(itself.get().tryAllocate(200));
			}
			return ByteBuffer.allocateDirect(size);
		}, this.time::get));
		assertThat(itself.get().tryAllocate(300)).isNotNull();
		assertThat(inner.get(0)).isNull();
		assertThat(inner.get(1)).isNotNull();
		assertThat(itself.get().tryAllocate(500)).isNotNull();
	}

	@Test
	void whatOthersTookIsNotThere() {
		this.used.set(450);
		assertThat(this.memory.tryAllocate(51)).isNull();
		assertThat(this.memory.tryAllocate(50)).isNotNull();
	}

	@Test
	void whatIsGivenBackIsTakenAgain() {
		this.used.set(1000);
		assertThat(this.memory.tryAllocate(1)).isNull();
		this.used.set(0);
		assertThat(this.memory.tryAllocate(1)).isNotNull();
	}

	@Test
	void failureIsRememberedForAWhile() {
		this.exhausted = true;
		for (int i = 0; i < 100; i++) {
			assertThat(this.memory.tryAllocate(1)).isNull();
		}
		assertThat(this.attempts).as("attempts").hasValue(1);
		this.exhausted = false;
		this.time.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
		assertThat(this.memory.tryAllocate(1)).isNull();
		this.time.addAndGet(1);
		assertThat(this.memory.tryAllocate(1)).isNotNull();
	}

}
