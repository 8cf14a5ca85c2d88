package dev.mediaboot.answer;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.http.ContentCoding;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A response that has been decided but not yet written.
 *
 * @param status the status code
 * @param fields the header fields, except {@code Content-Length}
 * @param length the value of {@code Content-Length}, or {@link #NO_LENGTH}
 * @param body the body to send, or {@code null}
 * @param coding the content coding of the body
 * @param reason why the application sends no file, or {@link Reason#NONE}
 * @param corsFields the fields that pages of other origins depend on, which come first
 * @since 0.1.0
 */
public record Answer(int status, List<Field> fields, long length, @Nullable Body body, ContentCoding coding,
		Reason reason, List<Field> corsFields) implements Closeable {

	/**
	 * The length of a response without {@code Content-Length}, such as 304 (Not
	 * Modified).
	 */
	public static final long NO_LENGTH = -1;

	private static final Field ALLOW = new Field("Allow", "GET, HEAD, OPTIONS");

	/** A file may appear a moment later, so its absence must not be cached. */
	private static final Field NO_STORE = new Field("Cache-Control", "no-store");

	private Answer(HttpStatus status, List<Field> fields, long length, @Nullable Body body, ContentCoding coding) {
		this(status.value(), fields, length, body, coding, Reason.NONE, List.of());
	}

	static Answer ok(List<Field> fields, long length, @Nullable Body body, ContentCoding coding) {
		return new Answer(HttpStatus.OK, fields, length, body, coding);
	}

	static Answer partialContent(List<Field> fields, Body body, ContentCoding coding) {
		return new Answer(HttpStatus.PARTIAL_CONTENT, fields, body.length(), body, coding);
	}

	static Answer notModified(List<Field> fields) {
		return new Answer(HttpStatus.NOT_MODIFIED, fields, NO_LENGTH, null, ContentCoding.IDENTITY);
	}

	static Answer options() {
		return empty(HttpStatus.OK, ALLOW);
	}

	static Answer movedPermanently(String location) {
		return empty(HttpStatus.MOVED_PERMANENTLY, new Field("Location", location),
				new Field("Cache-Control", "no-cache"));
	}

	static Answer found(String location) {
		return empty(HttpStatus.FOUND, new Field("Location", location), NO_STORE);
	}

	static Answer forbidden(Reason reason) {
		return empty(HttpStatus.FORBIDDEN, NO_STORE).because(reason);
	}

	static Answer unauthorized() {
		return empty(HttpStatus.UNAUTHORIZED, NO_STORE).because(Reason.CHALLENGED);
	}

	static Answer notFound(Reason reason) {
		return empty(HttpStatus.NOT_FOUND, NO_STORE).because(reason);
	}

	static Answer methodNotAllowed() {
		return empty(HttpStatus.METHOD_NOT_ALLOWED, ALLOW, NO_STORE);
	}

	static Answer notAcceptable() {
		return empty(HttpStatus.NOT_ACCEPTABLE, new Field("Vary", "Accept-Encoding"), NO_STORE);
	}

	static Answer preconditionFailed() {
		return empty(HttpStatus.PRECONDITION_FAILED, NO_STORE);
	}

	static Answer rangeNotSatisfiable(long length) {
		return empty(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, new Field("Content-Range", "bytes */" + length),
				NO_STORE);
	}

	static Answer serviceUnavailable() {
		return empty(HttpStatus.SERVICE_UNAVAILABLE, new Field("Retry-After", "1"), NO_STORE);
	}

	private static Answer empty(HttpStatus status, Field... fields) {
		List<Field> all = new ArrayList<>(List.of(fields));
		all.add(ContentPolicy.NOSNIFF);
		return new Answer(status, all, 0, null, ContentCoding.IDENTITY);
	}

	private Answer because(Reason reason) {
		return new Answer(this.status, this.fields, this.length, this.body, this.coding, reason, this.corsFields);
	}

	Answer with(List<Field> corsFields) {
		return corsFields.isEmpty() ? this
				: new Answer(this.status, this.fields, this.length, this.body, this.coding, this.reason, corsFields);
	}

	/** Returns the answer with more fields, in place of those of the same names. */
	Answer withFields(List<Field> more) {
		List<Field> all = new ArrayList<>(this.fields);
		for (Field field : more) {
			all.removeIf((present) -> !field.isList() && present.name().equalsIgnoreCase(field.name()));
			all.add(field);
		}
		return new Answer(this.status, all, this.length, this.body, this.coding, this.reason, this.corsFields);
	}

	/**
	 * Returns what is sent instead to a web server that sends the body.
	 * @param fields the header fields, with those that tell the web server what to send
	 * @return 200 (OK) without the body, which the caller need not close
	 */
	public Answer handedOver(List<Field> fields) {
		return new Answer(HttpStatus.OK.value(), fields, 0, null, this.coding, Reason.HANDED_OVER, this.corsFields);
	}

	/** Whether the fields are those of a file, complete, in parts or not modified. */
	boolean isOfFile() {
		return this.status == HttpStatus.OK.value() || this.status == HttpStatus.PARTIAL_CONTENT.value()
				|| this.status == HttpStatus.NOT_MODIFIED.value();
	}

	/** Returns the answer for one client at this moment. */
	Answer withoutStoring() {
		return withFields(List.of(NO_STORE));
	}

	/**
	 * Returns what is sent instead when nobody can ask the client to authenticate.
	 * @return 403 (Forbidden), which the same pages may read
	 */
	public Answer withoutChallenge() {
		return forbidden(Reason.CHALLENGED).with(this.corsFields);
	}

	/**
	 * Returns what is sent instead when there is no room for the body.
	 * @return 503 (Service Unavailable), which the same pages may read
	 */
	public Answer withoutRoom() {
		return serviceUnavailable().with(this.corsFields);
	}

	@Override
	public void close() throws IOException {
		if (this.body != null) {
			this.body.close();
		}
	}

	/**
	 * Why the application sends no file.
	 */
	public enum Reason {

		/** There is a file, or none was requested. */
		NONE,

		/** There is no such file. */
		MISSING,

		/** The path contains a segment that is never looked up. */
		REFUSED,

		/**
		 * The application is not permitted to read the file, or CORS denies it to the
		 * requesting page.
		 */
		DENIED,

		/** A rule hides the file. */
		HIDDEN,

		/** A rule denies the file to this client. */
		FORBIDDEN,

		/** A rule requires the client to authenticate. */
		CHALLENGED,

		/** The web server in front sends the file. */
		HANDED_OVER

	}

}
