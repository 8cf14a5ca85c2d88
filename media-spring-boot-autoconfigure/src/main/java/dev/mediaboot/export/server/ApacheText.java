package dev.mediaboot.export.server;

import java.util.List;

/**
 * Quotes values for Apache.
 */
final class ApacheText {

	/** Characters of a path that no directive gives a meaning of its own. */
	private static final String PLAIN = "/._-+,=@: ()&!;#'";

	private ApacheText() {
	}

	/**
	 * Quotes a path. Several directives would read wildcards, variables and references in
	 * it, each in another way.
	 */
	static String path(String path) {
		for (int i = 0; i < path.length(); i++) {
			char character = path.charAt(i);
			if (!Character.isLetterOrDigit(character) && PLAIN.indexOf(character) < 0) {
				throw new ConfigurationText.InexpressibleException(
						"Apache may misread a character in the path of the files");
			}
		}
		return "\"" + path + "\"";
	}

	/** Quotes the value of a field, in which Apache replaces variables. */
	static String field(String value) {
		if (value.contains("${") || value.startsWith("expr=")) {
			throw new ConfigurationText.InexpressibleException("Apache may misread the value of a field");
		}
		return word(value.replace("%", "%%"));
	}

	/**
	 * Quotes a word in which Apache replaces nothing but variables of the configuration.
	 */
	static String word(String word) {
		if (word.contains("${") || word.chars().anyMatch(Character::isISOControl)) {
			throw new ConfigurationText.InexpressibleException("Apache cannot be told of a value");
		}
		return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	/** Quotes a pattern for mod_rewrite, which takes no backslash away. */
	static String pattern(String pattern) {
		if (pattern.contains("${") || pattern.indexOf('"') >= 0 || pattern.chars().anyMatch(Character::isISOControl)) {
			throw new ConfigurationText.InexpressibleException("Apache cannot be told of a pattern");
		}
		return "\"" + pattern + "\"";
	}

	static String addType(String type, List<String> extensions) {
		StringBuilder line = new StringBuilder("AddType " + word(type));
		extensions.forEach((extension) -> line.append(' ').append(word("." + extension)));
		return line.toString();
	}

}
