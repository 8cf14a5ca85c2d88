package dev.mediaboot.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.MediaTypes;
import dev.mediaboot.http.Preconditions;
import dev.mediaboot.http.RangeRequest;
import dev.mediaboot.http.Representation;
import dev.mediaboot.http.RequestFields;
import dev.mediaboot.http.Validators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Answers a request for a file: looks once, decides, then writes.
 *
 * @since 0.1.0
 */
public final class MediaRequestHandler {

	private static final Log logger = LogFactory.getLog(MediaRequestHandler.class);

	private final CorsProcessor corsProcessor = new DefaultCorsProcessor();

	private final BodyWriter portableWriter = new StreamBodyWriter();

	private final List<BodyWriter> writers;

	private final ConnectionAbort connectionAbort;

	private final boolean applicationErrors;

	private final Clock clock;

	/**
	 * Creates a handler.
	 * @param writers the ways in which bytes may leave, tried in order before the
	 * portable one
	 * @param connectionAbort how a connection is ended whose answer cannot be completed
	 * @param applicationErrors whether errors are left to the error page of the
	 * application
	 * @param clock the clock
	 */
	public MediaRequestHandler(List<BodyWriter> writers, ConnectionAbort connectionAbort, boolean applicationErrors,
			Clock clock) {
		this.writers = List.copyOf(writers);
		this.connectionAbort = connectionAbort;
		this.applicationErrors = applicationErrors;
		this.clock = clock;
	}

	/**
	 * Answers a request that belongs to a mount.
	 * @param match the mount and the path in it
	 * @param request the request
	 * @param response the response, to which nothing has been written
	 * @throws IOException when the response cannot be written
	 */
	public void handle(MediaRegistry.Match match, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		CorsConfiguration cors = match.mount().cors();
		if (cors != null && (!this.corsProcessor.processRequest(cors, request, response)
				|| CorsUtils.isPreFlightRequest(request))) {
			response.setHeader(Answer.NOSNIFF.name(), Answer.NOSNIFF.value());
			return;
		}
		send(decide(match, request), request, response);
	}

	private Answer decide(MediaRegistry.Match match, HttpServletRequest request) {
		String method = request.getMethod();
		if (method.equals("OPTIONS")) {
			return Answer.options();
		}
		if (!method.equals("GET") && !method.equals("HEAD")) {
			return Answer.methodNotAllowed();
		}
		if (match.path() == null) {
			logger.debug("A path below " + match.mount().url() + " was refused");
			return Answer.notFound();
		}
		try {
			return answer(match.mount(), match.path(), request);
		}
		catch (IOException ex) {
			logger.warn("Files below " + match.mount().url() + " cannot be opened now. " + ex);
			return Answer.serviceUnavailable();
		}
	}

	private Answer answer(Mount mount, MediaPath requested, HttpServletRequest request) throws IOException {
		MediaPath path = requested;
		MediaFile file = null;
		if (!requested.isDirectory()) {
			file = find(mount, requested);
		}
		for (String index : (file == null) ? mount.index() : List.<String>of()) {
			path = requested.resolve(index);
			file = find(mount, path);
			if (file != null) {
				break;
			}
		}
		if (file == null) {
			return Answer.notFound();
		}
		if (path != requested && !requested.isDirectory()) {
			file.close();
			return Answer.movedPermanently(directoryUrl(mount, requested, request));
		}
		RequestFields fields = (name) -> combined(request.getHeaders(name));
		Instant now = this.clock.instant();
		Representation representation = select(mount, path, file, fields.get("Accept-Encoding"), now);
		return (representation != null) ? answer(mount, path, representation, fields, request.getMethod(), now)
				: Answer.notAcceptable();
	}

	private static @Nullable MediaFile find(Mount mount, MediaPath path) throws IOException {
		boolean served = !path.segments().isEmpty() && mount.serves(path.extension());
		return served ? mount.store().find(path) : null;
	}

	/**
	 * Selects the representation the client likes best (RFC 9110 §12.1).
	 * @return the representation, or {@code null} when there is none that it accepts,
	 * with the file closed
	 */
	private static @Nullable Representation select(Mount mount, MediaPath path, MediaFile file,
			@Nullable String acceptEncoding, Instant now) throws IOException {
		String contentType = MediaTypes.of(path.extension(), mount.types());
		List<ContentCoding> codings = mount.precompressed() ? ContentCoding.accepted(acceptEncoding)
				: List.of(ContentCoding.IDENTITY);
		try {
			for (ContentCoding coding : codings) {
				MediaFile coded = (coding == ContentCoding.IDENTITY) ? file : sibling(mount, path, coding, file);
				if (coded != null) {
					if (coded != file) {
						file.close();
					}
					return new Representation(coded, contentType, coding, Validators.of(coded, coding, now));
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			file.close();
			throw ex;
		}
		file.close();
		return null;
	}

	private static @Nullable MediaFile sibling(Mount mount, MediaPath path, ContentCoding coding, MediaFile original)
			throws IOException {
		MediaFile sibling = mount.store().find(path.sibling(coding.suffix()));
		if (sibling != null && isOlder(sibling, original)) {
			// It was made of another version of the file.
			sibling.close();
			return null;
		}
		return sibling;
	}

	private static boolean isOlder(MediaFile sibling, MediaFile original) {
		Instant modified = original.lastModified();
		return modified != null && (sibling.lastModified() == null || sibling.lastModified().isBefore(modified));
	}

	private static Answer answer(Mount mount, MediaPath path, Representation representation, RequestFields fields,
			String method, Instant now) throws IOException {
		long length = representation.file().length();
		Preconditions.Outcome outcome = Preconditions.evaluate(fields, representation.validators(), now);
		if (outcome != Preconditions.Outcome.PROCEED) {
			representation.close();
			return (outcome == Preconditions.Outcome.FAILED) ? Answer.preconditionFailed()
					: new Answer(HttpServletResponse.SC_NOT_MODIFIED,
							RepresentationFields.notModified(mount, representation), Answer.NO_LENGTH, null);
		}
		List<Field> answerFields = RepresentationFields.full(mount, path, representation);
		if (method.equals("HEAD")) {
			// §14.2: Range is defined for GET only
			representation.close();
			return new Answer(HttpServletResponse.SC_OK, answerFields, length, null);
		}
		RangeRequest range = RangeRequest.of(fields, representation.validators(), length, now);
		if (range.ranges().isEmpty()) {
			representation.close();
			return Answer.rangeNotSatisfiable(length);
		}
		Body body = body(representation, range, answerFields);
		return new Answer(range.partial() ? HttpServletResponse.SC_PARTIAL_CONTENT : HttpServletResponse.SC_OK,
				answerFields, body.length(), body);
	}

	private static Body body(Representation representation, RangeRequest request, List<Field> fields) {
		MediaFile file = representation.file();
		List<ByteRange> ranges = request.ranges();
		if (ranges.size() > 1) {
			return multipart(representation, ranges, fields);
		}
		if (request.partial()) {
			fields.add(new Field("Content-Range", ranges.get(0).toContentRange(file.length())));
		}
		return Body.of(file, ranges.get(0));
	}

	/** RFC 9110 §14.6 */
	private static Body multipart(Representation representation, List<ByteRange> ranges, List<Field> fields) {
		// Random, so that nobody can write a file that holds it.
		String boundary = UUID.randomUUID().toString();
		List<Body.Part> parts = new ArrayList<>();
		for (ByteRange range : ranges) {
			String head = (parts.isEmpty() ? "" : "\r\n") + "--" + boundary + "\r\nContent-Type: "
					+ representation.contentType() + "\r\nContent-Range: "
					+ range.toContentRange(representation.file().length()) + "\r\n\r\n";
			parts.add(new Body.Part(head.getBytes(StandardCharsets.ISO_8859_1), range));
		}
		fields.removeIf((field) -> field.name().equals("Content-Type"));
		fields.add(new Field("Content-Type", "multipart/byteranges; boundary=" + boundary));
		return new Body(representation.file(), parts,
				("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * The URL of a directory, a path only: what host the client asked is not ours to
	 * repeat.
	 */
	private static String directoryUrl(Mount mount, MediaPath path, HttpServletRequest request) {
		String location = ApplicationPath.prefix(request) + "/" + mount.prefix().toUriPath() + "/"
				+ (path.segments().isEmpty() ? "" : path.toUriPath() + "/");
		int slashes = 0;
		while (location.charAt(slashes) == '/') {
			slashes++;
		}
		String query = request.getQueryString();
		// Two slashes would begin with a host.
		return "/" + location.substring(slashes) + ((query != null) ? "?" + query : "");
	}

	private static @Nullable String combined(@Nullable Enumeration<String> lines) {
		if (lines == null || !lines.hasMoreElements()) {
			return null;
		}
		String first = lines.nextElement();
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

	private void send(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
		for (Field field : answer.fields()) {
			if (field.name().equals("Vary")) {
				response.addHeader(field.name(), field.value());
			}
			else {
				response.setHeader(field.name(), field.value());
			}
		}
		if (answer.isError() && this.applicationErrors) {
			response.sendError(answer.status());
			return;
		}
		response.setStatus(answer.status());
		if (answer.length() != Answer.NO_LENGTH) {
			response.setContentLengthLong(answer.length());
		}
		if (answer.body() != null) {
			write(answer.body(), request, response);
		}
	}

	private void write(Body body, HttpServletRequest request, HttpServletResponse response) throws IOException {
		try {
			writer(body, request, response).write(body, request, response);
		}
		catch (TruncatedBodyException ex) {
			logger.warn("An answer was cut short. " + ex.getMessage());
			// Once a part has left nothing can replace it by an error page.
			response.flushBuffer();
			this.connectionAbort.abort(request, ex);
		}
	}

	private BodyWriter writer(Body body, HttpServletRequest request, HttpServletResponse response) {
		for (BodyWriter writer : this.writers) {
			if (writer.canWrite(body, request, response)) {
				return writer;
			}
		}
		return this.portableWriter;
	}

}
