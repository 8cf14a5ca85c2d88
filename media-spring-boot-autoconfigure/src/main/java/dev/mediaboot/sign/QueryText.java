package dev.mediaboot.sign;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Decodes text of a query.
 */
final class QueryText {

	private QueryText() {
	}

	/**
	 * Decodes a name or a value. A plus sign is a space, because scripts that add a
	 * parameter of their own write spaces that way.
	 * @param text the encoded text
	 * @return the text, or {@code null} when it is malformed
	 */
	static @Nullable String decode(String text) {
		ByteBuffer octets = ByteBuffer.allocate(text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '%') {
				int octet = octet(text, i + 1);
				if (octet < 0) {
					return null;
				}
				octets.put((byte) octet);
				i += 2;
			}
			else if (character >= 0x80) {
				return null;
			}
			else {
				octets.put((byte) ((character == '+') ? ' ' : character));
			}
		}
		try {
			// A new decoder reports malformed input, including overlong forms.
			return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static int octet(String text, int index) {
		if (index + 2 > text.length()) {
			return -1;
		}
		int high = Character.digit(text.charAt(index), 16);
		int low = Character.digit(text.charAt(index + 1), 16);
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

	/** Whether text can be written in a URL: no half of a surrogate pair is. */
	static boolean isEncodable(String text) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

}
