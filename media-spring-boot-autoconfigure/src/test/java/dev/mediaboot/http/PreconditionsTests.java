package dev.mediaboot.http;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.mediaboot.http.Preconditions.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreconditionsTests {

	private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

	private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");

	/** The dates of the tables; anything else stands there as it is sent. */
	private static final Map<String, String> DATES = Map.of("BEFORE", "Sun, 06 Nov 1994 08:49:36 GMT", "SAME",
			"Sun, 06 Nov 1994 08:49:37 GMT", "AFTER", "Sun, 06 Nov 1994 08:49:38 GMT", "FUTURE",
			"Sun, 06 Nov 2044 08:49:37 GMT");

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§13.1.1 the same tag                            | "v1"               | PROCEED
			§13.1.1 another tag                             | "v2"               | FAILED
			§13.1.1 any current representation              | *                  | PROCEED
			§13.1.1 any, with spaces around                 | ' * '              | PROCEED
			§13.1.1 strong comparison: a weak tag is no     | W/"v1"             | FAILED
			§13.1.1 a list with the tag first               | "v1", "v2"         | PROCEED
			§13.1.1 a list with the tag last                | "v0", "v1"         | PROCEED
			§13.1.1 a list without it                       | "v0", "v2"         | FAILED
			§13.1.1 weak first, strong later                | W/"v1", "v1"       | PROCEED
			§13.1.1 only the weak one of a list is ours     | "v0", W/"v1"       | FAILED
			§5.3 two lines joined by a comma                | "v0","v1"          | PROCEED
			§5.6.1.2 empty elements of the list             | , ,"v0",,"v1",     | PROCEED
			§5.6.1.2 nothing but empty elements             | ', ,'              | FAILED
			§13.1.1 an empty field matches nothing          | ''                 | FAILED
			§8.8.3 a tag without quotes                     | v1                 | FAILED
			§8.8.3 a tag without its closing quote          | "v1                | FAILED
			§8.8.3 the prefix W/ is case-sensitive          | w/"v1"             | FAILED
			§8.8.3.2 comparison is case-sensitive           | "V1"               | FAILED
			§8.8.3 a tag that ours begins with              | "v"                | FAILED
			§8.8.3 a tag that begins with ours              | "v12"              | FAILED
			§8.8.3 the empty tag                            | ""                 | FAILED
			""")
	void ifMatchComparesStrongly(String rule, String ifMatch, Outcome outcome) {
		assertThat(evaluate(ifMatch, null, null, null)).as(rule).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§13.1.4 not modified since that very second     | SAME                            | PROCEED
			§13.1.4 not modified since later                | AFTER                           | PROCEED
			§13.1.4 modified since                          | BEFORE                          | FAILED
			§13.1.4 a date in the future                    | FUTURE                          | PROCEED
			§5.6.7 rfc850-date, modified since              | Sunday, 06-Nov-94 08:49:36 GMT  | FAILED
			§5.6.7 rfc850-date, not modified since          | Sunday, 06-Nov-94 08:49:37 GMT  | PROCEED
			§5.6.7 asctime-date, modified since             | Sun Nov  6 08:49:36 1994        | FAILED
			§5.6.7 asctime-date, not modified since         | Sun Nov  6 08:49:37 1994        | PROCEED
			§13.1.4 not a date is ignored                   | yesterday                       | PROCEED
			§13.1.4 an empty field is ignored               | ''                              | PROCEED
			§13.1.4 a day that does not exist is ignored    | Sun, 06 Nov 1994 25:00:00 GMT   | PROCEED
			§13.1.4 more than one member is ignored         | BEFORE, BEFORE                  | PROCEED
			""")
	void ifUnmodifiedSinceComparesDates(String rule, String date, Outcome outcome) {
		assertThat(evaluate(null, date, null, null)).as(rule).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§13.1.2 the same tag                            | "v1"               | NOT_MODIFIED
			§13.1.2 another tag                             | "v2"               | PROCEED
			§13.1.2 any current representation              | *                  | NOT_MODIFIED
			§13.1.2 any, with spaces around                 | ' * '              | NOT_MODIFIED
			§13.1.2 weak comparison: a weak tag will do     | W/"v1"             | NOT_MODIFIED
			§13.1.2 another weak tag                        | W/"v2"             | PROCEED
			§13.1.2 a list with the tag first               | "v1", "v2"         | NOT_MODIFIED
			§13.1.2 a list with the weak tag last           | "v0", W/"v1"       | NOT_MODIFIED
			§13.1.2 a list without it                       | "v0", W/"v2"       | PROCEED
			§5.3 two lines joined by a comma                | "v0",W/"v1"        | NOT_MODIFIED
			§5.6.1.2 empty elements of the list             | , ,"v0",,"v1",     | NOT_MODIFIED
			§13.1.2 an empty field matches nothing          | ''                 | PROCEED
			§8.8.3 a comma within a tag                     | "v0,v1"            | PROCEED
			§8.8.3 a tag that looks like a list             | "v0,", "v1"        | NOT_MODIFIED
			§8.8.3 a tag without quotes                     | v1                 | PROCEED
			§8.8.3 a tag without its opening quote          | v1"                | PROCEED
			§8.8.3 a tag without its closing quote          | "v1                | PROCEED
			§8.8.3 what follows a malformed tag is no tag   | v0, "v1"           | PROCEED
			§8.8.3 the prefix W/ is case-sensitive          | w/"v1"             | PROCEED
			§8.8.3 a space after the prefix                 | W/ "v1"            | PROCEED
			§8.8.3 the prefix alone                         | W/                 | PROCEED
			§8.8.3.2 comparison is case-sensitive           | "V1"               | PROCEED
			§8.8.3 a tag that ours begins with              | "v"                | PROCEED
			§8.8.3 a tag that begins with ours              | "v12"              | PROCEED
			§13.1.2 any is alone or not any                 | *, "v2"            | PROCEED
			""")
	void ifNoneMatchComparesWeakly(String rule, String ifNoneMatch, Outcome outcome) {
		assertThat(evaluate(null, null, ifNoneMatch, null)).as(rule).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§13.1.3 not modified since that very second     | SAME                            | NOT_MODIFIED
			§13.1.3 not modified since later                | AFTER                           | NOT_MODIFIED
			§13.1.3 modified since                          | BEFORE                          | PROCEED
			§13.1.3 a date in the future is a date          | FUTURE                          | NOT_MODIFIED
			§5.6.7 rfc850-date, not modified since          | Sunday, 06-Nov-94 08:49:37 GMT  | NOT_MODIFIED
			§5.6.7 rfc850-date, modified since              | Sunday, 06-Nov-94 08:49:36 GMT  | PROCEED
			§5.6.7 asctime-date, not modified since         | Sun Nov  6 08:49:37 1994        | NOT_MODIFIED
			§5.6.7 asctime-date, modified since             | Sun Nov  6 08:49:36 1994        | PROCEED
			§13.1.3 not a date is ignored                   | yesterday                       | PROCEED
			§13.1.3 an empty field is ignored               | ''                              | PROCEED
			§13.1.3 a wrong day of the week is ignored      | Mon, 06 Nov 1994 08:49:37 GMT   | PROCEED
			§13.1.3 more than one member is ignored         | SAME, SAME                      | PROCEED
			§13.1.3 the parameter of old browsers is none   | SAME; length=26                 | PROCEED
			""")
	void ifModifiedSinceComparesDates(String rule, String date, Outcome outcome) {
		assertThat(evaluate(null, null, null, date)).as(rule).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			§13.2.2 no field                                   | -     | -      | -     | -      | PROCEED
			§13.2.2.1 If-Match holds: the date is not looked at | "v1"  | BEFORE | -     | -      | PROCEED
			§13.2.2.1 If-Match fails: the date cannot help     | "v2"  | AFTER  | -     | -      | FAILED
			§13.2.2.1 If-Match fails before If-None-Match      | "v2"  | -      | "v1"  | -      | FAILED
			§13.2.2.1 a malformed If-Match hides the date, too | v1    | AFTER  | -     | -      | FAILED
			§13.2.2.2 If-Unmodified-Since before If-None-Match | -     | BEFORE | "v1"  | -      | FAILED
			§13.2.2.2 If-Unmodified-Since before the other     | -     | BEFORE | -     | SAME   | FAILED
			§13.2.2.3 If-Match holds, then If-None-Match       | "v1"  | -      | "v1"  | -      | NOT_MODIFIED
			§13.2.2.3 If-Unmodified-Since holds, then tags     | -     | SAME   | "v1"  | -      | NOT_MODIFIED
			§13.2.2.3 If-None-Match differs: date ignored      | -     | -      | "v2"  | SAME   | PROCEED
			§13.2.2.3 If-None-Match differs: future ignored    | -     | -      | "v2"  | FUTURE | PROCEED
			§13.2.2.3 If-None-Match is equal: date ignored     | -     | -      | "v1"  | BEFORE | NOT_MODIFIED
			§13.2.2.3 a malformed If-None-Match hides the date | -     | -      | v1    | SAME   | PROCEED
			§13.2.2.4 If-Match holds, then If-Modified-Since   | "v1"  | -      | -     | SAME   | NOT_MODIFIED
			§13.2.2.4 both dates hold                          | -     | SAME   | -     | SAME   | NOT_MODIFIED
			§13.2.2.4 an invalid first date, a valid second    | -     | never  | -     | SAME   | NOT_MODIFIED
			§13.2.2 everything agrees                          | "v1"  | SAME   | "v2"  | BEFORE | PROCEED
			""")
	void fieldsAreEvaluatedInOrder(String rule, String ifMatch, String ifUnmodifiedSince, String ifNoneMatch,
			String ifModifiedSince, Outcome outcome) {
		assertThat(evaluate(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince)).as(rule).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			§13.1.1 no tag of ours can match                 | "v1" | -      | -      | -     | FAILED
			§13.1.1 but there is a current representation    | *    | -      | -      | -     | PROCEED
			§13.1.2 no tag of ours can match                 | -    | -      | "null" | -     | PROCEED
			§13.1.2 but there is a current representation    | -    | -      | *      | -     | NOT_MODIFIED
			§13.1.4 no modification date: the field is ignored | -  | BEFORE | -      | -     | PROCEED
			§13.1.3 no modification date: the field is ignored | -  | -      | -      | AFTER | PROCEED
			""")
	void withoutValidatorsOnlyExistenceCounts(String rule, String ifMatch, String ifUnmodifiedSince, String ifNoneMatch,
			String ifModifiedSince, Outcome outcome) {
		Validators none = new Validators(null, null);
		assertThat(evaluate(none, ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince)).as(rule)
			.isEqualTo(outcome);
	}

	@Test
	void centuryOfShortYearIsThatOfTheRequest() {
		RequestFields fields = Map.of("If-Modified-Since", "Saturday, 06-Nov-94 08:49:37 GMT")::get;
		Validators current = new Validators(null, Instant.parse("2094-11-06T08:49:37Z"));
		assertThat(Preconditions.evaluate(fields, current, Instant.parse("2090-01-01T00:00:00Z")))
			.isEqualTo(Outcome.NOT_MODIFIED);
	}

	private static Outcome evaluate(String ifMatch, String ifUnmodifiedSince, String ifNoneMatch,
			String ifModifiedSince) {
		return evaluate(new Validators("\"v1\"", MODIFIED), ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince);
	}

	private static Outcome evaluate(Validators current, String ifMatch, String ifUnmodifiedSince, String ifNoneMatch,
			String ifModifiedSince) {
		Map<String, String> fields = new HashMap<>();
		fields.put("If-Match", ifMatch);
		fields.put("If-Unmodified-Since", date(ifUnmodifiedSince));
		fields.put("If-None-Match", ifNoneMatch);
		fields.put("If-Modified-Since", date(ifModifiedSince));
		return Preconditions.evaluate(fields::get, current, NOW);
	}

	private static String date(String text) {
		String date = text;
		for (Map.Entry<String, String> entry : DATES.entrySet()) {
			date = (date != null) ? date.replace(entry.getKey(), entry.getValue()) : null;
		}
		return date;
	}

}
