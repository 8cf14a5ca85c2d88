package dev.mediaboot.version;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaFile;
import dev.mediaboot.testing.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprint}.
 */
class FingerprintTests {

	/** As {@code base64.b32encode(hashlib.sha256(…).digest())} of Python has it. */
	@ParameterizedTest
	@CsvSource({ "abc, xj4bnp4pahh6uqkb", "'', 4oymiquy7qobjgx3" })
	void fingerprintIsTheBeginningOfTheHash(String content, String fingerprint) throws IOException {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		assertThat(Fingerprint.of(MediaFile.of(bytes))).isEqualTo(fingerprint);
		assertThat(Fingerprint.isForm(fingerprint, 0, fingerprint.length())).isTrue();
	}

	@Test
	void everyByteCounts() throws IOException {
		byte[] content = Fixture.numbers(200_000);
		String fingerprint = Fingerprint.of(MediaFile.of(content.clone()));
		assertThat(Fingerprint.of(MediaFile.of(content.clone()))).isEqualTo(fingerprint);
		for (int position : new int[] { 0, 65_535, 65_536, 199_999 }) {
			byte[] changed = content.clone();
			changed[position]++;
			assertThat(Fingerprint.of(MediaFile.of(changed))).as("byte " + position).isNotEqualTo(fingerprint);
		}
	}

	@Test
	void fileThatEndsEarlyHasNone() throws IOException {
		assertThat(Fingerprint.of(new Watched(Fixture.numbers(1000), 1001, new AtomicInteger(Integer.MAX_VALUE))))
			.isNull();
	}

	/** It is looked at after every 4 MiB. */
	@Test
	void fileThatIsReplacedIsGivenUp() throws IOException {
		AtomicInteger looks = new AtomicInteger(3);
		int length = 32 * 1024 * 1024;
		assertThat(Fingerprint.of(new Watched(new byte[length], length, looks))).isNull();
		assertThat(looks).hasValue(-1);
	}

	/**
	 * A file that is current for a number of looks.
	 */
	private record Watched(byte[] content, long length, AtomicInteger current) implements MediaFile {

		@Override
		public Instant lastModified() {
			return Fixture.MODIFIED;
		}

		@Override
		public String etag() {
			return "tag";
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			return Channels.newChannel(new ByteArrayInputStream(this.content));
		}

		@Override
		public boolean isCurrent() {
			return this.current.getAndDecrement() > 0;
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
