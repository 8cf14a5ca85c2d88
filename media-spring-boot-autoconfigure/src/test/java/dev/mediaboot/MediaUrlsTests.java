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
		assertThatIllegalArgumentException().isThrownBy(() -> urls.url("/avatars", path)).withMessageContaining(path);
		assertThat(urls.urlOrNull(path)).isNull();
		assertThat(urls.urlOrNull("/avatars", path)).isNull();
	}

	@Test
	void noPathHasNoUrl() {
		assertThat(new MediaUrls("/media/").urlOrNull(null)).isNull();
		assertThat(new MediaUrls("/media/").urlOrNull("/avatars", null)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> new MediaUrls("/media/").url(null));
	}

	@Test
	void pathThatCanBeServedHasAUrl() {
		assertThat(new MediaUrls("/media/").urlOrNull("a/b c.png")).isEqualTo("/media/a/b%20c.png");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/avatars                    | /app/avatars/a%20b.png
			avatars/                    | /app/avatars/a%20b.png
			/my%20avatars               | /app/my%20avatars/a%20b.png
			https://m.example.com:8443/ä | refused
			https://m.example.com:8443/a | https://m.example.com:8443/app/a/a%20b.png
			/                           | refused
			""")
	void everyMountHasLinks(String mount, String url) {
		MediaUrls urls = new MediaUrls("https://cdn.example.com/m", "/app");
		if (url.equals("refused")) {
			assertThatIllegalArgumentException().isThrownBy(() -> urls.url(mount, "a b.png"));
			assertThatIllegalArgumentException().isThrownBy(() -> urls.urlOrNull(mount, "a b.png"));
		}
		else {
			assertThat(urls.url(mount, "a b.png")).isEqualTo(url);
			assertThat(urls.urlOrNull(mount, "/a b.png")).isEqualTo(url);
		}
	}

	@Test
	void urlIsReadBackAsThePath() {
		String path = "a b/100% +;?#é.png";
		String url = new MediaUrls("").url(path);
		assertThat(MediaPath.parse(url)).hasToString(path);
	}

}
