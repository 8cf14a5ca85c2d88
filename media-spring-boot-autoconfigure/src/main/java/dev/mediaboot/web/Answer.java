package dev.mediaboot.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.http.ContentCoding;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response that is decided and not written yet.
 *
 * @param status the status code
 * @param fields the header fields, but for {@code Content-Length}
 * @param length the value of {@code Content-Length}, or {@link #NO_LENGTH}
 * @param body what is sent, or {@code null}
 * @param coding the content coding of the body
 */
record Answer(int status, List<Field> fields, long length, @Nullable Body body,
		ContentCoding coding) implements Closeable {

	static final long NO_LENGTH = -1;

	static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");

	private static final Field ALLOW = new Field("Allow", "GET, HEAD, OPTIONS");

	/** A file may be there a moment later: nobody keeps the news that it is not. */
	private static final Field NO_STORE = new Field("Cache-Control", "no-store");

	static Answer ok(List<Field> fields, long length, @Nullable Body body, ContentCoding coding) {
		return new Answer(HttpServletResponse.SC_OK, fields, length, body, coding);
	}

	static Answer partialContent(List<Field> fields, Body body, ContentCoding coding) {
		return new Answer(HttpServletResponse.SC_PARTIAL_CONTENT, fields, body.length(), body, coding);
	}

	static Answer notModified(List<Field> fields) {
		return new Answer(HttpServletResponse.SC_NOT_MODIFIED, fields, NO_LENGTH, null, ContentCoding.IDENTITY);
	}

	static Answer options() {
		return empty(HttpServletResponse.SC_OK, ALLOW);
	}

	static Answer movedPermanently(String location) {
		return empty(HttpServletResponse.SC_MOVED_PERMANENTLY, new Field("Location", location),
				new Field("Cache-Control", "no-cache"));
	}

	static Answer forbidden() {
		return empty(HttpServletResponse.SC_FORBIDDEN, NO_STORE);
	}

	static Answer notFound() {
		return empty(HttpServletResponse.SC_NOT_FOUND, NO_STORE);
	}

	static Answer methodNotAllowed() {
		return empty(HttpServletResponse.SC_METHOD_NOT_ALLOWED, ALLOW, NO_STORE);
	}

	static Answer notAcceptable() {
		return empty(HttpServletResponse.SC_NOT_ACCEPTABLE, new Field("Vary", "Accept-Encoding"), NO_STORE);
	}

	static Answer preconditionFailed() {
		return empty(HttpServletResponse.SC_PRECONDITION_FAILED, NO_STORE);
	}

	static Answer rangeNotSatisfiable(long length) {
		return empty(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
				new Field("Content-Range", "bytes */" + length), NO_STORE);
	}

	static Answer serviceUnavailable() {
		return empty(HttpServletResponse.SC_SERVICE_UNAVAILABLE, new Field("Retry-After", "1"), NO_STORE);
	}

	private static Answer empty(int status, Field... fields) {
		List<Field> all = new ArrayList<>(List.of(fields));
		all.add(NOSNIFF);
		return new Answer(status, all, 0, null, ContentCoding.IDENTITY);
	}

	@Override
	public void close() throws IOException {
		if (this.body != null) {
			this.body.close();
		}
	}

}
