package dev.mediaboot.http;

import dev.mediaboot.MediaPath;

/**
 * Values of {@code Content-Disposition} (RFC 6266).
 *
 * @since 0.1.0
 */
public final class ContentDispositions {

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
			// RFC 8187 §3.2.1: characters that a URL leaves unencoded stay so here
			value.append("; filename*=UTF-8''").append(MediaPath.encode(name));
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

}
