package dev.mediaboot.http;

import org.jspecify.annotations.Nullable;

/**
 * A list of entity tags in a request (RFC 9110 §8.8.3, §13.1.1 and §13.1.2).
 */
final class EntityTagList {

	private static final String WEAK = "W/";

	private EntityTagList() {
	}

	/** Strong comparison: both tags are strong and equal. */
	static boolean containsStrong(String list, @Nullable String tag) {
		return contains(list, tag, false);
	}

	/** Weak comparison: the opaque parts are equal. */
	static boolean containsWeak(String list, @Nullable String tag) {
		return contains(list, tag, true);
	}

	private static boolean contains(String list, @Nullable String tag, boolean weakly) {
		int index = 0;
		while (tag != null && (index = skipSeparators(list, index)) < list.length()) {
			boolean weak = list.startsWith(WEAK, index);
			int open = weak ? index + WEAK.length() : index;
			int close = (open < list.length() && list.charAt(open) == '"') ? list.indexOf('"', open + 1) : -1;
			if (close < 0) {
				// Not an entity tag: the rest of the list cannot be parsed.
				return false;
			}
			if ((weakly || !weak) && close + 1 - open == tag.length() && list.startsWith(tag, open)) {
				return true;
			}
			index = close + 1;
		}
		return false;
	}

	private static int skipSeparators(String list, int index) {
		int next = index;
		while (next < list.length() && ", \t".indexOf(list.charAt(next)) >= 0) {
			next++;
		}
		return next;
	}

}
