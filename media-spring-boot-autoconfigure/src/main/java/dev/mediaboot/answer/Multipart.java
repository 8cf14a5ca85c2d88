package dev.mediaboot.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.mediaboot.http.ByteRange;
import dev.mediaboot.http.Representation;

/**
 * Several ranges of a representation as one body (RFC 9110 §14.6).
 *
 * @param contentType the value of {@code Content-Type}, which holds the boundary
 * @param body the body
 */
record Multipart(String contentType, Body body) {

	static Multipart of(Representation representation, List<ByteRange> ranges) {
		// Random, so that no file can be crafted to contain it.
		String boundary = UUID.randomUUID().toString();
		List<Body.Part> parts = new ArrayList<>();
		for (ByteRange range : ranges) {
			// The first part begins with a line break like the others, because zsync
			// looks for it (RFC 2046 §5.1.1).
			String head = "\r\n--" + boundary + "\r\nContent-Type: " + representation.contentType()
					+ "\r\nContent-Range: " + range.toContentRange(representation.file().length()) + "\r\n\r\n";
			parts.add(new Body.Part(bytes(head), range));
		}
		return new Multipart("multipart/byteranges; boundary=" + boundary,
				new Body(representation.file(), parts, bytes("\r\n--" + boundary + "--\r\n")));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
