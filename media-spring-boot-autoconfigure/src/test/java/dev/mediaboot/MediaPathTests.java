package dev.mediaboot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MediaPathTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§3.3 one name                              | /mia.webp                 | mia.webp
			§3.3 no leading slash                      | mia.webp                  | mia.webp
			§3.3 several names                         | /cats/mia.webp            | cats/mia.webp
			§3.3 a slash at the end                    | /cats/                    | cats/
			§3.3 nothing                               | ''                        | ''
			§3.3 a slash alone                         | /                         | ''
			§2.1 a space                               | /a%20b                    | a b
			§2.1 a percent sign                        | /100%25                   | 100%
			§2.1 a percent sign before digits          | /%2541                    | %41
			CVE-2024-38819 decoded only once           | /%252e%252e/secret        | %2e%2e/secret
			§2.1 lower-case digits                     | /%c3%a9t%c3%a9            | été
			§2.1 upper-case digits                     | /%C3%A9t%C3%A9            | été
			§2.1 four bytes                            | /%F0%9F%90%88             | 🐈
			§2.1 encoded letters                       | /%6D%69%61                | mia
			§2.3 a plus sign is a plus sign            | /a+b                      | a+b
			§3.3 an encoded semicolon                  | /a%3Bb                    | a;b
			§3.4 an encoded question mark              | /a%3Fb                    | a?b
			§3.5 an encoded number sign                | /a%23b                    | a#b
			§3.3 other delimiters                      | /a!$&'()*,=:@b            | a!$&'()*,=:@b
			§3.3 dots within and behind a name         | /a..b/c...                | a..b/c...
			§3.3 a tilde                               | /~mia/a~1                 | ~mia/a~1
			RFC 8615 the one hidden name that is public | /.well-known/security.txt | .well-known/security.txt
			""")
	void pathIsDecodedOnce(String rule, String raw, String decoded) {
		assertThat(MediaPath.parse(raw)).as(rule).isNotNull().hasToString(decoded);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			R1 parent                                   | /..
			R1 parent, then down                        | /../secret
			R1 parent within                            | /a/../b
			R1 parent at the end                        | /a/..
			R1 the directory itself                     | /.
			R1 the directory itself, within             | /a/./b
			CVE-2021-41773 encoded dots                 | /%2e%2e/secret
			CVE-2021-41773 one encoded dot              | /.%2e/secret
			CVE-2021-41773 the other one                | /%2E./secret
			CVE-2021-28164 one encoded dot alone        | /%2e/secret
			R1 an empty name                            | //secret
			R1 an empty name within                     | /a//b
			R1 an empty name at the end                 | /a//
			R1 only slashes                             | ///
			CVE-2026-6414 an encoded slash              | /a%2Fb
			CVE-2026-6414 encoded slash and dots        | /..%2f..%2fetc%2fpasswd
			CVE-2018-12542 a backslash                  | /a\\b
			CVE-2018-12542 backslash and dots           | /..\\secret
			CVE-2026-52844 an encoded backslash         | /private%5csecret.txt
			CVE-2021-28169 NUL                          | /a%00.png
			R1 a line feed                              | /a%0Ab
			R1 a carriage return                        | /a%0d
			R1 a tab                                    | /a%09b
			R1 escape                                   | /%1B
			R1 delete                                   | /a%7f
			R1 a control character of Latin-1           | /a%C2%85b
			CVE-2018-1199 a path parameter              | /a;b
			CVE-2018-1199 a parameter of a parent       | /..;/secret
			CVE-2018-1199 an empty parameter            | /a;
			CVE-2018-1199 a session                     | /a.png;jsessionid=1
			R1 overlong dot                             | /%c0%ae%c0%ae/secret
			R1 overlong slash                           | /a%c0%afb
			R1 overlong slash of three bytes            | /a%e0%80%afb
			R1 a lone byte of a sequence                | /%c3
			R1 a continuation without a start           | /%a9
			R1 Latin-1                                  | /%e9t%e9
			R1 a surrogate                              | /%ed%a0%80
			R1 above the last code point                | /%f4%90%80%80
			R1 a byte that never is                     | /%ff
			R1 raw characters beyond ASCII              | /été
			R1 raw beside encoded                       | /é%20té
			R1 a percent sign alone                     | /100%
			R1 one digit                                | /a%2
			R1 no digits                                | /a%zz
			R1 a sign for a digit                       | /a%+1
			R1 digits of another script                 | /a%２０
			CVE-2021-34429 another encoding             | /%u002e%u002e/secret
			R10 hidden                                  | /.env
			R10 hidden, encoded                         | /%2eenv
			CVE-2025-11965 hidden directory             | /.git/config
			CVE-2025-11965 hidden within                | /a/.aws/credentials
			R10 only well-known itself is public        | /.well-known2/a
			R10 hidden below well-known                 | /.well-known/.secret
			R10 three dots                              | /.../a
			""")
	void whatIsNotAnOrdinaryNameIsNoPath(String rule, String raw) {
		assertThat(MediaPath.parse(raw)).as(rule).isNull();
	}

	@Test
	void directoryIsAPathWithASlashAtItsEnd() {
		assertThat(MediaPath.parse("/cats/").isDirectory()).isTrue();
		assertThat(MediaPath.parse("/cats").isDirectory()).isFalse();
		assertThat(MediaPath.parse("/").isDirectory()).isTrue();
		assertThat(MediaPath.parse("").isDirectory()).isFalse();
	}

	@Test
	void encodedSlashAtTheEndMakesNoDirectory() {
		assertThat(MediaPath.parse("/cats%2F")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a/b", "a\\b", "\0", "a\nb", ".env", "\u007f", "\u0085" })
	void decodedNamesAreCheckedAsWell(String name) {
		assertThat(MediaPath.of(List.of("cats", name), false)).isNull();
		assertThat(MediaPath.of(List.of(name, "mia.webp"), false)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a b", " ", "..a", "%2e", "a;b", "été", "con", "a:b" })
	void decodedNamesMayHoldWhatFilesMayBeCalled(String name) {
		boolean hidden = name.startsWith(".");
		assertThat(MediaPath.of(List.of(name), false)).matches((path) -> (path == null) == hidden);
	}

	@Test
	void laterChangesOfTheListAreNotSeen() {
		List<String> names = Arrays.asList("cats", "mia.webp");
		MediaPath path = MediaPath.of(names, false);
		names.set(0, "..");
		assertThat(path.segments()).containsExactly("cats", "mia.webp");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			a.webp           | webp
			a.b.tar.gz       | gz
			A.JPEG           | jpeg
			README           | ''
			name.            | ''
			.well-known      | well-known
			cats.d/mia       | ''
			cats.d/          | d
			''               | ''
			""")
	void extensionIsWhatFollowsTheLastDotOfTheName(String raw, String extension) {
		assertThat(MediaPath.parse(raw).extension()).isEqualTo(extension);
	}

	@Test
	void extensionIsInLowerCaseWhateverTheLocale() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr"));
			assertThat(MediaPath.parse("/a.GIF").extension()).isEqualTo("gif");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void nameIsTheLastOne() {
		assertThat(MediaPath.parse("/cats/mia.webp").name()).isEqualTo("mia.webp");
		assertThat(MediaPath.parse("/cats/").name()).isEqualTo("cats");
		assertThat(MediaPath.parse("/").name()).isEmpty();
	}

	@Test
	void entryOfADirectoryIsResolved() {
		assertThat(MediaPath.parse("/cats/").resolve("index.html")).isEqualTo(MediaPath.parse("/cats/index.html"));
		assertThat(MediaPath.parse("/").resolve("index.html")).isEqualTo(MediaPath.parse("/index.html"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", ".htaccess", "a/b", "a\\b", "a\0" })
	void onlyAnOrdinaryNameIsResolved(String name) {
		MediaPath cats = MediaPath.parse("/cats/");
		assertThatIllegalArgumentException().isThrownBy(() -> cats.resolve(name));
	}

	@Test
	void siblingHasALongerName() {
		assertThat(MediaPath.parse("/cats/mia.svg").sibling(".br")).isEqualTo(MediaPath.parse("/cats/mia.svg.br"));
		assertThat(MediaPath.parse("/mia.svg").sibling(".gz")).isEqualTo(MediaPath.parse("/mia.svg.gz"));
	}

	@Test
	void mountItselfHasNoSiblings() {
		MediaPath root = MediaPath.parse("/");
		assertThatIllegalArgumentException().isThrownBy(() -> root.sibling(".br"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					§2.3 unreserved characters stay        | /AZaz09-._~               | AZaz09-._~
					§3.3 slashes stay                      | /a/b/                     | a/b/
					§2.1 a space                           | /a%20b                    | a%20b
					§2.1 a percent sign                    | /100%25                   | 100%25
					§2.1 no double decoding                | /%252e                    | %252e
					§2.1 UTF-8 in upper-case digits        | /%c3%a9                   | %C3%A9
					§2.1 four bytes                        | /%F0%9F%90%88             | %F0%9F%90%88
					§2.2 delimiters are encoded            | /a!$&'()*,=:@+%3B%3F%23b  | a%21%24%26%27%28%29%2A%2C%3D%3A%40%2B%3B%3F%23b
					§3.3 quotes and angle brackets         | /%22%3Cb%3E%22            | %22%3Cb%3E%22
					§3.3 the mount itself                  | /                         | ''
					""")
	void pathIsWrittenForAUrl(String rule, String raw, String encoded) {
		assertThat(MediaPath.parse(raw).toUriPath()).as(rule).isEqualTo(encoded);
	}

	@Test
	void everyNameSurvivesTheWayThroughAUrl() {
		for (int codePoint = ' '; codePoint < 0x2_FFFF; codePoint++) {
			if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
				continue;
			}
			MediaPath path = MediaPath.of(List.of("a" + Character.toString(codePoint) + "b"), false);
			if (path != null) {
				assertThat(MediaPath.parse(path.toUriPath())).isEqualTo(path);
			}
		}
	}

	@Test
	void pathsAreEqualWhenTheirNamesAndTheirEndsAre() {
		assertThat(MediaPath.parse("/a%20b/c")).isEqualTo(MediaPath.of(List.of("a b", "c"), false))
			.hasSameHashCodeAs(MediaPath.of(List.of("a b", "c"), false))
			.isNotEqualTo(MediaPath.parse("/a%20b/c/"))
			.isNotEqualTo(MediaPath.parse("/a%20b/C"))
			.isNotEqualTo(MediaPath.parse("/a%20b"))
			.isNotEqualTo("a b/c");
	}

}
