package dev.mediaboot.sign;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a signed link says in its query. The name of the user is not in it, only whether
 * there is one, so that no log gets to know it.
 *
 * @param expiry the second after 1970 at which the link expires
 * @param download the name to save the file under, or {@code null}
 * @param personal whether only one user may use the link
 * @param keyId the name of the key that it is signed with
 * @param signature the signature, encoded
 */
record LinkParameters(long expiry, @Nullable String download, boolean personal, String keyId, String signature) {

	/** The largest number of twelve digits: a second in the year 33658. */
	static final long MAX_EXPIRY = 999_999_999_999L;

	private static final int MAX_DIGITS = 12;

	private static final String TRUE = "1";

	/** Returns the query, without its question mark. */
	String toQuery() {
		StringBuilder query = new StringBuilder(128);
		query.append(Name.EXPIRY.text).append('=').append(this.expiry);
		if (this.download != null) {
			query.append('&').append(Name.DOWNLOAD.text).append('=').append(UriUtils.encode(this.download, UTF_8));
		}
		if (this.personal) {
			query.append('&').append(Name.PERSONAL.text).append('=').append(TRUE);
		}
		query.append('&').append(Name.KEY.text).append('=').append(this.keyId);
		return query.append('&').append(Name.SIGNATURE.text).append('=').append(this.signature).toString();
	}

	/**
	 * Reads the query of a request. Parameters of others are ignored, in whatever order
	 * they come.
	 * @param query the query, still encoded
	 * @return what it says, or {@code null} when one of our parameters is missing,
	 * malformed or there twice
	 */
	static @Nullable LinkParameters parse(@Nullable String query) {
		Map<Name, String> values = (query != null) ? values(query) : null;
		if (values == null) {
			return null;
		}
		String personal = values.get(Name.PERSONAL);
		String encoded = values.get(Name.DOWNLOAD);
		String download = (encoded != null) ? QueryText.decode(encoded) : null;
		String keyId = values.get(Name.KEY);
		String signature = values.get(Name.SIGNATURE);
		long expiry = seconds(values.get(Name.EXPIRY));
		boolean malformed = expiry < 0 || (personal != null && !personal.equals(TRUE))
				|| (encoded != null && download == null);
		return (malformed || keyId == null || signature == null) ? null
				: new LinkParameters(expiry, download, personal != null, keyId, signature);
	}

	private static @Nullable Map<Name, String> values(String query) {
		Map<Name, String> values = new EnumMap<>(Name.class);
		int start = 0;
		while (start <= query.length()) {
			int end = query.indexOf('&', start);
			end = (end >= 0) ? end : query.length();
			int equals = query.indexOf('=', start);
			equals = (equals >= 0 && equals < end) ? equals : end;
			String text = query.substring(start, equals);
			Name name = Name.of(text);
			if (name != null) {
				boolean written = equals < end && text.equals(name.text);
				if (!written || values.put(name, query.substring(equals + 1, end)) != null) {
					return null;
				}
			}
			start = end + 1;
		}
		return values;
	}

	/** Returns a negative number unless the text is a number as we write it. */
	private static long seconds(@Nullable String text) {
		if (text == null || text.isEmpty() || text.length() > MAX_DIGITS || text.charAt(0) == '0') {
			return -1;
		}
		long value = 0;
		for (int i = 0; i < text.length(); i++) {
			char digit = text.charAt(i);
			if (digit < '0' || digit > '9') {
				return -1;
			}
			value = value * 10 + (digit - '0');
		}
		return value;
	}

	/**
	 * The names of the parameters.
	 */
	private enum Name {

		EXPIRY("mb-exp"), DOWNLOAD("mb-name"), PERSONAL("mb-user"), KEY("mb-key"), SIGNATURE("mb-sig");

		private static final Name[] ALL = values();

		private final String text;

		Name(String text) {
			this.text = text;
		}

		/** Recognizes encoded names, too, which no link of ours has. */
		static @Nullable Name of(String text) {
			String decoded = (text.indexOf('%') >= 0) ? QueryText.decode(text) : text;
			for (Name name : ALL) {
				if (name.text.equals(decoded)) {
					return name;
				}
			}
			return null;
		}

	}

}
