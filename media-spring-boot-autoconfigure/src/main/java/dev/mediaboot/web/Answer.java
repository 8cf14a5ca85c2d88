package dev.mediaboot.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response that is decided and not written yet.
 *
 * @param status the status code
 * @param fields the header fields, but for {@code Content-Length}
 * @param length the value of {@code Content-Length}, or {@link #NO_LENGTH}
 * @param body what is sent, or {@code null}
 */
record Answer(int status, List<Field> fields, long length, @Nullable Body body) {

	static final long NO_LENGTH = -1;

	static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");

	private static final Field ALLOW = new Field("Allow", "GET, HEAD, OPTIONS");

	/** A file may be there a moment later: nobody keeps the news that it is not. */
	private static final Field NO_STORE = new Field("Cache-Control", "no-store");

	static Answer options() {
		return empty(HttpServletResponse.SC_OK, ALLOW);
	}

	static Answer methodNotAllowed() {
		return error(HttpServletResponse.SC_METHOD_NOT_ALLOWED, ALLOW);
	}

	static Answer notFound() {
		return error(HttpServletResponse.SC_NOT_FOUND);
	}

	static Answer notAcceptable() {
		return error(HttpServletResponse.SC_NOT_ACCEPTABLE, new Field("Vary", "Accept-Encoding"));
	}

	static Answer preconditionFailed() {
		return error(HttpServletResponse.SC_PRECONDITION_FAILED);
	}

	static Answer rangeNotSatisfiable(long length) {
		return error(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
				new Field("Content-Range", "bytes */" + length));
	}

	static Answer serviceUnavailable() {
		return error(HttpServletResponse.SC_SERVICE_UNAVAILABLE, new Field("Retry-After", "1"));
	}

	static Answer movedPermanently(String location) {
		return empty(HttpServletResponse.SC_MOVED_PERMANENTLY, new Field("Location", location),
				new Field("Cache-Control", "no-cache"));
	}

	boolean isError() {
		return this.status >= HttpServletResponse.SC_BAD_REQUEST;
	}

	private static Answer error(int status, Field... fields) {
		List<Field> all = new ArrayList<>(List.of(fields));
		all.add(NO_STORE);
		return empty(status, all.toArray(Field[]::new));
	}

	private static Answer empty(int status, Field... fields) {
		List<Field> all = new ArrayList<>(List.of(fields));
		all.add(NOSNIFF);
		return new Answer(status, all, 0, null);
	}

}
