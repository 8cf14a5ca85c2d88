package dev.mediaboot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MediaUrlsTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			16 a file                    | a.png             | /media/a.png
			16 a leading slash           | /a.png            | /media/a.png
			16 a directory               | a/b.png           | /media/a/b.png
			16 a space                   | a/b c.png         | /media/a/b%20c.png
			16 a percent sign            | 100%.png          | /media/100%25.png
			16 already like encoded      | a%20b.png         | /media/a%2520b.png
			16 a plus sign               | a+b.png           | /media/a%2Bb.png
			16 accents                   | été.png           | /media/%C3%A9t%C3%A9.png
			16 another plane             | 🐈.png            | /media/%F0%9F%90%88.png
			16 a question mark           | a?b.png           | /media/a%3Fb.png
			16 a number sign             | a#b.png           | /media/a%23b.png
			16 a semicolon               | a;b.png           | /media/a%3Bb.png
			16 markup                    | <script>"'&.png   | /media/%3Cscript%3E%22%27%26.png
			16 a slash at the end        | a/                | /media/a/
			16 nothing                   | ''                | /media/
			16 a slash                   | /                 | /media/
			16 well-known                | .well-known/a     | /media/.well-known/a
			""")
	void pathIsEncoded(String demand, String path, String url) {
		assertThat(new MediaUrls("/media/").url(path)).as(demand).isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/media                            | /media/a.png
			/media/                           | /media/a.png
			/app/my%20media                   | /app/my%20media/a.png
			https://cdn.example.com           | https://cdn.example.com/a.png
			https://cdn.example.com/m/        | https://cdn.example.com/m/a.png
			""")
	void baseMayEndWithASlash(String base, String url) {
		assertThat(new MediaUrls(base).url("a.png")).isEqualTo(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", "../a", "a/../b", "./a", ".env", "a/.git/config", "a//b", "//evil.example/a", "a\\b",
			"a\0b", "a\nb" })
	void pathThatCannotBeServedIsRefused(String path) {
		MediaUrls urls = new MediaUrls("/media/");
		assertThatIllegalArgumentException().isThrownBy(() -> urls.url(path)).withMessageContaining(path);
	}

	@Test
	void urlIsReadBackAsThePath() {
		String path = "a b/100% +;?#é.png";
		String url = new MediaUrls("").url(path);
		assertThat(MediaPath.parse(url)).hasToString(path);
	}

}
