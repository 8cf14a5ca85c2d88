package dev.mediaboot.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntityTagListTests {

	/** The table of RFC 9110 §8.8.3.2, as far as the current tag is strong. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§8.8.3.2 strong and equal           | "1"             | true  | true
			§8.8.3.2 weak and equal             | W/"1"           | false | true
			§8.8.3.2 strong and different       | "2"             | false | false
			§8.8.3.2 weak and different         | W/"2"           | false | false
			§8.8.3 an obs-text character        | "é", "1"        | true  | true
			§8.8.3 a backslash escapes nothing  | "a\\", "1"      | true  | true
			§5.6.1.2 tabs and spaces            | '"2"\t, \t"1"'  | true  | true
			§8.8.3 a lone quote                 | '"'             | false | false
			§8.8.3 any is not a tag             | *               | false | false
			""")
	void tagsAreComparedStronglyAndWeakly(String rule, String list, boolean strong, boolean weak) {
		assertThat(EntityTagList.containsStrong(list, "\"1\"")).as(rule + ", strong comparison").isEqualTo(strong);
		assertThat(EntityTagList.containsWeak(list, "\"1\"")).as(rule + ", weak comparison").isEqualTo(weak);
	}

	@Test
	void noTagIsInNoList() {
		assertThat(EntityTagList.containsStrong("\"1\", \"\"", null)).isFalse();
		assertThat(EntityTagList.containsWeak("\"1\", W/\"\"", null)).isFalse();
	}

	@Test
	void longListIsReadToItsEnd() {
		String list = "\"2\", ".repeat(10_000) + "W/\"1\"";
		assertThat(EntityTagList.containsWeak(list, "\"1\"")).isTrue();
		assertThat(EntityTagList.containsStrong(list, "\"1\"")).isFalse();
	}

}
