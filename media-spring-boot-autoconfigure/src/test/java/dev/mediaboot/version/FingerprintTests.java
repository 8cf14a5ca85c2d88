package dev.mediaboot.version;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.mediaboot.MediaFile;
import dev.mediaboot.testing.Fixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprint}.
 */
class FingerprintTests {

	private static @Nullable String of(MediaFile file) throws IOException {
		Fingerprint fingerprint = Fingerprint.of(file, Map.of());
		return (fingerprint != null) ? fingerprint.complete() : null;
	}

	private static MediaFile file(String content) {
		return MediaFile.of(content.getBytes(StandardCharsets.UTF_8));
	}

	private static Fingerprint of(String content, String... siblings) throws IOException {
		Map<String, MediaFile> files = new LinkedHashMap<>();
		for (int i = 0; i < siblings.length; i += 2) {
			files.put(siblings[i], file(siblings[i + 1]));
		}
		return Objects.requireNonNull(Fingerprint.of(file(content), files));
	}

	@Test
	void siblingsCountToo() throws IOException {
		Fingerprint alone = of("css");
		Fingerprint packed = of("css", ".br", "brotli", ".gz", "gzip");
		assertThat(alone.complete()).isEqualTo(alone.plain());
		assertThat(alone.siblings()).isEmpty();
		assertThat(packed.plain()).isEqualTo(alone.plain());
		assertThat(packed.siblings()).containsExactlyInAnyOrder(file("brotli").etag(), file("gzip").etag());
		assertThat(packed).isEqualTo(of("css", ".br", "brotli", ".gz", "gzip"));
		assertThat(Stream
			.of(alone, packed, of("css", ".br", "brotli"), of("css", ".gz", "gzip"),
					of("css", ".br", "gzip", ".gz", "brotli"), of("css", ".br", "other", ".gz", "gzip"),
					of("cs", ".br", "brotli", ".gz", "gzip"))
			.map(Fingerprint::complete)).doesNotHaveDuplicates();
	}

	@Test
	void siblingThatEndsEarlyLeavesNone() throws IOException {
		MediaFile brief = new Watched(Fixture.numbers(1000), 1001, new AtomicInteger(Integer.MAX_VALUE));
		assertThat(Fingerprint.of(file("css"), Map.of(".br", brief))).isNull();
	}

	/** As {@code base64.b32encode(hashlib.sha256(…).digest())} of Python has it. */
	@ParameterizedTest
	@CsvSource({ "abc, xj4bnp4pahh6uqkb", "'', 4oymiquy7qobjgx3" })
	void fingerprintIsTheBeginningOfTheHash(String content, String fingerprint) throws IOException {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		assertThat(of(MediaFile.of(bytes))).isEqualTo(fingerprint);
		assertThat(Fingerprint.isForm(fingerprint, 0, fingerprint.length())).isTrue();
	}

	@Test
	void everyByteCounts() throws IOException {
		byte[] content = Fixture.numbers(200_000);
		String fingerprint = of(MediaFile.of(content.clone()));
		assertThat(of(MediaFile.of(content.clone()))).isEqualTo(fingerprint);
		for (int position : new int[] { 0, 65_535, 65_536, 199_999 }) {
			byte[] changed = content.clone();
			changed[position]++;
			assertThat(of(MediaFile.of(changed))).as("byte " + position).isNotEqualTo(fingerprint);
		}
	}

	@Test
	void fileThatEndsEarlyHasNone() throws IOException {
		assertThat(of(new Watched(Fixture.numbers(1000), 1001, new AtomicInteger(Integer.MAX_VALUE)))).isNull();
	}

	/** It is looked at after every 4 MiB. */
	@Test
	void fileThatIsReplacedIsGivenUp() throws IOException {
		AtomicInteger looks = new AtomicInteger(3);
		int length = 32 * 1024 * 1024;
		assertThat(of(new Watched(new byte[length], length, looks))).isNull();
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
