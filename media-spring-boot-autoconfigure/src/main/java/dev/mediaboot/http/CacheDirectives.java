package dev.mediaboot.http;

import java.time.Duration;
import java.util.StringJoiner;

/**
 * Directives of {@code Cache-Control} (RFC 9111 §5.2.2).
 */
public final class CacheDirectives {

	private static final String MAX_AGE = "max-age=";

	private CacheDirectives() {
	}

	/**
	 * Limits how long a response is fresh, and to the cache of a single user. Without an
	 * explicit age a cache may choose one itself (RFC 9111 §4.2.2).
	 * @param value the directives as configured
	 * @param age the longest age, which may have passed already
	 * @return the directives to send
	 */
	public static String limit(String value, Duration age) {
		long limit = Math.max(age.toSeconds(), 0);
		StringJoiner directives = new StringJoiner(", ");
		directives.add("private");
		boolean explicit = false;
		for (String part : value.split(",")) {
			String directive = part.strip();
			if (directive.startsWith(MAX_AGE)) {
				explicit = true;
				directives.add(MAX_AGE + Math.min(seconds(directive), limit));
			}
			else if (!sharesOrExtends(directive)) {
				explicit = explicit || directive.equals("no-cache") || directive.equals("no-store");
				directives.add(directive);
			}
		}
		return (explicit ? directives : directives.add(MAX_AGE + limit)).toString();
	}

	private static boolean sharesOrExtends(String directive) {
		return directive.isEmpty() || directive.equals("private") || directive.equals("public")
				|| directive.equals("immutable") || directive.startsWith("s-maxage") || directive.startsWith("stale-");
	}

	private static long seconds(String directive) {
		return Long.parseLong(directive, MAX_AGE.length(), directive.length(), 10);
	}

}
