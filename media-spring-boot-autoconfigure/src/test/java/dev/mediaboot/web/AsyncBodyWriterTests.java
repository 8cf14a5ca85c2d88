package dev.mediaboot.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.mediaboot.MediaFile;
import dev.mediaboot.http.ByteRange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AsyncBodyWriter}: which buffers it uses again.
 */
class AsyncBodyWriterTests {

	private static final int LENGTH = 1_000_000;

	private final AsyncBodyWriter writer = new AsyncBodyWriter();

	private final List<Long> ended = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(ints = { 65537, 80_000, 262_144, 262_145, 280_000, LENGTH })
	void everyByteIsWrittenOnce(int length) throws IOException {
		byte[] content = Fixture.numbers(length);
		Output output = new Output(Integer.MAX_VALUE);
		write(content, output);
		assertThat(output.bytes.toByteArray()).isEqualTo(content);
		assertThat(this.ended).containsExactly((long) length);
	}

	@Test
	void whatAnOutputStreamHasLeftBehindIsUsedAgainButForTheEnd() throws IOException {
		Output first = new Output(Integer.MAX_VALUE);
		write(Fixture.numbers(LENGTH), first);
		Output second = new Output(Integer.MAX_VALUE);
		write(Fixture.numbers(LENGTH), second);
		ByteBuffer end = first.buffers.get(first.buffers.size() - 1);
		assertThat(identities(second).contains(first.buffers.get(0))).isTrue();
		assertThat(identities(second).contains(end)).isFalse();
	}

	@Test
	void whatAnOutputStreamMayStillHoldIsNeverUsedAgain() throws IOException {
		Output failing = new Output(1);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(Fixture.numbers(LENGTH), failing))
			.withMessage("reset");
		failing.listener.onError(new IOException("reset"));
		assertThat(this.ended).hasSize(1);
		Output next = new Output(Integer.MAX_VALUE);
		write(Fixture.numbers(LENGTH), next);
		assertThat(next.buffers).isNotEmpty();
		assertThat(Collections.disjoint(identities(failing), identities(next))).isTrue();
	}

	private void write(byte[] content, Output output) throws IOException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		MockHttpServletResponse response = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return output;
			}

		};
		Body body = Body.of(MediaFile.of(content), ByteRange.whole(content.length));
		this.writer.write(body, request, response, (by, bytes, truncation) -> this.ended.add(bytes));
		output.listener.onWritePossible();
	}

	private static Set<ByteBuffer> identities(Output output) {
		Set<ByteBuffer> identities = Collections.newSetFromMap(new IdentityHashMap<>());
		identities.addAll(output.buffers);
		return identities;
	}

	/**
	 * Is ready, as Jetty's is also after a failure, and takes some buffers.
	 */
	private static final class Output extends ServletOutputStream {

		private final List<ByteBuffer> buffers = new ArrayList<>();

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final int taken;

		private WriteListener listener;

		Output(int taken) {
			this.taken = taken;
		}

		@Override
		public void write(ByteBuffer buffer) throws IOException {
			if (this.buffers.size() == this.taken) {
				throw new IOException("reset");
			}
			this.buffers.add(buffer);
			byte[] copy = new byte[buffer.remaining()];
			buffer.get(copy);
			this.bytes.writeBytes(copy);
		}

		@Override
		public void write(int octet) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.listener = listener;
		}

	}

}
