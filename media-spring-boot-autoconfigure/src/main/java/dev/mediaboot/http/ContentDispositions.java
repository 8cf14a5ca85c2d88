package dev.mediaboot.http;

import java.nio.charset.StandardCharsets;

/**
 * Values of {@code Content-Disposition} (RFC 6266).
 *
 * @since 0.1.0
 */
public final class ContentDispositions {

	private static final String UNRESERVED = "-._~";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private ContentDispositions() {
	}

	/**
	 * Names a file that is to be saved, as RFC 6266 advises (§4.3 and appendix D): with
	 * {@code filename} where ASCII is enough, because curl and other clients know no
	 * other parameter, and with {@code filename*} where it is not. Letters are never
	 * replaced, because a similar name may belong to another file. A client that does not
	 * know {@code filename*} still finds the name in the URL.
	 * @param name the name, which may contain any characters
	 * @return the value of the field
	 */
	public static String attachment(String name) {
		StringBuilder value = new StringBuilder("attachment");
		boolean quotable = isQuotable(name);
		if (quotable) {
			value.append("; filename=\"").append(name).append('"');
		}
		if (!quotable || name.indexOf('%') >= 0) {
			value.append("; filename*=UTF-8''");
			encode(name, value);
		}
		return value.toString();
	}

	/**
	 * Some clients stop at an escaped quote, and others decode the characters after a
	 * percent sign.
	 */
	private static boolean isQuotable(String name) {
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			if (character < ' ' || character > '~' || character == '"' || character == '\\') {
				return false;
			}
		}
		return true;
	}

	/** RFC 8187 §3.2.1: characters that a URL leaves unencoded stay so here. */
	private static void encode(String name, StringBuilder encoded) {
		for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xFF);
			if (character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
				encoded.append(character);
			}
			else {
				encoded.append('%').append(HEX[character >> 4]).append(HEX[character & 0xF]);
			}
		}
	}

}
