package dev.mediaboot.body;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.http.ByteRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyPieces}.
 */
class BodyPiecesTests {

	private static final ByteRange FIRST = new ByteRange(0, 5);

	private static final ByteRange SECOND = new ByteRange(10, 10);

	private final List<Long> asked = new ArrayList<>();

	@Test
	void slicesHaveTheirHeadsBeforeThemAndTheEndIsLast() {
		assertThat(walk(parts(new Letters(false)))).containsExactly("a:", "0+5", "b:", "10+10", "end");
	}

	@Test
	void aPartInMemoryIsAsManyPiecesAsItHasBuffers() {
		assertThat(walk(parts(new Letters(true)))).containsExactly("a:", "abcd", "e", "b:", "klmn", "opqr", "st",
				"end");
	}

	@Test
	void whatIsEmptyIsNoPiece() {
		assertThat(walk(Body.of(new Letters(false), FIRST))).containsExactly("0+5");
		assertThat(walk(Body.of(new Letters(true), FIRST))).containsExactly("abcd", "e");
	}

	@Test
	void theFileIsAskedForMemoryWhenAPartIsReached() {
		BodyPieces pieces = new BodyPieces(parts(new Letters(true)));
		assertThat(pieces.next()).isTrue();
		assertThat(this.asked).isEmpty();
		for (int i = 0; i < 3; i++) {
			assertThat(pieces.next()).isTrue();
		}
		assertThat(this.asked).containsExactly(0L);
		assertThat(pieces.next()).isTrue();
		assertThat(this.asked).containsExactly(0L, 10L);
	}

	@Test
	void afterTheEndThereIsNothing() {
		BodyPieces pieces = new BodyPieces(Body.of(new Letters(false), FIRST));
		assertThat(pieces.next()).isTrue();
		for (int i = 0; i < 2; i++) {
			assertThat(pieces.next()).isFalse();
			assertThat(pieces.bytes()).isNull();
			assertThat(pieces.count()).isZero();
		}
	}

	private static Body parts(MediaFile file) {
		return new Body(file, List.of(new Body.Part(bytes("a:"), FIRST), new Body.Part(bytes("b:"), SECOND)),
				bytes("end"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static List<String> walk(Body body) {
		List<String> walked = new ArrayList<>();
		BodyPieces pieces = new BodyPieces(body);
		while (pieces.next()) {
			ByteBuffer bytes = pieces.bytes();
			walked.add((bytes != null) ? StandardCharsets.US_ASCII.decode(bytes).toString()
					: pieces.position() + "+" + pieces.count());
		}
		return walked;
	}

	/**
	 * The alphabet, in memory or not.
	 */
	private final class Letters implements MediaFile {

		private final boolean inMemory;

		Letters(boolean inMemory) {
			this.inMemory = inMemory;
		}

		@Override
		public long length() {
			return 26;
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
		public ReadableByteChannel open(long position, long count) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ByteBuffer[] buffers(long position, long count) {
			if (!this.inMemory) {
				return null;
			}
			BodyPiecesTests.this.asked.add(position);
			List<ByteBuffer> buffers = new ArrayList<>();
			byte[] letters = bytes("abcdefghijklmnopqrstuvwxyz");
			for (int i = 0; i < count; i += 4) {
				buffers.add(ByteBuffer.wrap(letters, (int) position + i, (int) Math.min(4, count - i)));
			}
			return buffers.toArray(new ByteBuffer[0]);
		}

		@Override
		public void close() {
		}

	}

}
