package dev.mediaboot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A raw path split at its slashes, each segment decoded once. A segment that cannot be
 * decoded becomes empty, which is never an ordinary name and never part of a prefix.
 *
 * @param segments the decoded segments
 * @param directory whether the path ends with a slash
 */
record RequestPath(List<String> segments, boolean directory) {

	private static final String REFUSED = "";

	static RequestPath parse(String raw) {
		List<String> segments = new ArrayList<>();
		int start = raw.startsWith("/") ? 1 : 0;
		while (start < raw.length()) {
			int end = endOfSegment(raw, start);
			segments.add(decode(raw.substring(start, end)));
			start = end + 1;
		}
		return new RequestPath(segments, raw.endsWith("/"));
	}

	static String firstSegment(String raw) {
		int start = raw.startsWith("/") ? 1 : 0;
		return decode(raw.substring(start, endOfSegment(raw, start)));
	}

	private static int endOfSegment(String raw, int start) {
		int end = raw.indexOf('/', start);
		return (end >= 0) ? end : raw.length();
	}

	private static String decode(String segment) {
		boolean encoded = false;
		for (int i = 0; i < segment.length(); i++) {
			char character = segment.charAt(i);
			// After a semicolon the container reads a parameter where the disk would read
			// a name, and characters outside ASCII can be read in more than one way.
			if (character == ';' || character >= 0x80) {
				return REFUSED;
			}
			encoded |= character == '%';
		}
		return encoded ? percentDecode(segment) : segment;
	}

	private static String percentDecode(String segment) {
		ByteArrayOutputStream octets = new ByteArrayOutputStream(segment.length());
		for (int i = 0; i < segment.length(); i++) {
			char character = segment.charAt(i);
			if (character == '%') {
				int octet = octet(segment, i + 1);
				if (octet < 0) {
					return REFUSED;
				}
				octets.write(octet);
				i += 2;
			}
			else {
				octets.write(character);
			}
		}
		try {
			// A new decoder reports malformed input, including overlong forms.
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
		}
		catch (CharacterCodingException ex) {
			return REFUSED;
		}
	}

	private static int octet(String segment, int index) {
		if (index + 2 > segment.length()) {
			return -1;
		}
		int high = Character.digit(segment.charAt(index), 16);
		int low = Character.digit(segment.charAt(index + 1), 16);
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

}
