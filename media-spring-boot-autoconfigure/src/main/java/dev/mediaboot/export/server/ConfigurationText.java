package dev.mediaboot.export.server;

import java.util.Locale;

/**
 * Collects the lines of a configuration. Every value in them has been quoted before.
 */
final class ConfigurationText {

	private static final int WIDTH = 110;

	private final StringBuilder text = new StringBuilder();

	private int depth;

	void line(String line) {
		this.text.append(line.isEmpty() ? "" : "\t".repeat(this.depth)).append(line).append('\n');
	}

	void open(String line) {
		line(line);
		this.depth++;
	}

	void close(String line) {
		this.depth--;
		line(line);
	}

	/** Adds as many statements to a line as there is room for. */
	void lines(Iterable<String> statements) {
		StringBuilder line = new StringBuilder();
		for (String statement : statements) {
			if (!line.isEmpty() && line.length() + statement.length() > WIDTH) {
				line(line.toString());
				line.setLength(0);
			}
			line.append(line.isEmpty() ? "" : " ").append(statement);
		}
		if (!line.isEmpty()) {
			line(line.toString());
		}
	}

	/** Adds as many lines with the same directive as its arguments need. */
	void prefixed(String directive, Iterable<String> arguments) {
		StringBuilder line = new StringBuilder(directive);
		for (String argument : arguments) {
			if (line.length() + argument.length() > WIDTH) {
				line(line.toString());
				line.setLength(directive.length());
			}
			line.append(' ').append(argument);
		}
		line(line.toString());
	}

	/**
	 * Adds a comment, whatever it says: it stays on its lines, none of which is continued
	 * on the next one.
	 */
	void comment(String comment) {
		StringBuilder line = new StringBuilder("#");
		for (String word : printable(comment).split(" ")) {
			if (line.length() > 1 && line.length() + word.length() > WIDTH) {
				line(line.toString());
				line.setLength(1);
			}
			line.append(' ').append(word);
		}
		line(line.toString());
	}

	/** Apache continues a comment after a backslash. */
	private static String printable(String text) {
		StringBuilder printable = new StringBuilder();
		text.codePoints()
			.map((character) -> isHarmless(character) ? character : '?')
			.forEach(printable::appendCodePoint);
		return printable.toString();
	}

	private static boolean isHarmless(int character) {
		int type = Character.getType(character);
		return character != '\\' && type != Character.CONTROL && type != Character.FORMAT
				&& type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR
				&& type != Character.SURROGATE;
	}

	/** Returns a pattern that matches a text and nothing else. */
	static String literally(String text) {
		StringBuilder pattern = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			boolean plain = character >= 0x80 || Character.isLetterOrDigit(character) || character == '-'
					|| character == '_' || character == '/';
			pattern.append(plain ? String.valueOf(character) : "\\x" + ((character < 0x10) ? "0" : "")
					+ Integer.toHexString(character).toLowerCase(Locale.ROOT));
		}
		return pattern.toString();
	}

	/** Returns a pattern that matches any of several texts, and no other one. */
	static String anyOf(Iterable<String> texts) {
		StringBuilder alternatives = new StringBuilder("(?:");
		for (String text : texts) {
			alternatives.append((alternatives.length() == 3) ? "" : "|").append(literally(text));
		}
		return alternatives.append(')').toString();
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	/**
	 * Thrown when the configuration of a web server cannot contain a value.
	 */
	static final class InexpressibleException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		InexpressibleException(String message) {
			super(message);
		}

	}

}
