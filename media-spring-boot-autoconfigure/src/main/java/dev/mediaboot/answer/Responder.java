package dev.mediaboot.answer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.Preconditions;
import dev.mediaboot.http.RangeRequest;
import dev.mediaboot.http.Representation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Decides how a request below a mount is answered: match, find, select, preconditions,
 * range. It does not depend on the servlet API and sends nothing.
 *
 * @since 0.1.0
 */
public final class Responder {

	private static final Log logger = LogFactory.getLog(Responder.class);

	/** Loaded with this class: no class can be loaded when no file can be opened. */
	private static final Problem UNAVAILABLE = Problem.UNAVAILABLE;

	private final Clock clock;

	private final ProblemListener problems;

	private final StoreFailures storeFailures = new StoreFailures(logger, System::nanoTime);

	/**
	 * Creates a responder.
	 * @param clock the clock that the age of a file is measured with
	 * @param problems receives the problems with files and stores that cannot be read
	 */
	public Responder(Clock clock, ProblemListener problems) {
		this.clock = clock;
		this.problems = problems;
	}

	/**
	 * Decides how a request is answered.
	 * @param match the mount of the request and the path within it
	 * @param request the request
	 * @return the answer, whose body the caller must close
	 */
	public Answer respond(MediaRegistry.Match match, ResourceRequest request) {
		CorsFields cors = CorsFields.of(match.mount().policy().cors(), request);
		Answer answer = cors.allowed() ? answer(match, request) : Answer.forbidden();
		return answer.with(cors.fields());
	}

	private Answer answer(MediaRegistry.Match match, ResourceRequest request) {
		String method = request.method();
		if (method.equals("OPTIONS")) {
			return Answer.options();
		}
		if (!method.equals("GET") && !method.equals("HEAD")) {
			return Answer.methodNotAllowed();
		}
		Mount mount = match.mount();
		MediaPath path = match.path();
		if (path == null) {
			logger.debug("A path below " + mount.url() + " was refused");
			return Answer.notFound(Answer.Reason.REFUSED);
		}
		try {
			return find(match, path, request);
		}
		catch (AccessDeniedException ex) {
			reportUnreadable(this.problems, mount, path, ex);
			return Answer.notFound(Answer.Reason.DENIED);
		}
		catch (IOException | RuntimeException ex) {
			this.storeFailures.tell(mount, path, ex);
			this.problems.problem(mount, UNAVAILABLE, String.valueOf(ex));
			return Answer.serviceUnavailable();
		}
	}

	static void reportUnreadable(ProblemListener problems, Mount mount, MediaPath path, AccessDeniedException failure) {
		logger.debug("The application has no permission to read " + failure.getMessage());
		problems.problem(mount, Problem.UNREADABLE, "The application has no permission to read " + path);
	}

	private Answer find(MediaRegistry.Match match, MediaPath path, ResourceRequest request) throws IOException {
		Mount mount = match.mount();
		ResolvedFile resolved = ResolvedFile.of(match, path, request);
		if (resolved == null) {
			return Answer.notFound(Answer.Reason.MISSING);
		}
		if (!path.isDirectory() && !resolved.path().equals(path)) {
			Body.closeQuietly(resolved.file());
			return Answer.movedPermanently(DirectoryUrl.of(mount, path, request));
		}
		return select(mount, resolved, request, this.clock.instant());
	}

	private Answer select(Mount mount, ResolvedFile resolved, ResourceRequest request, Instant now) throws IOException {
		Representation representation = Negotiation.select(mount, resolved, request.get("Accept-Encoding"), now,
				this.problems);
		if (representation == null) {
			return Answer.notAcceptable();
		}
		Answer answer = null;
		try {
			answer = evaluate(mount, resolved.path(), representation, request, now);
			return answer;
		}
		finally {
			if (answer == null || answer.body() == null) {
				representation.close();
			}
		}
	}

	private static Answer evaluate(Mount mount, MediaPath path, Representation representation, ResourceRequest request,
			Instant now) {
		return switch (Preconditions.evaluate(request, representation.validators(), now)) {
			case FAILED -> Answer.preconditionFailed();
			case NOT_MODIFIED -> Answer.notModified(RepresentationFields.notModified(mount, representation));
			case PROCEED -> content(mount, path, representation, request, now);
		};
	}

	private static Answer content(Mount mount, MediaPath path, Representation representation, ResourceRequest request,
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
						RepresentationFields.full(mount, path, representation, multipart.contentType()),
						multipart.body(), representation.coding());
			}
		}
		List<Field> fields = RepresentationFields.full(mount, path, representation, representation.contentType());
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
