package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BlocksTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "4096, 1", "4097, 2", "131072, 32" })
	void lengthIsRoundedUp(long length, int count) {
		assertThat(Blocks.count(length)).isEqualTo(count);
	}

	@Test
	void blocksAreDirectMemoryOfTheirOwn() {
		ByteBuffer[] blocks = new Blocks(8 * Blocks.SIZE, ByteBuffer::allocateDirect).take(8);
		for (byte i = 0; i < 8; i++) {
			assertThat(blocks[i].isDirect()).isTrue();
			assertThat(blocks[i].capacity()).isEqualTo(Blocks.SIZE);
			while (blocks[i].hasRemaining()) {
				blocks[i].put(i);
			}
		}
		for (byte i = 0; i < 8; i++) {
			assertThat(blocks[i].get(0)).isEqualTo(i);
			assertThat(blocks[i].get(Blocks.SIZE - 1)).isEqualTo(i);
		}
	}

	@Test
	void thereAreNoMoreThanTheCapacity() {
		Blocks memory = new Blocks(100 * Blocks.SIZE + 1, ByteBuffer::allocateDirect);
		assertThat(memory.take(101)).isNull();
		assertThat(memory.take(100)).hasSize(100);
		assertThat(memory.take(1)).isNull();
		assertThat(memory.take(0)).isEmpty();
	}

	@Test
	void whatWasGivenBackIsTakenAgain() {
		Blocks memory = new Blocks(10 * Blocks.SIZE, ByteBuffer::allocateDirect);
		ByteBuffer[] first = memory.take(6);
		memory.take(4);
		memory.giveBack(first);
		Set<ByteBuffer> again = Collections.newSetFromMap(new IdentityHashMap<>());
		Collections.addAll(again, memory.take(6));
		assertThat(again).hasSize(6).allMatch((block) -> contains(first, block));
	}

	@Test
	void scarceMemoryIsTakenAsFarAsItGoes() {
		AtomicInteger slabs = new AtomicInteger(2);
		Blocks memory = new Blocks(1000 * Blocks.SIZE,
				(size) -> (slabs.getAndDecrement() > 0) ? ByteBuffer.allocateDirect(size) : null);
		assertThat(memory.take(1000)).isNull();
		ByteBuffer[] blocks = memory.take(128);
		assertThat(blocks).hasSize(128);
		assertThat(memory.take(1)).isNull();
		memory.giveBack(blocks);
		assertThat(memory.take(128)).hasSize(128);
		slabs.set(1);
		assertThat(memory.take(64)).as("of memory that is there again").hasSize(64);
	}

	@Test
	@Timeout(60)
	void nobodyWaitsWhileMemoryIsLookedFor() throws Exception {
		CountDownLatch looking = new CountDownLatch(1);
		CountDownLatch found = new CountDownLatch(1);
		AtomicInteger looks = new AtomicInteger();
		Blocks memory = new Blocks(1000 * Blocks.SIZE, (size) -> {
			if (looks.getAndIncrement() == 1) {
				looking.countDown();
				return await(found);
			}
			return (looks.get() == 1) ? ByteBuffer.allocateDirect(size) : null;
		});
		ByteBuffer[] first = memory.take(64);
		CompletableFuture<ByteBuffer[]> slow = CompletableFuture.supplyAsync(() -> memory.take(1));
		looking.await();
		assertThat(memory.take(1)).as("while another one looks").isNull();
		memory.giveBack(first);
		assertThat(memory.take(64)).as("what was given back").hasSize(64);
		found.countDown();
		assertThat(slow.get()).isNull();
	}

	private static ByteBuffer await(CountDownLatch latch) {
		try {
			latch.await();
			return null;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean contains(ByteBuffer[] blocks, ByteBuffer block) {
		for (ByteBuffer other : blocks) {
			if (other == block) {
				return true;
			}
		}
		return false;
	}

}
