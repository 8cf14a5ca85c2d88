package dev.mediaboot.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RecordingCompletion;
import dev.mediaboot.testing.ShortMemory;
import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

/**
 * Tests for {@link AsyncBodyWriter}: which buffers it uses again.
 */
class AsyncBodyWriterTests {

	private static final int LENGTH = 1_000_000;

	private final AtomicLong time = new AtomicLong();

	private final AsyncBodyWriter writer = new AsyncBodyWriter(new ContainerThreads(0, Transfers.SMALL),
			(request, failure) -> true, Duration.ofMinutes(1), this.time::get);

	private final RecordingCompletion completion = new RecordingCompletion();

	@ParameterizedTest
	@ValueSource(ints = { 65537, 80_000, 262_144, 262_145, 280_000, LENGTH })
	void everyByteIsWrittenOnce(int length) throws IOException {
		byte[] content = Fixture.numbers(length);
		Output output = new Output(Integer.MAX_VALUE);
		write(content, output);
		assertThat(output.bytes.toByteArray()).isEqualTo(content);
		assertThat(this.completion.written).containsExactly((long) length);
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
		assertThat(end.isDirect()).isFalse();
		assertThat(end.capacity()).isBetween(1, 32 * 1024);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 4 })
	void whatAnOutputStreamMayStillHoldIsNeverUsedAgain(int taken) throws IOException {
		Output failing = new Output(taken);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(Fixture.numbers(LENGTH), failing))
			.withMessage("reset");
		failing.listener.onError(new IOException("reset"));
		assertThat(this.completion.written).hasSize(1);
		Output next = new Output(Integer.MAX_VALUE);
		write(Fixture.numbers(LENGTH), next);
		assertThat(next.buffers).isNotEmpty();
		assertThat(Collections.disjoint(identities(failing), identities(next))).isTrue();
	}

	@Test
	void aClientThatLagsIsGivenLessAtOnce() throws IOException {
		Output output = new Output(Integer.MAX_VALUE);
		output.pauses.add(1);
		output.pauses.add(2);
		write(Fixture.numbers(LENGTH), output);
		this.time.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
		output.listener.onWritePossible();
		this.time.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
		output.listener.onWritePossible();
		assertThat(output.buffers.subList(0, 3)).extracting(ByteBuffer::capacity)
			.containsExactly(256 * 1024, 256 * 1024, 32 * 1024);
		assertThat(output.bytes.toByteArray()).isEqualTo(Fixture.numbers(LENGTH));
	}

	@Test
	void aBodyThatEndsEarlyIsCutShort() throws IOException {
		Output output = new Output(Integer.MAX_VALUE);
		write(Body.of(new ShortMemory(LENGTH), ByteRange.whole(LENGTH)), output);
		assertThat(this.completion.truncations).singleElement()
			.asInstanceOf(THROWABLE)
			.hasMessage("The file ended 1 bytes early");
		assertThat(this.completion.written).hasSize(1);
	}

	@Test
	void aRequestThatCannotBeAsynchronousFailsUnlessItsHeadHasBeenSent() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThatIllegalStateException().isThrownBy(() -> writeSynchronously(response));
		assertThat(this.completion.written).hasSize(1);
		assertThat(this.completion.truncations).isEmpty();
		response.setCommitted(true);
		writeSynchronously(response);
		assertThat(this.completion.written).hasSize(2);
		assertThat(this.completion.truncations).singleElement()
			.asInstanceOf(THROWABLE)
			.hasMessageStartingWith("The rest of the body cannot be sent: ");
	}

	private void writeSynchronously(MockHttpServletResponse response) {
		this.writer.write(Body.of(MediaFile.of(new byte[1]), ByteRange.whole(1)), new MockHttpServletRequest(),
				response, this.completion);
	}

	private void write(byte[] content, Output output) throws IOException {
		write(Body.of(MediaFile.of(content), ByteRange.whole(content.length)), output);
	}

	private void write(Body body, Output output) throws IOException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		MockHttpServletResponse response = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return output;
			}

		};
		this.writer.write(body, request, response, this.completion);
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

		/** After how many buffers it is not ready, once. */
		private final List<Integer> pauses = new ArrayList<>();

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
			return !this.pauses.remove((Integer) this.buffers.size());
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.listener = listener;
		}

	}

}
