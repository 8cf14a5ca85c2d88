package dev.mediaboot.answer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Clock;
import java.time.Instant;

import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.http.Preconditions;
import dev.mediaboot.http.Representation;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.problem.ProblemListener;
import dev.mediaboot.problem.StoreFailures;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Decides how a request below a mount is answered: match, find, select, preconditions,
 * range, offload. It does not depend on the servlet API and sends nothing.
 *
 * @since 0.1.0
 */
public final class Responder {

	private static final Log logger = LogFactory.getLog(Responder.class);

	/** Loaded with this class: no class can be loaded when no file can be opened. */
	private static final Problem UNAVAILABLE = Problem.UNAVAILABLE;

	private final Clock clock;

	private final ProblemListener problems;

	private final MediaAlias alias;

	private final Offload offload;

	private final StoreFailures storeFailures = new StoreFailures(logger, System::nanoTime);

	/**
	 * Creates a responder that knows files by their own names only, and sends them all.
	 * @param clock the clock that the age of a file is measured with
	 * @param problems receives the problems with files and stores that cannot be read
	 */
	public Responder(Clock clock, ProblemListener problems) {
		this(clock, problems, MediaAlias.NONE, Offload.NONE);
	}

	/**
	 * Creates a responder.
	 * @param clock the clock that the age of a file is measured with
	 * @param problems receives the problems with files and stores that cannot be read
	 * @param alias gives files further names
	 * @param offload leaves bodies to the web server in front
	 */
	public Responder(Clock clock, ProblemListener problems, MediaAlias alias, Offload offload) {
		this.clock = clock;
		this.problems = problems;
		this.alias = alias;
		this.offload = offload;
	}

	/**
	 * Decides how a request is answered.
	 * @param match the mount of the request and the path within it
	 * @param request the request
	 * @return the answer, whose body the caller must close
	 */
	public Answer respond(MediaRegistry.Match match, ResourceRequest request) {
		CorsFields cors = CorsFields.of(match.mount().policy().cors(), request);
		Answer answer = cors.allowed() ? answer(match, request) : Answer.forbidden(Answer.Reason.DENIED);
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
			return represent(match, path, request);
		}
		catch (AccessDeniedException ex) {
			reportUnreadable(this.problems, mount, path, ex);
			return Answer.notFound(Answer.Reason.DENIED);
		}
		catch (IOException | RuntimeException ex) {
			this.storeFailures.report(mount, path, ex);
			this.problems.problem(mount, UNAVAILABLE, String.valueOf(ex));
			return Answer.serviceUnavailable();
		}
	}

	static void reportUnreadable(ProblemListener problems, Mount mount, MediaPath path, AccessDeniedException failure) {
		logger.debug("The application has no permission to read " + failure.getMessage());
		problems.problem(mount, Problem.UNREADABLE, "The application has no permission to read " + path);
	}

	/**
	 * The recipe. Each line is the place of one decision, and the place where an option
	 * that has a say in it takes part.
	 */
	private Answer represent(MediaRegistry.Match match, MediaPath path, ResourceRequest request) throws IOException {
		Mount mount = match.mount();
		AccessCheck access = AccessCheck.of(mount, path, request);
		ResolvedFile resolved = ResolvedFile.of(match, path, request, access, this.alias);
		if (resolved == null) {
			return (access != null) ? access.missing() : Answer.notFound(Answer.Reason.MISSING);
		}
		if (!path.isDirectory() && resolved.isIndexOf(path) && !request.isFromController()) {
			Body.closeQuietly(resolved.file());
			Answer redirect = Answer.movedPermanently(RedirectUrl.ofDirectory(mount, path, request));
			return (access != null) ? redirect.withoutStoring() : redirect;
		}
		if (resolved.cacheControl().isEmpty() && !request.isFromController()) {
			Body.closeQuietly(resolved.file());
			return Answer.found(RedirectUrl.ofFile(mount, resolved.path(), request));
		}
		Instant now = this.clock.instant();
		Representation representation = Negotiation.select(match, resolved, request.get("Accept-Encoding"), now,
				this.problems);
		if (representation == null) {
			return Answer.notAcceptable();
		}
		Answer answer = null;
		try {
			Answer own = switch (Preconditions.evaluate(request, representation.validators(), now)) {
				case FAILED -> Answer.preconditionFailed();
				case NOT_MODIFIED ->
					Answer.notModified(RepresentationFields.notModified(mount, resolved, representation));
				case PROCEED -> Content.of(mount, resolved, representation, request, now);
			};
			own = (access != null) ? access.apply(own, now) : own;
			answer = this.offload.apply(mount, representation, request, own);
			return answer;
		}
		finally {
			if (answer == null || answer.body() == null) {
				representation.close();
			}
		}
	}

	/**
	 * Leaves the bodies of some answers to the web server in front of the application.
	 */
	@FunctionalInterface
	public interface Offload {

		/**
		 * Leaves nothing to others.
		 */
		Offload NONE = (mount, representation, request, answer) -> answer;

		/**
		 * Decides who sends the body of an answer. The rules about access, the
		 * preconditions and the range of the request have already been evaluated.
		 * @param mount the mount of the file
		 * @param representation the file and its validators, which stays open
		 * @param request the request
		 * @param answer the answer of the application, with or without a body
		 * @return that answer, or one that is {@linkplain Answer#handedOver handed over}
		 */
		Answer apply(Mount mount, Representation representation, ResourceRequest request, Answer answer);

	}

}
