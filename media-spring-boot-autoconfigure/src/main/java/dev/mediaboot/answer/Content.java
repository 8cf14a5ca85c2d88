package dev.mediaboot.answer;

import java.time.Instant;
import java.util.List;

import dev.mediaboot.Mount;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.RangeRequest;
import dev.mediaboot.http.Representation;

/**
 * Decides how much of a representation is sent: all of it, or the requested ranges (RFC
 * 9110 §14).
 */
final class Content {

	private Content() {
	}

	static Answer of(Mount mount, ResolvedFile resolved, Representation representation, ResourceRequest request,
			Instant now) {
		long length = representation.file().length();
		boolean get = request.method().equals("GET");
		// RFC 9110 §14.2: Range is defined for GET only
		RangeRequest range = get ? RangeRequest.of(request, representation.validators(), length, now)
				: RangeRequest.whole(length);
		List<ByteRange> ranges = range.ranges();
		if (ranges.isEmpty()) {
			return Answer.rangeNotSatisfiable(length);
		}
		if (ranges.size() > 1 && representation.coding() == ContentCoding.IDENTITY) {
			Multipart multipart = Multipart.of(representation, ranges);
			if (multipart.body().length() < length) {
				return Answer.partialContent(
						RepresentationFields.full(mount, resolved, representation, multipart.contentType()),
						multipart.body(), representation.coding());
			}
		}
		List<Field> fields = RepresentationFields.full(mount, resolved, representation, representation.contentType());
		if (!range.partial() || ranges.size() > 1) {
			// Content-Encoding cannot describe a multipart body, and a multipart body
			// longer than the whole file saves nothing.
			Body whole = Body.of(representation.file(), ByteRange.whole(length));
			return Answer.ok(fields, length, get ? whole : null, representation.coding());
		}
		fields.add(new Field("Content-Range", ranges.get(0).toContentRange(length)));
		return Answer.partialContent(fields, Body.of(representation.file(), ranges.get(0)), representation.coding());
	}

}
