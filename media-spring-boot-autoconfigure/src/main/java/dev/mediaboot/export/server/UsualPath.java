package dev.mediaboot.export.server;

/**
 * The spelling of paths that leads to a file in the application and in a web server
 * alike: no name is empty or hidden, has a separator or a control character, or is not
 * UTF-8. The pattern needs no lookaround, which Caddy does not know.
 */
final class UsualPath {

	private static final String HEX = "[0-9A-Fa-f]";

	private static final String NEXT = "%[89ABab]" + HEX;

	private static final String PLAIN = "A-Za-z0-9_~!$&'()*+,=:@-";

	/** What a name may begin with: not with a dot. */
	private static final String FIRST = "(?:[" + PLAIN + "]|%2[0-9A-Da-d]|" + beyondPunctuation() + ")";

	private static final String FURTHER = "(?:[." + PLAIN + "]|%2[0-9A-Ea-e]|" + beyondPunctuation() + ")";

	private static final String NAME = "(?:\\.well-known|" + FIRST + FURTHER + "*)";

	/** A path from its slash up to its end. */
	static final String PATTERN = "(?:/" + NAME + ")+/?";

	private UsualPath() {
	}

	private static String beyondPunctuation() {
		return String.join("|", "%[346]" + HEX, "%5[0-9ABDEFabdef]", "%7[0-9A-Ea-e]",
				// RFC 3629 §4, without the control characters U+0080 to U+009F
				"%[Cc]2%[ABab]" + HEX, "%[Cc][3-9A-Fa-f]" + NEXT, "%[Dd]" + HEX + NEXT, "%[Ee]0%[ABab]" + HEX + NEXT,
				"%[Ee][1-9A-CEFa-cef]" + NEXT + NEXT, "%[Ee][Dd]%[89]" + HEX + NEXT,
				"%[Ff]0%[9ABab]" + HEX + NEXT + NEXT, "%[Ff][1-3]" + NEXT + NEXT + NEXT,
				"%[Ff]4%8" + HEX + NEXT + NEXT);
	}

}
