package dev.mediaboot.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The dates of HTTP (RFC 9110 §5.6.7): written in one form, read in three.
 *
 * @since 0.1.0
 */
public final class HttpDate {

	private static final DateTimeFormatter IMF_FIXDATE = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

	private static final DateTimeFormatter ASCTIME = formatter("EEE MMM ppd HH:mm:ss uuuu");

	/**
	 * Files are written in batches and requested repeatedly, so most dates have been
	 * formatted before.
	 */
	private static final AtomicReferenceArray<@Nullable Written> written = new AtomicReferenceArray<>(1024);

	private HttpDate() {
	}

	/**
	 * Writes a date as IMF-fixdate.
	 * @param instant the time, truncated to the second
	 * @return for example {@code Sun, 06 Nov 1994 08:49:37 GMT}
	 */
	public static String format(Instant instant) {
		long second = instant.getEpochSecond();
		int index = (int) Math.floorMod(second, (long) written.length());
		Written date = written.get(index);
		if (date == null || date.second() != second) {
			date = new Written(second, IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC)));
			written.set(index, date);
		}
		return date.text();
	}

	/**
	 * Reads a date in any of the three forms.
	 * @param date the text
	 * @param now the current time, which decides the century of a two-digit year
	 * @return the time, or {@code null} when the text is not a date
	 */
	public static @Nullable Instant parse(String date, Instant now) {
		String text = withoutLeapSecond(date.strip());
		int comma = text.indexOf(',');
		if (comma > 3) {
			return rfc850Date(text, now);
		}
		return parse(text, (comma < 0) ? ASCTIME : IMF_FIXDATE);
	}

	private static @Nullable Instant parse(String text, DateTimeFormatter form) {
		try {
			return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * RFC 9110 §5.6.7: a date more than 50 years ahead belongs to the previous century.
	 */
	private static @Nullable Instant rfc850Date(String text, Instant now) {
		LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
		Instant date = parse(text, rfc850(latest.getYear() - 99));
		return (date == null || date.isAfter(latest.toInstant(ZoneOffset.UTC)))
				? parse(text, rfc850(latest.getYear() - 100)) : date;
	}

	private static DateTimeFormatter rfc850(int earliestYear) {
		return new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
			.appendValueReduced(ChronoField.YEAR, 2, 2, earliestYear)
			.appendPattern(" HH:mm:ss 'GMT'")
			.toFormatter(Locale.US)
			.withResolverStyle(ResolverStyle.STRICT);
	}

	/** Java has no leap seconds; the second before is close enough. */
	private static String withoutLeapSecond(String text) {
		int seconds = text.lastIndexOf(':') + 1;
		return (seconds > 0 && text.startsWith("60", seconds))
				? text.substring(0, seconds) + "59" + text.substring(seconds + 2) : text;
	}

	private static DateTimeFormatter formatter(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.US).withResolverStyle(ResolverStyle.STRICT);
	}

	private record Written(long second, String text) {
	}

}
