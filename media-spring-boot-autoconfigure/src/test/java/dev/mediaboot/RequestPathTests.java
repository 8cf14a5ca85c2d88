package dev.mediaboot;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPathTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			/media/a.txt       | media
			/media             | media
			media/a.txt        | media
			/                  | ''
			''                 | ''
			//media/a.txt      | ''
			/%6dedia/a.txt     | media
			/media;v=1/a.txt   | ''
			/media%2Fa.txt     | media/a.txt
			/%zz/a.txt         | ''
			/MEDIA/a.txt       | MEDIA
			""")
	void firstSegmentIsThatOfTheWholePath(String raw, String first) {
		assertThat(RequestPath.firstSegment(raw)).isEqualTo(first);
		assertThat(RequestPath.parse(raw).segments().stream().findFirst().orElse("")).isEqualTo(first);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			what cannot be decoded is an empty segment | /a/%zz/b    | a//b
			dots are not resolved                      | /a/../b     | a/../b
			a parameter refuses its segment            | /a/b;c/d    | a//d
			slashes are not joined                     | /a//b       | a//b
			an encoded slash separates nothing         | /a%2Fb/c    | a/b/c
			""")
	void segmentsAreRefusedAndNeverRepaired(String rule, String raw, String joined) {
		assertThat(String.join("/", RequestPath.parse(raw).segments())).as(rule).isEqualTo(joined);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			/a/b  | false
			/a/b/ | true
			/     | true
			''    | false
			""")
	void slashAtTheEndIsKept(String raw, boolean directory) {
		assertThat(RequestPath.parse(raw).directory()).isEqualTo(directory);
		assertThat(RequestPath.parse(raw).segments())
			.hasSize((int) Arrays.stream(raw.split("/")).filter((name) -> !name.isEmpty()).count());
	}

}
