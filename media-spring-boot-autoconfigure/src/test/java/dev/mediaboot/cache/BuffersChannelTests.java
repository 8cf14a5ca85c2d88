package dev.mediaboot.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BuffersChannelTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 100 })
	void buffersAreReadOneAfterTheOther(int size) {
		BuffersChannel channel = new BuffersChannel(
				new ByteBuffer[] { ascii("abc"), ascii(""), ascii("d"), ascii("efgh"), ascii("") });
		StringBuilder text = new StringBuilder();
		ByteBuffer target = ByteBuffer.allocate(size);
		while (channel.read(target.clear()) >= 0) {
			assertThat(target.position()).isPositive();
			text.append(StandardCharsets.US_ASCII.decode(target.flip()));
		}
		assertThat(text).hasToString("abcdefgh");
	}

	@Test
	void fullTargetIsNotTheEnd() {
		BuffersChannel channel = new BuffersChannel(new ByteBuffer[] { ascii("abc") });
		assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
		assertThat(channel.read(ByteBuffer.allocate(4))).isEqualTo(3);
		assertThat(channel.read(ByteBuffer.allocate(4))).isEqualTo(-1);
	}

	@Test
	void noBuffersAreTheEndAtOnce() {
		assertThat(new BuffersChannel(new ByteBuffer[0]).read(ByteBuffer.allocate(1))).isEqualTo(-1);
	}

	@Test
	void channelIsOpenUntilItIsClosed() {
		BuffersChannel channel = new BuffersChannel(new ByteBuffer[0]);
		assertThat(channel.isOpen()).isTrue();
		channel.close();
		assertThat(channel.isOpen()).isFalse();
	}

	private static ByteBuffer ascii(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

}
