package dev.mediaboot.transfer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

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
	void quarterIsLeftToThoseWhoHaveNoOtherWay() {
		assertThat(this.memory.tryAllocate(750)).isNotNull();
		assertThat(this.memory.tryAllocate(1)).isNull();
		assertThat(this.attempts).as("attempts").hasValue(1);
	}

	@Test
	void whatOthersTookIsNotThere() {
		this.used.set(700);
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
