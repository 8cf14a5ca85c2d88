package dev.mediaboot.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDateTests {

	private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§5.6.7 IMF-fixdate                  | Sun, 06 Nov 1994 08:49:37 GMT   | 1994-11-06T08:49:37Z
			§5.6.7 rfc850-date                  | Sunday, 06-Nov-94 08:49:37 GMT  | 1994-11-06T08:49:37Z
			§5.6.7 asctime-date                 | Sun Nov  6 08:49:37 1994        | 1994-11-06T08:49:37Z
			§5.6.7 asctime, day of two digits   | Wed Nov 16 08:49:37 1994        | 1994-11-16T08:49:37Z
			§5.6.7 asctime, day with a zero     | Sun Nov 06 08:49:37 1994        | 1994-11-06T08:49:37Z
			§5.6.7 first second of a day        | Thu, 01 Jan 1970 00:00:00 GMT   | 1970-01-01T00:00:00Z
			§5.6.7 last second of a day         | Fri, 31 Dec 1999 23:59:59 GMT   | 1999-12-31T23:59:59Z
			§5.6.7 a leap day                   | Thu, 29 Feb 2024 12:00:00 GMT   | 2024-02-29T12:00:00Z
			§5.6.7 longest name of a day        | Wednesday, 15-Jun-94 00:00:00 GMT | 1994-06-15T00:00:00Z
			§5.5 whitespace around the value    | ' Sun, 06 Nov 1994 08:49:37 GMT ' | 1994-11-06T08:49:37Z
			""")
	void allThreeFormsAreRead(String rule, String text, Instant date) {
		assertThat(HttpDate.parse(text, NOW)).as(rule).isEqualTo(date);
	}

	@Test
	void leapSecondIsADate() {
		// §5.6.7: time-of-day is 00:00:00 to 23:59:60
		assertThat(HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", NOW)).isNotNull()
			.isBetween(Instant.parse("2016-12-31T23:59:59Z"), Instant.parse("2017-01-01T00:00:00Z"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§5.6.7 this year                              | 01-Jan-26 00:00:00 | 2026-01-01T00:00:00Z
			§5.6.7 next year                              | 01-Jan-27 00:00:00 | 2027-01-01T00:00:00Z
			§5.6.7 last year                              | 31-Dec-25 23:59:59 | 2025-12-31T23:59:59Z
			§5.6.7 the turn of the century                | 01-Jan-00 00:00:00 | 2000-01-01T00:00:00Z
			§5.6.7 the century before                     | 06-Nov-94 08:49:37 | 1994-11-06T08:49:37Z
			§5.6.7 less than 50 years ahead               | 31-Dec-75 23:59:59 | 2075-12-31T23:59:59Z
			§5.6.7 50 years ahead to the second           | 15-Jun-76 12:00:00 | 2076-06-15T12:00:00Z
			§5.6.7 a second more than 50 years ahead      | 15-Jun-76 12:00:01 | 1976-06-15T12:00:01Z
			§5.6.7 half a year more than 50 years ahead   | 31-Dec-76 23:59:59 | 1976-12-31T23:59:59Z
			§5.6.7 51 years ahead                         | 15-Jun-77 12:00:00 | 1977-06-15T12:00:00Z
			""")
	void shortYearIsAtMostFiftyYearsAhead(String rule, String text, Instant date) {
		String day = date.atOffset(ZoneOffset.UTC).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US);
		assertThat(HttpDate.parse(day + ", " + text + " GMT", NOW)).as(rule).isEqualTo(date);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			§5.6.7 nothing                             | ''
			§5.6.7 a word                              | yesterday
			§5.6.7 a number                            | 784111777
			§5.6.7 zero, as in Expires                 | 0
			§5.6.7 another standard                    | 1994-11-06T08:49:37Z
			§5.6.7 wrong day of the week, IMF-fixdate  | Mon, 06 Nov 1994 08:49:37 GMT
			§5.6.7 wrong day of the week, rfc850-date  | Monday, 06-Nov-94 08:49:37 GMT
			§5.6.7 wrong day of the week, asctime-date | Mon Nov  6 08:49:37 1994
			§5.6.7 30 February                         | Mon, 30 Feb 1994 08:49:37 GMT
			§5.6.7 31 February                         | Mon, 31 Feb 1994 08:49:37 GMT
			§5.6.7 29 February without a leap year     | Tue, 29 Feb 2023 08:49:37 GMT
			§5.6.7 31 April                            | Sat, 31 Apr 1994 08:49:37 GMT
			§5.6.7 31 April, rfc850-date               | Saturday, 31-Apr-94 08:49:37 GMT
			§5.6.7 31 April, asctime-date              | Sat Apr 31 08:49:37 1994
			§5.6.7 day 32                              | Thu, 32 Dec 1994 08:49:37 GMT
			§5.6.7 day 0                               | Wed, 00 Nov 1994 08:49:37 GMT
			§5.6.7 hour 24                             | Sun, 06 Nov 1994 24:00:00 GMT
			§5.6.7 hour 25                             | Sun, 06 Nov 1994 25:00:00 GMT
			§5.6.7 minute 60                           | Sun, 06 Nov 1994 08:60:00 GMT
			§5.6.7 second 61                           | Sun, 06 Nov 1994 23:59:61 GMT
			§5.6.7 names are case-sensitive: day       | sun, 06 Nov 1994 08:49:37 GMT
			§5.6.7 names are case-sensitive: month     | Sun, 06 NOV 1994 08:49:37 GMT
			§5.6.7 GMT is case-sensitive               | Sun, 06 Nov 1994 08:49:37 gmt
			§5.6.7 names are English                   | So, 06 Nov 1994 08:49:37 GMT
			§5.6.7 no other name of the zone           | Sun, 06 Nov 1994 08:49:37 UTC
			§5.6.7 no offset                           | Sun, 06 Nov 1994 08:49:37 +0000
			§5.6.7 no zone                             | Sun, 06 Nov 1994 08:49:37
			§5.6.7 no seconds                          | Sun, 06 Nov 1994 08:49 GMT
			§5.6.7 day of one digit, IMF-fixdate       | Sun, 6 Nov 1994 08:49:37 GMT
			§5.6.7 year of two digits, IMF-fixdate     | Sun, 06 Nov 94 08:49:37 GMT
			§5.6.7 year of four digits, rfc850-date    | Sunday, 06-Nov-1994 08:49:37 GMT
			§5.6.7 short day, rfc850-date              | Sun, 06-Nov-94 08:49:37 GMT
			§5.6.7 a parameter                         | Sun, 06 Nov 1994 08:49:37 GMT; length=26
			§5.3 two lines                             | Sun, 06 Nov 1994 08:49:37 GMT,Sun, 06 Nov 1994 08:49:37 GMT
			§5.3 two lines of asctime-date             | Sun Nov  6 08:49:37 1994,Sun Nov  6 08:49:37 1994
			""")
	void anythingElseIsNotADate(String rule, String text) {
		assertThat(HttpDate.parse(text, NOW)).as(rule).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1994-11-06T08:49:37Z", "1994-11-06T08:49:37.001Z", "1994-11-06T08:49:37.999999999Z" })
	void dateIsWrittenAsImfFixdateInWholeSeconds(Instant instant) {
		assertThat(HttpDate.format(instant)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
	}

	@Test
	void whatIsWrittenIsReadBack() {
		for (int day = 0; day < 800; day++) {
			Instant date = NOW.plusSeconds(day * 86_399L);
			assertThat(HttpDate.parse(HttpDate.format(date), NOW)).isEqualTo(date);
		}
	}

	@Test
	void dateThatWasWrittenBeforeIsTakenForNoOther() {
		for (int i = 0; i < 2; i++) {
			assertThat(HttpDate.format(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
			assertThat(HttpDate.format(Instant.ofEpochSecond(1024))).isEqualTo("Thu, 01 Jan 1970 00:17:04 GMT");
			assertThat(HttpDate.format(Instant.ofEpochSecond(-1024))).isEqualTo("Wed, 31 Dec 1969 23:42:56 GMT");
			assertThat(HttpDate.format(Instant.ofEpochSecond(-1))).isEqualTo("Wed, 31 Dec 1969 23:59:59 GMT");
		}
	}

	@Test
	void dateIsWrittenInEnglishWhateverTheLocale() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			// Not written before, in another locale
			assertThat(HttpDate.format(Instant.ofEpochSecond(17))).isEqualTo("Thu, 01 Jan 1970 00:00:17 GMT");
		}
		finally {
			Locale.setDefault(before);
		}
	}

}
