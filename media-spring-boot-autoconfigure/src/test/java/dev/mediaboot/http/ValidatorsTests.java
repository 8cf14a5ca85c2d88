package dev.mediaboot.http;

import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import dev.mediaboot.MediaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValidatorsTests {

	private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.5Z");

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§8.8.3.3 the file itself    | IDENTITY | "abc"
			§8.8.3.3 brotli             | BR       | "abc-br"
			§8.8.3.3 zstandard          | ZSTD     | "abc-zstd"
			§8.8.3.3 gzip               | GZIP     | "abc-gzip"
			""")
	void everyCodingHasATagOfItsOwn(String rule, ContentCoding coding, String tag) {
		Validators validators = Validators.of(new StubFile("abc", null), coding, NOW);
		assertThat(validators.entityTag()).as(rule).isEqualTo(tag);
	}

	@ParameterizedTest
	@EnumSource
	void fileWithoutTagHasNoneInAnyCoding(ContentCoding coding) {
		assertThat(Validators.of(new StubFile(null, null), coding, NOW).entityTag()).isNull();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			§8.8.2 whole seconds stay            | 2020-01-01T00:00:00Z           | 2020-01-01T00:00:00Z
			§8.8.2 parts of a second are cut     | 2020-01-01T00:00:00.999999999Z | 2020-01-01T00:00:00Z
			§8.8.2.2 this moment                 | 2026-06-15T12:00:00.5Z         | none
			§8.8.2.2 the second of the answer    | 2026-06-15T12:00:00.1Z         | none
			§8.8.2.2 the second before it        | 2026-06-15T11:59:59.9Z         | 2026-06-15T11:59:59Z
			§8.8.2.1 a moment later is now       | 2026-06-15T12:00:00.6Z         | 2026-06-15T12:00:00Z
			§8.8.2.1 a future time is now        | 2044-01-01T00:00:00Z           | 2026-06-15T12:00:00Z
			§8.8.2 no time                       | none                           | none
			""")
	void lastModifiedIsInWholeSecondsAndNeverLaterThanNow(String rule, Instant modified, Instant expected) {
		Validators validators = Validators.of(new StubFile("abc", modified), ContentCoding.IDENTITY, NOW);
		assertThat(validators.lastModified()).as(rule).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			§8.8.2.2 its second has passed       | 2026-06-15T11:59:59.9Z         | 2026-06-15T11:59:59Z
			§8.8.2.2 its second has not passed   | 2026-06-15T12:00:00.1Z         | none
			§8.8.2.2 it is this moment           | 2026-06-15T12:00:00.5Z         | none
			§8.8.2.1 it is in the future         | 2044-01-01T00:00:00Z           | none
			§8.8.2 it is old                     | 1994-11-06T08:49:37Z           | 1994-11-06T08:49:37Z
			""")
	void dateWithoutTagCountsOnceItsSecondHasPassed(String rule, Instant modified, Instant expected) {
		Validators validators = Validators.of(new StubFile(null, modified), ContentCoding.IDENTITY, NOW);
		assertThat(validators.lastModified()).as(rule).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			§8.8.1 a tag alone                   | abc  | none                   | true
			§8.8.1 a tag and the time            | abc  | 1994-11-06T08:49:37Z   | true
			§8.8.1 a tag and this moment         | abc  | 2026-06-15T12:00:00.5Z | true
			§8.8.2.2 its second has passed       | none | 2026-06-15T11:59:59.9Z | true
			§8.8.2.2 its second has not passed   | none | 2026-06-15T12:00:00.1Z | false
			§8.8.2.1 it is in the future         | none | 2044-01-01T00:00:00Z   | false
			§8.8.1 nothing                       | none | none                   | false
			§8.8.3 a tag that cannot be written  | a"b  | none                   | false
			""")
	void aTagOrATimeWhoseSecondHasPassedIsStrong(String rule, String etag, Instant modified, boolean strong) {
		for (ContentCoding coding : ContentCoding.values()) {
			assertThat(Validators.of(new StubFile(etag, modified), coding, NOW).strong()).as(rule).isEqualTo(strong);
		}
	}

	@Test
	void strongTimeBecomesATagBecauseAllCodingsShareTheTime() {
		Set<String> tags = new HashSet<>();
		Instant modified = Instant.parse("1994-11-06T08:49:37Z");
		for (ContentCoding coding : ContentCoding.values()) {
			tags.add(Validators.of(new StubFile(null, modified), coding, NOW).entityTag());
		}
		tags.add(tag(new StubFile(null, modified.plusSeconds(1), 0)));
		tags.add(tag(new StubFile(null, modified, 1)));
		assertThat(tags).doesNotContainNull().hasSize(ContentCoding.values().length + 2);
		assertThat(tag(new StubFile(null, modified))).isEqualTo(tag(new StubFile(null, modified)))
			.matches("\"[\\x21\\x23-\\x7e]+\"");
	}

	private static String tag(MediaFile file) {
		return Validators.of(file, ContentCoding.IDENTITY, NOW).entityTag();
	}

	private record StubFile(String etag, Instant lastModified, long length) implements MediaFile {

		StubFile(String etag, Instant lastModified) {
			this(etag, lastModified, 0);
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
			// Nothing was opened.
		}

	}

}
