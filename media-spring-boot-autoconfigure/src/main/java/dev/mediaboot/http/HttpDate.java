package dev.mediaboot.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The dates of HTTP (RFC 9110 §5.6.7): written in one form, read in three.
 *
 * @since 0.1.0
 */
public final class HttpDate {

	private static final DateTimeFormatter IMF_FIXDATE = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

	private static final DateTimeFormatter ASCTIME = formatter("EEE MMM ppd HH:mm:ss uuuu");

	private static final String RFC850_DATE = "EEEE, dd-MMM-";

	private HttpDate() {
	}

	/**
	 * Writes a date as IMF-fixdate.
	 * @param instant the time, of which parts of a second are dropped
	 * @return for example {@code Sun, 06 Nov 1994 08:49:37 GMT}
	 */
	public static String format(Instant instant) {
		return IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
	}

	/**
	 * Reads a date in any of the three forms.
	 * @param date the text
	 * @param now the time that decides about the century of a year of two digits
	 * @return the time, or {@code null} when that is not a date
	 */
	public static @Nullable Instant parse(String date, Instant now) {
		String text = date.strip();
		try {
			int comma = text.indexOf(',');
			DateTimeFormatter form = (comma < 0) ? ASCTIME : (comma == 3) ? IMF_FIXDATE : rfc850(now);
			return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** RFC 9110 §5.6.7: a year more than 50 years ahead is the last one that ends so. */
	private static DateTimeFormatter rfc850(Instant now) {
		LocalDate earliest = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(49);
		return new DateTimeFormatterBuilder().appendPattern(RFC850_DATE)
			.appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
			.appendPattern(" HH:mm:ss 'GMT'")
			.toFormatter(Locale.US);
	}

	private static DateTimeFormatter formatter(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.US);
	}

}
