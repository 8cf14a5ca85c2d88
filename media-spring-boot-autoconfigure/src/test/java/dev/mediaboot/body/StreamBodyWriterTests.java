package dev.mediaboot.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RecordingCompletion;
import dev.mediaboot.testing.ShortMemory;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StreamBodyWriterTests {

	private final StreamBodyWriter writer = new StreamBodyWriter();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final RecordingCompletion completion = new RecordingCompletion();

	@Test
	void carriesEveryBody() {
		assertThat(this.writer.canWrite(whole(new ShortFile(3, "abc")), this.request, this.response)).isTrue();
	}

	@Test
	void writesAFileLargerThanItsBuffer() {
		byte[] content = Fixture.numbers(200_001);
		write(whole(new ShortFile(200_001, new String(content, StandardCharsets.US_ASCII))), this.response);
		assertThat(this.response.getContentAsByteArray()).isEqualTo(content);
		assertThat(this.completion.written).containsExactly(200_001L);
	}

	@Test
	void writesTheSlicesWithWhatIsAroundThem() throws IOException {
		ShortFile file = new ShortFile(6, "abcdef");
		Body body = new Body(file,
				List.of(new Body.Part(bytes("<"), new ByteRange(4, 2)), new Body.Part(bytes("|"), new ByteRange(0, 1))),
				bytes(">"));
		write(body, this.response);
		assertThat(this.response.getContentAsString()).isEqualTo("<ef|a>");
		assertThat(body.length()).isEqualTo(6);
		assertThat(file.closed).isTrue();
	}

	@Test
	void writesNothingAfterTheLastByte() {
		List<Integer> writes = new ArrayList<>();
		write(whole(new ShortFile(3, "abc")), new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return new CountingStream(writes);
			}

		});
		assertThat(writes).containsExactly(3);
	}

	@Test
	void doesNotOpenAnEmptyFile() {
		write(whole(new ShortFile(0, null)), this.response);
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@Test
	void reportsAFileThatEndsEarly() {
		ShortFile file = new ShortFile(5, "abc");
		write(whole(file), this.response);
		assertThat(this.completion.truncations).singleElement().asString().contains("2 bytes");
		assertThat(this.completion.written).containsExactly(0L);
		assertThat(file.closed).isTrue();
	}

	@Test
	void reportsMemoryThatEndsEarly() {
		write(whole(new ShortMemory(100_000)), this.response);
		assertThat(this.response.getContentAsByteArray()).hasSize(99_999);
		assertThat(this.completion.truncations).singleElement()
			.satisfies((truncation) -> assertThat(truncation).hasMessage("The file ended 1 bytes early"));
	}

	@Test
	void reportsAFileThatCannotBeRead() {
		ShortFile file = new ShortFile(5, null);
		write(whole(file), this.response);
		assertThat(this.completion.truncations).singleElement().asString().doesNotContain("secret");
		assertThat(this.completion.written).containsExactly(0L);
		assertThat(file.closed).isTrue();
	}

	@Test
	void saysNothingOfAClientThatWentAway() {
		ShortFile file = new ShortFile(3, "abc");
		HttpServletResponse gone = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				return new BrokenPipe();
			}

		};
		write(whole(file), gone);
		assertThat(file.closed).isTrue();
		assertThat(this.completion.truncations).isEmpty();
		assertThat(this.completion.written).containsExactly(0L);
	}

	@Test
	void reportsAnUnexpectedEnd() {
		ShortFile file = new ShortFile(3, "abc");
		HttpServletResponse failing = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				throw new IllegalStateException("a writer was asked for before");
			}

		};
		assertThatIllegalStateException().isThrownBy(() -> write(whole(file), failing));
		assertThat(file.closed).isTrue();
		assertThat(this.completion.written).containsExactly(0L);
	}

	private void write(Body body, HttpServletResponse target) {
		this.writer.write(body, this.request, target, this.completion);
	}

	private static Body whole(MediaFile file) {
		return Body.of(file, ByteRange.whole(file.length()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * A file that may hold less than its length, or nothing at all.
	 */
	private static final class ShortFile implements MediaFile {

		private final int length;

		private final String content;

		private boolean closed;

		ShortFile(int length, String content) {
			this.length = length;
			this.content = content;
		}

		@Override
		public long length() {
			return this.length;
		}

		@Override
		public Instant lastModified() {
			return null;
		}

		@Override
		public String etag() {
			return null;
		}

		@Override
		public ReadableByteChannel open(long position, long count) throws IOException {
			if (this.content == null) {
				throw new IOException("/a/secret/path");
			}
			return Channels.newChannel(new ByteArrayInputStream(bytes(this.content), (int) position, (int) count));
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

	private abstract static class BlockingStream extends ServletOutputStream {

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException();
		}

	}

	private static final class CountingStream extends BlockingStream {

		private final List<Integer> writes;

		CountingStream(List<Integer> writes) {
			this.writes = writes;
		}

		@Override
		public void write(int octet) {
			this.writes.add(1);
		}

		@Override
		public void write(byte[] octets, int offset, int length) {
			this.writes.add(length);
		}

	}

	private static final class BrokenPipe extends BlockingStream {

		@Override
		public void write(int octet) throws IOException {
			throw new IOException("Broken pipe");
		}

	}

}
