package dev.mediaboot.version;

import java.util.Map;

/**
 * Writes an import map (HTML §8.1.5.2): JSON that may be put into a script element as it
 * is.
 */
final class ImportMap {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private ImportMap() {
	}

	static String toJson(Map<String, String> imports) {
		StringBuilder json = new StringBuilder("{\"imports\":{");
		imports.forEach((module, url) -> {
			quote(module, json);
			json.append(':');
			quote(url, json);
			json.append(',');
		});
		if (!imports.isEmpty()) {
			json.setLength(json.length() - 1);
		}
		return json.append("}}").toString();
	}

	/** Escapes whatever could end the string or the script element. */
	private static void quote(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || "\"\\<>&".indexOf(character) >= 0) {
				json.append("\\u00").append(HEX[character >> 4]).append(HEX[character & 0xF]);
			}
			else {
				json.append(character);
			}
		}
		json.append('"');
	}

}
