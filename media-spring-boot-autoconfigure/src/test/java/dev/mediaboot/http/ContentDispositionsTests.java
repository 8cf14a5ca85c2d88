package dev.mediaboot.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentDispositions}.
 */
class ContentDispositionsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a.pdf     | attachment; filename="a.pdf"
			a b.pdf   | attachment; filename="a b.pdf"
			a;b'.pdf  | attachment; filename="a;b'.pdf"
			a%20b.pdf | attachment; filename="a%20b.pdf"; filename*=UTF-8''a%2520b.pdf
			a"b.pdf   | attachment; filename*=UTF-8''a%22b.pdf
			a\\b.pdf  | attachment; filename*=UTF-8''a%5Cb.pdf
			été.pdf   | attachment; filename*=UTF-8''%C3%A9t%C3%A9.pdf
			🎉        | attachment; filename*=UTF-8''%F0%9F%8E%89
			../a.pdf  | attachment; filename="../a.pdf"
			""")
	void nameIsWrittenAsPlainlyAsItCanBe(String name, String expected) {
		assertThat(ContentDispositions.attachment(name)).isEqualTo(expected.replace("\\\\", "\\"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: b=c", "a\nb", "a\0b", "a\u007fb", "a\u0085b", "a\u2028b", "\t" })
	void noNameEndsTheField(String name) {
		assertThat(ContentDispositions.attachment(name)).startsWith("attachment; filename*=UTF-8''")
			.matches("[ -~]*")
			.doesNotContain("Set-Cookie: ");
	}

}
