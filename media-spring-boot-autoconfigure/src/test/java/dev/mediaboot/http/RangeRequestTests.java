package dev.mediaboot.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RangeRequestTests {

	private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

	private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");

	private static final Validators CURRENT = new Validators("\"v1\"", MODIFIED);

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "absent", textBlock = """
			§14.2 no field                                | absent                | 200
			§14.1.2 the first byte                        | bytes=0-0             | 206 0-0
			§14.1.2 the second byte                       | bytes=1-1             | 206 1-1
			§14.1.2 what Safari asks first                | bytes=0-1             | 206 0-1
			§14.1.2 the first 500 bytes                   | bytes=0-499           | 206 0-499
			§14.1.2 the second 500 bytes                  | bytes=500-999         | 206 500-999
			§14.1.2 the last byte                         | bytes=9999-9999       | 206 9999-9999
			§14.1.2 from a byte on                        | bytes=9500-           | 206 9500-9999
			§14.1.2 from the last byte on                 | bytes=9999-           | 206 9999-9999
			§14.1.2 all of it, as a part                  | bytes=0-              | 206 0-9999
			§14.1.2 all of it, by its last byte           | bytes=0-9999          | 206 0-9999
			§14.1.2 the last 500 bytes                    | bytes=-500            | 206 9500-9999
			§14.1.2 the last byte, as a suffix            | bytes=-1              | 206 9999-9999
			§14.1.2 a suffix as long as the file          | bytes=-10000          | 206 0-9999
			§14.1.2 a suffix longer than the file         | bytes=-10001          | 206 0-9999
			§14.1.2 an end behind the file                | bytes=9990-10000      | 206 9990-9999
			§14.1.2 leading zeros                         | bytes=0000-0009       | 206 0-9
			§14.1.2 leading zeros of a suffix             | bytes=-0005           | 206 9995-9999
			§14.1.1 units are case-insensitive            | BYTES=0-0             | 206 0-0
			§5.5 whitespace around the value              | ' bytes=0-0 '         | 206 0-0
			§14.1.2 a start behind the file               | bytes=10000-          | 416
			§14.1.2 a start and an end behind the file    | bytes=10000-10001     | 416
			§14.1.2 a suffix of nothing                   | bytes=-0              | 416
			§14.1.2 nothing of a list can be satisfied    | bytes=10000-,-0       | 416
			""")
	void oneRangeIsClampedToTheFile(String rule, String range, String answer) {
		assertThat(answer(range, 10_000)).as(rule).isEqualTo(answer);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					§14.1.2 an end of 2^63-1                      | bytes=0-9223372036854775807                     | 206 0-9999
					§14.1.2 an end of 2^63                        | bytes=0-9223372036854775808                     | 206 0-9999
					§14.1.2 an end of 2^64-1                      | bytes=0-18446744073709551615                    | 206 0-9999
					§14.1.2 an end of thirty digits               | bytes=9999-999999999999999999999999999999       | 206 9999-9999
					§14.1.2 a start of 2^63-1                     | bytes=9223372036854775807-                      | 416
					§14.1.2 a start of 2^64, which is not 0       | bytes=18446744073709551616-                     | 416
					§14.1.2 a start of 2^64+1, which is not 1     | bytes=18446744073709551617-18446744073709551618 | 416
					§14.1.2 a start of 2^32, which is not 0       | bytes=4294967296-                               | 416
					CVE-2017-7529 a suffix of 2^63-1              | bytes=-9223372036854775807                      | 206 0-9999
					CVE-2017-7529 a suffix of 2^63                | bytes=-9223372036854775808                      | 206 0-9999
					CVE-2017-7529 a suffix of 2^64+1              | bytes=-18446744073709551617                     | 206 0-9999
					CVE-2017-7529 two suffixes that overflow      | bytes=-9223372036854775000,-9223372036854775807 | 206 0-9999
					""")
	void numbersDoNotOverflow(String rule, String range, String answer) {
		assertThat(answer(range, 10_000)).as(rule).isEqualTo(answer);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§14.2 an unknown unit                         | items=0-1
			§14.2 a unit that only begins like ours       | bytesx=0-1
			§14.2 a unit that only ends like ours         | xbytes=0-1
			§14.2 no unit                                 | =0-1
			§14.2 a unit alone                            | bytes
			§14.1.1 an empty field                        | ''
			§14.1.1 an empty set                          | bytes=
			§14.1.1 a set of empty elements               | 'bytes=, ,'
			§14.1.1 the form of Content-Range             | bytes 0-1/10000
			§14.1.1 a space before the equals sign        | bytes =0-1
			§14.1.1 a colon                               | bytes:0-1
			§14.1.1 a number                              | bytes=1
			§14.1.1 a word                                | bytes=abc
			§14.1.1 a hyphen                              | bytes=-
			§14.1.1 two hyphens                           | bytes=--1
			§14.1.1 two hyphens within                    | bytes=1--2
			§14.1.1 three numbers                         | bytes=1-2-3
			§14.1.1 a word for the start                  | bytes=a-5
			§14.1.1 a word for the end                    | bytes=5-a
			§14.1.1 a word for the suffix                 | bytes=-a
			§14.1.1 a sign                                | bytes=+1-2
			§14.1.1 a hexadecimal number                  | bytes=0x1-2
			§14.1.1 a decimal point                       | bytes=1.5-2
			§14.1.1 spaces around the hyphen              | bytes=0 - 1
			§14.1.1 digits of another script              | bytes=٠-١
			§14.1.1 semicolons                            | bytes=0-1;5000-5001
			§14.1.2 the end before the start              | bytes=5-4
			§14.1.2 the end before the start, behind all  | bytes=20000-19999
			§14.1.1 one malformed element of a list       | bytes=0-1,x-2
			§14.1.2 one reversed element of a list        | bytes=0-1,5-4
			§5.3 two lines, the unit twice                | bytes=0-0,bytes=5000-5000
			""")
	void fieldThatIsNotUnderstoodIsIgnored(String rule, String range) {
		assertThat(answer(range, 10_000)).as(rule).isEqualTo("200");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					§14.1.2 the first and the last byte           | bytes=0-0,-1                      | 206 0-0 9999-9999
					§14.2 in the order of the request             | bytes=5000-5099,0-99              | 206 5000-5099 0-99
					§14.2 three, in no order                      | bytes=4000-4000,8000-8000,0-0     | 206 4000-4000 8000-8000 0-0
					§15.3.7.2 overlapping                         | bytes=0-99,50-149                 | 206 0-149
					§15.3.7.2 overlapping, the later first        | bytes=50-149,0-99                 | 206 0-149
					§15.3.7.2 adjacent                            | bytes=0-99,100-199                | 206 0-199
					§15.3.7.2 the same twice                      | bytes=0-99,0-99                   | 206 0-99
					§15.3.7.2 one within the other                | bytes=0-999,10-20                 | 206 0-999
					§15.3.7.2 the longer one last                 | bytes=10-20,0-999                 | 206 0-999
					§15.3.7.2 a gap as large as a part costs      | bytes=0-99,228-327                | 206 0-327
					§15.3.7.2 a gap larger than a part costs      | bytes=0-99,229-328                | 206 0-99 229-328
					§15.3.7.2 one bridges two others              | bytes=0-99,500-599,90-510         | 206 0-599
					§15.3.7.2 coalesced, at the place of the first | bytes=5000-5099,0-99,5050-5199   | 206 5000-5199 0-99
					§15.3.7.2 all there is, from two halves       | bytes=5000-,0-4999                | 206 0-9999
					§15.3.7.2 a part of all there is              | bytes=0-,0-0                      | 206 0-9999
					§14.1.2 what does not exist is left out       | bytes=0-0,20000-20001             | 206 0-0
					§14.1.2 what does not exist, first            | bytes=20000-,5000-5000,0-0        | 206 5000-5000 0-0
					§14.1.2 a suffix of nothing is left out       | bytes=0-0,-0                      | 206 0-0
					§5.6.1.2 an empty element first               | bytes=,0-0                        | 206 0-0
					§5.6.1.2 an empty element last                | bytes=0-0,                        | 206 0-0
					§5.6.1.2 empty elements everywhere            | bytes=, ,0-0, ,,5000-5000, ,      | 206 0-0 5000-5000
					§5.6.1.2 spaces and tabs                      | 'bytes=0-0 \t, 5000-5000\t,-1'    | 206 0-0 5000-5000 9999-9999
					§14.2 together no less than the whole         | bytes=0-4799,5000-9999            | 200
					§14.2 together with their heads, the whole    | bytes=0-4799,5056-9999            | 200
					§14.2 a little less than the whole            | bytes=0-4799,5057-9999            | 206 0-4799 5057-9999
					CVE-2011-3192 overlapping from the start on   | bytes=0-,1-,2-,3-,4-,5-,6-,7-,8-  | 206 0-9999
					CVE-2026-34826 small ones that overlap        | bytes=0-2,1-3,2-4,3-5,4-6,5-7     | 206 0-7
					""")
	void severalRangesAreCoalescedAndBounded(String rule, String range, String answer) {
		assertThat(answer(range, 10_000)).as(rule).isEqualTo(answer);
	}

	@Test
	void hundredRangesAreAnswered() {
		String range = list(100, (i) -> i * 1000 + "-" + i * 1000);
		RangeRequest request = request(range, 1_000_000);
		assertThat(request.ranges()).hasSize(100);
		assertThat(request.ranges().get(99)).isEqualTo(new ByteRange(99_000, 1));
	}

	@Test
	void eightRangesStayInTheOrderOfTheRequest() {
		String range = list(8, (i) -> (7 - i) * 1000 + "-" + (7 - i) * 1000);
		assertThat(request(range, 1_000_000).ranges()).extracting(ByteRange::first)
			.containsExactly(7000L, 6000L, 5000L, 4000L, 3000L, 2000L, 1000L, 0L);
	}

	@Test
	void moreThanEightRangesOutOfOrderAreTheWhole() {
		// §14.2: a sign of a broken client or of an attack
		assertThat(answer(list(9, (i) -> (8 - i) * 1000 + "-" + (8 - i) * 1000), 1_000_000)).isEqualTo("200");
	}

	@Test
	void moreThanHundredRangesAreTheWhole() {
		assertThat(answer(list(101, (i) -> i * 1000 + "-" + i * 1000), 1_000_000)).isEqualTo("200");
	}

	@Test
	void moreThanHundredRangesAreTheWholeEvenWhenTheyAreEqual() {
		assertThat(answer(list(101, (i) -> "0-0"), 1_000_000)).isEqualTo("200");
	}

	@Test
	void moreThanHundredRangesAreTheWholeEvenWhenNoneExists() {
		assertThat(answer(list(101, (i) -> "1000000-"), 1_000_000)).isEqualTo("200");
	}

	@Test
	void emptyElementsAreNotCounted() {
		assertThat(answer("bytes=" + ",".repeat(200) + "0-0", 1_000_000)).isEqualTo("206 0-0");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§14.2 the first byte of nothing               | 0 | bytes=0-0      | 200
			§14.2 from the first byte of nothing on       | 0 | bytes=0-       | 200
			§14.2 from the second byte of nothing on      | 0 | bytes=1-       | 200
			§14.4 a suffix of nothing cannot be named     | 0 | bytes=-1       | 200
			§14.4 the same in capitals                    | 0 | Bytes=-1       | 200
			§14.4 the same with an empty element          | 0 | bytes=,-1      | 200
			§14.4 a suffix among others                   | 0 | bytes=0-0,-1   | 200
			§14.2 a malformed field is ignored            | 0 | bytes=x        | 200
			§14.2 a suffix of nothing, of nothing         | 0 | bytes=-0       | 200
			§14.2 several parts of nothing                | 0 | bytes=0-0,9-9  | 200
			§14.1.2 all of one byte                       | 1 | bytes=0-       | 206 0-0
			§14.1.2 the suffix of one byte                | 1 | bytes=-1       | 206 0-0
			§14.1.2 behind one byte                       | 1 | bytes=1-       | 416
			§14.1.2 the last byte of a very large file    | 9223372036854775807 | bytes=-1 | \
			206 9223372036854775806-9223372036854775806
			§14.1.2 the ends of a very large file         | 9223372036854775807 | bytes=0-0,-1 | \
			206 0-0 9223372036854775806-9223372036854775806
			§14.1.2 the last bytes of a very large file   | 9223372036854775807 | bytes=9223372036854775800- | \
			206 9223372036854775800-9223372036854775806
			§14.1.2 all but the last byte of it           | 9223372036854775807 | bytes=0-9223372036854775805 | \
			206 0-9223372036854775805
			§14.1.2 from its end on                       | 9223372036854775807 | bytes=9223372036854775807- | 416
			§14.2 two that are nearly all of it           | 9223372036854775807 | bytes=0-0,200- | 200
			§14.2 two that are a little less              | 9223372036854775807 | bytes=0-0,400- | \
			206 0-0 400-9223372036854775806
			""")
	void smallestAndLargestFilesHaveRanges(String rule, long length, String range, String answer) {
		assertThat(answer(range, length)).as(rule).isEqualTo(answer);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§13.1.5 the same tag                             | "v1"                           | 206 0-0
			§13.1.5 whitespace around the tag                | ' "v1" '                       | 206 0-0
			§13.1.5 another tag                              | "v2"                           | 200
			§13.1.5 a weak tag never satisfies               | W/"v1"                         | 200
			§13.1.5 a tag in lower-case weakness             | w/"v1"                         | 200
			§13.1.5 a tag without quotes                     | v1                             | 200
			§13.1.5 a tag without its closing quote          | "v1                            | 200
			§13.1.5 no list                                  | "v1", "v2"                     | 200
			§13.1.5 no wildcard                              | *                              | 200
			§13.1.5 an empty field                           | ''                             | 200
			§13.1.5 the same date                            | Sun, 06 Nov 1994 08:49:37 GMT  | 206 0-0
			§13.1.5 an earlier date                          | Sun, 06 Nov 1994 08:49:36 GMT  | 200
			§13.1.5 a later date is not the same             | Sun, 06 Nov 1994 08:49:38 GMT  | 200
			§5.6.7 the same date as rfc850-date              | Sunday, 06-Nov-94 08:49:37 GMT | 206 0-0
			§5.6.7 the same date as asctime-date             | Sun Nov  6 08:49:37 1994       | 206 0-0
			§13.1.5 a date with a wrong day of the week      | Mon, 06 Nov 1994 08:49:37 GMT  | 200
			§13.1.5 not a date                               | yesterday                      | 200
			""")
	void ifRangeComparesStrongly(String rule, String ifRange, String answer) {
		assertThat(answer(request("bytes=0-0", ifRange, CURRENT, 10_000, NOW), 10_000)).as(rule).isEqualTo(answer);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§8.8.2.2 another change may share this second | 1994-11-06T08:49:37.000Z | 200
			§8.8.2.2 and still may                        | 1994-11-06T08:49:37.999Z | 200
			§8.8.2.2 no longer                            | 1994-11-06T08:49:38.000Z | 206 0-0
			""")
	void dateIsStrongOnceItsSecondIsOver(String rule, Instant now, String answer) {
		RangeRequest request = request("bytes=0-0", "Sun, 06 Nov 1994 08:49:37 GMT", CURRENT, 10_000, now);
		assertThat(answer(request, 10_000)).as(rule).isEqualTo(answer);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§13.1.5 a tag                                    | "v1"
			§13.1.5 the name of nothing                      | "null"
			§13.1.5 a date                                   | Sun, 06 Nov 1994 08:49:37 GMT
			""")
	void withoutValidatorsIfRangeIsNeverTrue(String rule, String ifRange) {
		RangeRequest request = request("bytes=0-0", ifRange, new Validators(null, null), 10_000, NOW);
		assertThat(answer(request, 10_000)).as(rule).isEqualTo("200");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§14.1.2 one part                                 | bytes=0-0
			§14.1.2 a suffix                                 | bytes=-5
			§14.2 several parts                              | bytes=0-0,5000-5000
			§15.5.17 what does not exist                     | bytes=10000-
			""")
	void whatHasNoStrongValidatorIsNeverSentInParts(String rule, String range) {
		RangeRequest request = request(range, null, new Validators(null, null), 10_000, NOW);
		assertThat(answer(request, 10_000)).as(rule).isEqualTo("200");
	}

	@Test
	void falseIfRangeHidesARangeThatDoesNotExist() {
		// §14.2: 416 is only for a Range that would otherwise be applied
		assertThat(answer(request("bytes=10000-", "\"v2\"", CURRENT, 10_000, NOW), 10_000)).isEqualTo("200");
	}

	@Test
	void trueIfRangeShowsARangeThatDoesNotExist() {
		assertThat(answer(request("bytes=10000-", "\"v1\"", CURRENT, 10_000, NOW), 10_000)).isEqualTo("416");
	}

	@Test
	void ifRangeWithoutRangeIsIgnored() {
		assertThat(answer(request(null, "\"v1\"", CURRENT, 10_000, NOW), 10_000)).isEqualTo("200");
	}

	@Test
	void wholeIsOneRangeAndNotAPart() {
		assertThat(RangeRequest.whole(26)).isEqualTo(new RangeRequest(List.of(new ByteRange(0, 26)), false));
	}

	@Test
	void everyAskedByteIsSentOnceAndNoMoreThanTheFile() {
		// CVE-2018-15756, CVE-2024-26141, CVE-2025-62727, CVE-2026-33658
		Random random = new Random(9110);
		for (int round = 0; round < 3000; round++) {
			int length = 1 + random.nextInt(5000);
			List<ByteRange> asked = new ArrayList<>();
			StringBuilder field = new StringBuilder("bytes=");
			for (int i = random.nextInt(12); i >= 0; i--) {
				int first = random.nextInt(length);
				int last = first + random.nextInt(random.nextBoolean() ? 40 : length);
				asked.add(new ByteRange(first, Math.min(last + 1, length) - first));
				field.append(first).append('-').append(last).append((i > 0) ? "," : "");
			}
			assertThat(request(field.toString(), length)).as("%s of %d", field, length)
				.satisfies((request) -> assertThatItCovers(request, asked, length));
		}
	}

	private static void assertThatItCovers(RangeRequest request, List<ByteRange> asked, int length) {
		int[] sent = new int[length];
		for (ByteRange range : request.ranges()) {
			assertThat(range.length()).isPositive();
			for (long i = range.first(); i < range.end(); i++) {
				sent[(int) i]++;
			}
		}
		assertThat(Arrays.stream(sent).max()).hasValue(1);
		for (ByteRange range : asked) {
			for (long i = range.first(); i < range.end(); i++) {
				assertThat(sent[(int) i]).as("byte %d", i).isEqualTo(1);
			}
		}
	}

	private static String list(int count, IntFunction<String> element) {
		return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "bytes=", ""));
	}

	private static String answer(String range, long length) {
		return answer(request(range, length), length);
	}

	/** The answer in words: its status, and the first and last bytes of its parts. */
	private static String answer(RangeRequest request, long length) {
		if (!request.partial()) {
			assertThat(request).isEqualTo(RangeRequest.whole(length));
			return "200";
		}
		if (request.ranges().isEmpty()) {
			return "416";
		}
		return request.ranges()
			.stream()
			.map((range) -> range.first() + "-" + (range.end() - 1))
			.collect(Collectors.joining(" ", "206 ", ""));
	}

	private static RangeRequest request(String range, long length) {
		return request(range, null, CURRENT, length, NOW);
	}

	private static RangeRequest request(String range, String ifRange, Validators current, long length, Instant now) {
		Map<String, String> fields = new HashMap<>();
		fields.put("Range", range);
		fields.put("If-Range", ifRange);
		return RangeRequest.of(fields::get, current, length, now);
	}

}
