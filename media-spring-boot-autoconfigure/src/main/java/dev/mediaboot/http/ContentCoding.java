package dev.mediaboot.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content codings in which a file may be stored (RFC 9110 §8.4.1), in order of
 * preference for clients that weight them equally.
 *
 * @since 0.1.0
 */
public enum ContentCoding {

	/** Brotli (RFC 7932). */
	BR("br", ".br"),

	/** Zstandard (RFC 8878). */
	ZSTD("zstd", ".zst"),

	/** Gzip (RFC 9110 §8.4.1.3). */
	GZIP("gzip", ".gz"),

	/** No coding. */
	IDENTITY("identity", "");

	private static final int UNSPECIFIED = -1;

	private final String token;

	private final String suffix;

	ContentCoding(String token, String suffix) {
		this.token = token;
		this.suffix = suffix;
	}

	/**
	 * Returns the value of {@code Content-Encoding}.
	 * @return the registered name of the coding
	 */
	public String token() {
		return this.token;
	}

	/**
	 * Returns the suffix that a file in this coding adds to the name of its original.
	 * @return for example {@code .br}, empty for identity
	 */
	public String suffix() {
		return this.suffix;
	}

	String tagSuffix() {
		return (this == IDENTITY) ? "" : "-" + this.token;
	}

	/**
	 * Reads {@code Accept-Encoding} (RFC 9110 §12.5.3).
	 * @param field the field, or {@code null} when the request has none
	 * @return the codings the client accepts, most preferred first
	 */
	public static List<ContentCoding> accepted(@Nullable String field) {
		if (field == null) {
			// Every coding is acceptable; identity is the safe choice.
			return List.of(IDENTITY);
		}
		int[] weights = weights(field);
		List<ContentCoding> accepted = new ArrayList<>();
		for (ContentCoding coding : values()) {
			if (weights[coding.ordinal()] > 0) {
				accepted.add(coding);
			}
		}
		accepted.sort(Comparator.comparingInt((coding) -> -weights[coding.ordinal()]));
		if (weights[IDENTITY.ordinal()] == UNSPECIFIED) {
			// Acceptable unless excluded, but less preferred than the codings that are
			// named.
			accepted.add(IDENTITY);
		}
		return accepted;
	}

	/** The weights in thousandths, by ordinal. */
	private static int[] weights(String field) {
		int[] weights = new int[values().length];
		Arrays.fill(weights, UNSPECIFIED);
		int any = UNSPECIFIED;
		for (String element : field.split(",")) {
			int semicolon = element.indexOf(';');
			String name = ((semicolon >= 0) ? element.substring(0, semicolon) : element).strip();
			int weight = (semicolon >= 0) ? weight(element.substring(semicolon + 1)) : 1000;
			if (name.equals("*")) {
				any = weight;
			}
			for (ContentCoding coding : values()) {
				if (coding.isNamed(name)) {
					weights[coding.ordinal()] = weight;
				}
			}
		}
		for (int i = 0; i < weights.length; i++) {
			if (weights[i] == UNSPECIFIED) {
				weights[i] = any;
			}
		}
		return weights;
	}

	private boolean isNamed(String name) {
		// §8.4.1.3: a recipient treats "x-gzip" as "gzip"
		return this.token.equalsIgnoreCase(name) || (this == GZIP && "x-gzip".equalsIgnoreCase(name));
	}

	/**
	 * Reads a weight (RFC 9110 §12.4.2).
	 * @return the weight in thousandths, or unspecified when it is malformed
	 */
	private static int weight(String parameter) {
		String text = parameter.strip();
		boolean wellFormed = text.regionMatches(true, 0, "q=", 0, 2) && text.length() >= 3 && text.length() <= 7
				&& (text.length() == 3 || text.charAt(3) == '.');
		int weight = wellFormed ? digit(text, 2) * 1000 : 0;
		for (int i = 4, scale = 100; wellFormed && i < text.length(); i++, scale /= 10) {
			wellFormed = digit(text, i) >= 0;
			weight += digit(text, i) * scale;
		}
		return (wellFormed && weight >= 0 && weight <= 1000) ? weight : UNSPECIFIED;
	}

	private static int digit(String text, int index) {
		int digit = text.charAt(index) - '0';
		return (digit >= 0 && digit <= 9) ? digit : -1;
	}

}
