package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.junit.jupiter.api.Test;
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
		ByteBuffer[] blocks = new Blocks(8 * Blocks.SIZE).take(8);
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
		Blocks memory = new Blocks(100 * Blocks.SIZE + 1);
		assertThat(memory.take(101)).isNull();
		assertThat(memory.take(100)).hasSize(100);
		assertThat(memory.take(1)).isNull();
		assertThat(memory.take(0)).isEmpty();
	}

	@Test
	void whatWasGivenBackIsTakenAgain() {
		Blocks memory = new Blocks(10 * Blocks.SIZE);
		ByteBuffer[] first = memory.take(6);
		memory.take(4);
		memory.giveBack(first);
		Set<ByteBuffer> again = Collections.newSetFromMap(new IdentityHashMap<>());
		Collections.addAll(again, memory.take(6));
		assertThat(again).hasSize(6).allMatch((block) -> contains(first, block));
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
