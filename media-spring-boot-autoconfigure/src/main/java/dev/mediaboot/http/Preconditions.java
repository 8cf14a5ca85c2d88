package dev.mediaboot.http;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Evaluates the conditional fields of a GET or HEAD request, in the order of RFC 9110
 * §13.2.2. The fifth, {@code If-Range}, belongs to {@link RangeRequest}.
 *
 * @since 0.1.0
 */
public final class Preconditions {

	private static final String ANY = "*";

	private Preconditions() {
	}

	/**
	 * Evaluates the fields against the representation that would be sent.
	 * @param fields the fields of the request
	 * @param current the validators of the selected representation
	 * @param now the time of the request
	 * @return the outcome
	 */
	public static Outcome evaluate(RequestFields fields, Validators current, Instant now) {
		String ifMatch = fields.get("If-Match");
		if (ifMatch != null) {
			if (!ifMatch.strip().equals(ANY) && !EntityTagList.containsStrong(ifMatch, current.entityTag())) {
				return Outcome.FAILED;
			}
		}
		else if (modifiedSince(fields.get("If-Unmodified-Since"), current, now) == Since.MODIFIED) {
			return Outcome.FAILED;
		}
		String ifNoneMatch = fields.get("If-None-Match");
		if (ifNoneMatch != null) {
			return (ifNoneMatch.strip().equals(ANY) || EntityTagList.containsWeak(ifNoneMatch, current.entityTag()))
					? Outcome.NOT_MODIFIED : Outcome.PROCEED;
		}
		return (modifiedSince(fields.get("If-Modified-Since"), current, now) == Since.UNMODIFIED) ? Outcome.NOT_MODIFIED
				: Outcome.PROCEED;
	}

	private static Since modifiedSince(@Nullable String date, Validators current, Instant now) {
		if (date == null || current.lastModified() == null) {
			return Since.UNKNOWN;
		}
		// §13.1.3 and §13.1.4: a field that is not a single valid date is ignored
		Instant since = HttpDate.parse(date, now);
		if (since == null) {
			return Since.UNKNOWN;
		}
		return current.lastModified().isAfter(since) ? Since.MODIFIED : Since.UNMODIFIED;
	}

	/**
	 * The outcome of the preconditions of a request.
	 */
	public enum Outcome {

		/**
		 * Send the representation.
		 */
		PROCEED,

		/**
		 * Respond with 304 (Not Modified).
		 */
		NOT_MODIFIED,

		/**
		 * Respond with 412 (Precondition Failed).
		 */
		FAILED

	}

	private enum Since {

		MODIFIED, UNMODIFIED, UNKNOWN

	}

}
