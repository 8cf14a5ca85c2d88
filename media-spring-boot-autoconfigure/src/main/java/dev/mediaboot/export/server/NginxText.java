package dev.mediaboot.export.server;

/**
 * Quotes values for nginx.
 */
final class NginxText {

	private NginxText() {
	}

	/** Quotes a value in which nginx replaces variables: a dollar sign becomes one. */
	static String value(String value) {
		return quote(value).replace("$", "${media_dollar}");
	}

	/** Quotes a word in which nginx replaces no variables. */
	static String word(String word) {
		return quote(word);
	}

	/**
	 * Quotes a pattern. It is read as a pattern whatever it begins with.
	 */
	static String pattern(String pattern) {
		return quote("~" + pattern);
	}

	private static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (Character.isISOControl(character) || Character.isSurrogate(character) && !isPaired(text, i)) {
				throw new ConfigurationText.InexpressibleException("nginx cannot be told of a control character");
			}
			if (character == '"' || character == '\\') {
				quoted.append('\\');
			}
			quoted.append(character);
		}
		return quoted.append('"').toString();
	}

	private static boolean isPaired(String text, int index) {
		return Character.isHighSurrogate(text.charAt(index))
				? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
				: index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
	}

}
