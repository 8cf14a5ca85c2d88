package dev.mediaboot.export;

/**
 * Quotes values for a Caddyfile. Caddy replaces what is in braces, wherever it is.
 */
final class CaddyText {

	private CaddyText() {
	}

	/** Quotes a value that contains no placeholder. */
	static String word(String word) {
		if (word.indexOf('{') >= 0 || word.indexOf('}') >= 0) {
			throw new ConfigurationText.InexpressibleException("Caddy may misread a brace in a value");
		}
		return pattern(word);
	}

	/** Quotes a pattern, whose braces belong to it. */
	static String pattern(String pattern) {
		if (pattern.indexOf('`') >= 0 || pattern.chars().anyMatch(Character::isISOControl)) {
			throw new ConfigurationText.InexpressibleException("Caddy cannot be told of a value");
		}
		return "`" + pattern + "`";
	}

}
