package dev.mediaboot.export.server;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree of an nginx configuration, read as {@code ngx_conf_read_token} does: words end
 * with white space, and a quote matters at the beginning of a word only.
 *
 * @param words the directive and its arguments
 * @param block what is in its braces, or {@code null} when it has none
 */
record NginxTree(List<String> words, List<NginxTree> block) {

	static List<NginxTree> read(String text) {
		Reader reader = new Reader(text);
		List<NginxTree> tree = reader.block(false);
		if (reader.position != text.length()) {
			throw new IllegalArgumentException("A brace too many at " + reader.position);
		}
		return tree;
	}

	/** The names of the directives and how many arguments each has, in any order. */
	String shape() {
		StringBuilder shape = new StringBuilder(this.words.get(0)).append(this.words.size());
		if (this.block != null) {
			shape.append('{');
			// What begins a line of these is no directive but a value
			boolean table = List.of("types", "map", "geo").contains(this.words.get(0));
			this.block.stream()
				.map((each) -> table ? "entry" + each.words.size() : each.shape())
				.sorted()
				.forEach((each) -> shape.append(each).append(' '));
			shape.append('}');
		}
		return shape.toString();
	}

	private static final class Reader {

		private final String text;

		private int position;

		Reader(String text) {
			this.text = text;
		}

		private List<NginxTree> block(boolean inner) {
			List<NginxTree> block = new ArrayList<>();
			List<String> words = new ArrayList<>();
			while (this.position < this.text.length()) {
				char next = this.text.charAt(this.position);
				if (Character.isWhitespace(next)) {
					this.position++;
				}
				else if (next == '#') {
					this.position = Math.max(this.text.indexOf('\n', this.position), this.position + 1);
				}
				else if (next == ';') {
					this.position++;
					block.add(new NginxTree(List.copyOf(words), null));
					words.clear();
				}
				else if (next == '{') {
					this.position++;
					List<String> owner = List.copyOf(words);
					words.clear();
					block.add(new NginxTree(owner, block(true)));
				}
				else if (next == '}') {
					if (!words.isEmpty() || !inner) {
						throw new IllegalArgumentException("Unexpected brace at " + this.position);
					}
					this.position++;
					return block;
				}
				else {
					words.add((next == '"' || next == '\'') ? quoted(next) : plain());
				}
			}
			if (inner || !words.isEmpty()) {
				throw new IllegalArgumentException("Unexpected end");
			}
			return block;
		}

		private String quoted(char quote) {
			StringBuilder word = new StringBuilder();
			this.position++;
			while (this.text.charAt(this.position) != quote) {
				char character = this.text.charAt(this.position++);
				if (character == '\\' && "\"'\\".indexOf(this.text.charAt(this.position)) >= 0) {
					character = this.text.charAt(this.position++);
				}
				word.append(character);
			}
			this.position++;
			char after = this.text.charAt(this.position);
			if (!Character.isWhitespace(after) && after != ';' && after != '{' && after != ')') {
				throw new IllegalArgumentException("Unexpected '" + after + "' after a quote at " + this.position);
			}
			return word.toString();
		}

		private String plain() {
			int start = this.position;
			while (!Character.isWhitespace(this.text.charAt(this.position)) && this.text.charAt(this.position) != ';'
					&& (this.text.charAt(this.position) != '{' || this.text.charAt(this.position - 1) == '$')) {
				this.position++;
			}
			return this.text.substring(start, this.position);
		}

	}

}
