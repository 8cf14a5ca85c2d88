package dev.mediaboot.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The part of a representation that a GET request asks for (RFC 9110 §14.2).
 *
 * @param ranges the ranges to send: one, several that neither touch nor overlap, or none
 * when no requested part exists
 * @param partial whether a part was requested, so that the response is 206 (Partial
 * Content) or 416 (Range Not Satisfiable)
 * @since 0.1.0
 */
public record RangeRequest(List<ByteRange> ranges, boolean partial) {

	/** The limit of Spring's {@code HttpRange}; no client needs this many. */
	private static final int MOST_RANGES = 100;

	/**
	 * Approximate overhead of a part in bytes; ranges closer than this are sent as one.
	 */
	private static final int PART_OVERHEAD = 128;

	/** An honest client does not request more ranges than this out of order (§14.2). */
	private static final int MOST_OUT_OF_ORDER = 8;

	private static final long ABSENT = -1;

	private static final long MALFORMED = -2;

	/**
	 * Reads the fields {@code Range} and {@code If-Range}.
	 * @param fields the fields of a GET request
	 * @param current the validators of the selected representation
	 * @param length the length of the selected representation in bytes
	 * @param now the time of the request
	 * @return the ranges to send; the whole representation when the field is absent, is
	 * not understood or asks for too much, when {@code If-Range} is not satisfied, or
	 * when the representation is empty or has no strong validator
	 */
	public static RangeRequest of(RequestFields fields, Validators current, long length, Instant now) {
		String range = fields.get("Range");
		// §14.2: Range may be ignored. Content-Range cannot name a part of an empty
		// representation, and without a strong validator the parts may come from two
		// versions.
		if (range == null || length == 0 || !current.strong() || !ifRange(fields.get("If-Range"), current, now)) {
			return whole(length);
		}
		List<ByteRange> ranges = parse(range, length);
		if (ranges == null) {
			return whole(length);
		}
		List<ByteRange> coalesced = coalesce(ranges);
		long total = 0;
		for (ByteRange part : coalesced) {
			total += part.length();
		}
		if (coalesced.size() > MOST_OUT_OF_ORDER && !isAscending(coalesced)) {
			return whole(length);
		}
		// Parts that add up to the whole cost more than the whole itself.
		return (coalesced.size() > 1 && total >= length - (long) coalesced.size() * PART_OVERHEAD) ? whole(length)
				: new RangeRequest(coalesced, true);
	}

	/**
	 * Returns the result for a request that asks for no part.
	 * @param length the length of the selected representation in bytes
	 * @return the whole representation
	 */
	public static RangeRequest whole(long length) {
		return new RangeRequest(List.of(ByteRange.whole(length)), false);
	}

	private static boolean ifRange(@Nullable String condition, Validators current, Instant now) {
		if (condition == null) {
			return true;
		}
		String validator = condition.strip();
		if (validator.startsWith("\"") || validator.startsWith("W/")) {
			// §13.1.5: strong comparison, so a weak validator never satisfies If-Range
			return validator.equals(current.entityTag());
		}
		Instant date = HttpDate.parse(validator, now);
		// §8.8.2.2: a date counts as a strong validator once its second has passed
		return date != null && date.equals(current.lastModified()) && !date.plus(Duration.ofSeconds(1)).isAfter(now);
	}

	/**
	 * Reads a ranges-specifier (§14.1.1).
	 * @return the satisfiable ranges, or {@code null} when the field is to be ignored
	 */
	private static @Nullable List<ByteRange> parse(String field, long length) {
		String specifier = field.strip();
		if (!specifier.regionMatches(true, 0, "bytes=", 0, 6)) {
			return null;
		}
		List<ByteRange> ranges = new ArrayList<>();
		int count = 0;
		int start = 6;
		while (start <= specifier.length()) {
			int comma = specifier.indexOf(',', start);
			int end = (comma >= 0) ? comma : specifier.length();
			String spec = specifier.substring(start, end).strip();
			start = end + 1;
			if (spec.isEmpty()) {
				// §5.6.1.2: empty elements of a list are allowed
				continue;
			}
			if (++count > MOST_RANGES || !addRange(spec, length, ranges)) {
				return null;
			}
		}
		return (count > 0) ? ranges : null;
	}

	/**
	 * Adds the range that a range-spec asks for, if it exists.
	 * @return whether it is a range-spec at all
	 */
	private static boolean addRange(String spec, long length, List<ByteRange> ranges) {
		int hyphen = spec.indexOf('-');
		if (hyphen < 0) {
			return false;
		}
		long first = number(spec, 0, hyphen);
		long last = number(spec, hyphen + 1, spec.length());
		if (hyphen == 0) {
			if (last == ABSENT || last == MALFORMED) {
				return false;
			}
			long suffix = Math.min(last, length);
			if (last > 0) {
				ranges.add(new ByteRange(length - suffix, suffix));
			}
			return true;
		}
		if (first == MALFORMED || last == MALFORMED || (last != ABSENT && last < first)) {
			return false;
		}
		if (first < length) {
			long end = (last == ABSENT || last >= length) ? length : last + 1;
			ranges.add(new ByteRange(first, end - first));
		}
		return true;
	}

	/**
	 * Reads any number of digits; a value too large for a {@code long} counts as the
	 * largest.
	 */
	private static long number(String text, int start, int end) {
		if (start == end) {
			return ABSENT;
		}
		long number = 0;
		for (int i = start; i < end; i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return MALFORMED;
			}
			number = (number > (Long.MAX_VALUE - digit) / 10) ? Long.MAX_VALUE : number * 10 + digit;
		}
		return number;
	}

	/**
	 * Joins ranges that overlap or lie closer than the overhead of a part (§15.3.7.2);
	 * the others stay in the order in which they were requested.
	 */
	private static List<ByteRange> coalesce(List<ByteRange> ranges) {
		List<Integer> ascending = new ArrayList<>();
		for (int i = 0; i < ranges.size(); i++) {
			ascending.add(i);
		}
		ascending.sort(Comparator.comparingLong((index) -> ranges.get(index).first()));
		List<Merged> merged = new ArrayList<>();
		for (int index : ascending) {
			Merged last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
			ByteRange range = ranges.get(index);
			if (last != null && range.first() - last.range.end() <= PART_OVERHEAD) {
				merged.set(merged.size() - 1, last.with(index, range));
			}
			else {
				merged.add(new Merged(index, range));
			}
		}
		merged.sort(Comparator.comparingInt(Merged::index));
		return merged.stream().map(Merged::range).toList();
	}

	private static boolean isAscending(List<ByteRange> ranges) {
		for (int i = 1; i < ranges.size(); i++) {
			if (ranges.get(i).first() < ranges.get(i - 1).first()) {
				return false;
			}
		}
		return true;
	}

	private record Merged(int index, ByteRange range) {

		Merged with(int otherIndex, ByteRange other) {
			long end = Math.max(this.range.end(), other.end());
			return new Merged(Math.min(this.index, otherIndex),
					new ByteRange(this.range.first(), end - this.range.first()));
		}

	}

}
