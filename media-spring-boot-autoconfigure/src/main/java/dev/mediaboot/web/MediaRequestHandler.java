package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ByteRange;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.Preconditions;
import dev.mediaboot.http.RangeRequest;
import dev.mediaboot.http.Representation;
import dev.mediaboot.http.RequestFields;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Answers a request for a file: looks once, decides, then writes.
 *
 * @since 0.1.0
 */
public final class MediaRequestHandler {

	private static final Log logger = LogFactory.getLog(MediaRequestHandler.class);

	private final CorsProcessor corsProcessor = new QuietCorsProcessor();

	private final BodyWriter portableWriter = new StreamBodyWriter();

	private final List<BodyWriter> writers;

	private final ConnectionAbort connectionAbort;

	private final boolean applicationErrors;

	private final Clock clock;

	private final AnswerListener listener;

	private final Transfers transfers;

	private final StoreFailures storeFailures = new StoreFailures(logger, System::nanoTime);

	/**
	 * Creates a handler.
	 * @param writers the ways in which bytes may leave, tried in order before the
	 * portable one
	 * @param connectionAbort how a connection is ended whose answer cannot be completed
	 * @param applicationErrors whether errors are left to the error page of the
	 * application
	 * @param clock the clock
	 * @param listener is told what becomes of every answer
	 * @param transfers has places for the bodies that wait for their clients
	 */
	public MediaRequestHandler(List<BodyWriter> writers, ConnectionAbort connectionAbort, boolean applicationErrors,
			Clock clock, AnswerListener listener, Transfers transfers) {
		this.writers = List.copyOf(writers);
		this.connectionAbort = connectionAbort;
		this.applicationErrors = applicationErrors;
		this.clock = clock;
		this.listener = listener;
		this.transfers = transfers;
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
		long start = System.nanoTime();
		CorsConfiguration cors = match.mount().cors();
		boolean allowed = cors == null || this.corsProcessor.processRequest(cors, request, response);
		Answer decided = allowed ? decide(match, request) : Answer.forbidden();
		Ended ended = new Ended(match, decided, request, response, start);
		Answer answer = decided;
		boolean handedOver = false;
		try {
			answer = ended.admit();
			Body body = answer.body();
			this.listener.decide(request, (body != null) ? body.length() : 0);
			if (writeHead(answer, response) && body != null) {
				BodyWriter writer = writer(body, request, response);
				this.listener.begin(match.mount());
				handedOver = true;
				write(body, writer, request, response, ended);
			}
		}
		finally {
			if (!handedOver) {
				BodyChannel.closeQuietly(answer);
				ended.withoutBody();
			}
		}
	}

	private static void write(Body body, BodyWriter writer, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion) {
		try {
			writer.write(body, request, response, completion);
		}
		catch (RuntimeException | Error ex) {
			// Whoever has written a writer may not have thought of that.
			BodyChannel.closeQuietly(body);
			completion.ended(writer, 0, null);
			throw ex;
		}
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
		catch (AccessDeniedException ex) {
			tellDenied(this.listener, match.mount(), match.path(), ex);
			return Answer.notFound();
		}
		catch (IOException | RuntimeException ex) {
			this.storeFailures.tell(match.mount(), match.path(), ex);
			this.listener.problem(match.mount(), "unavailable", String.valueOf(ex));
			return Answer.serviceUnavailable();
		}
	}

	static void tellDenied(AnswerListener listener, Mount mount, MediaPath path, AccessDeniedException failure) {
		logger.debug("The application may not read " + failure.getMessage());
		listener.problem(mount, "unreadable", path + " may not be read by the application");
	}

	private Answer answer(Mount mount, MediaPath path, HttpServletRequest request) throws IOException {
		Found found = Found.of(mount, path);
		if (found == null) {
			return Answer.notFound();
		}
		if (!path.isDirectory() && !found.path().equals(path)) {
			BodyChannel.closeQuietly(found.file());
			return Answer.movedPermanently(DirectoryUrl.of(mount, path, request));
		}
		RequestFields fields = (name) -> combined(request.getHeaders(name));
		Instant now = this.clock.instant();
		Representation representation = Negotiation.select(mount, found, fields.get("Accept-Encoding"), now,
				this.listener);
		if (representation == null) {
			return Answer.notAcceptable();
		}
		Answer answer = null;
		try {
			answer = answer(mount, found.path(), representation, request.getMethod(), fields, now);
			return answer;
		}
		finally {
			if (answer == null || answer.body() == null) {
				representation.close();
			}
		}
	}

	private static Answer answer(Mount mount, MediaPath path, Representation representation, String method,
			RequestFields fields, Instant now) {
		long length = representation.file().length();
		Preconditions.Outcome outcome = Preconditions.evaluate(fields, representation.validators(), now);
		if (outcome == Preconditions.Outcome.FAILED) {
			return Answer.preconditionFailed();
		}
		if (outcome == Preconditions.Outcome.NOT_MODIFIED) {
			return Answer.notModified(RepresentationFields.notModified(mount, representation));
		}
		// §14.2: Range is defined for GET only
		RangeRequest range = method.equals("GET") ? RangeRequest.of(fields, representation.validators(), length, now)
				: RangeRequest.whole(length);
		if (range.ranges().isEmpty()) {
			return Answer.rangeNotSatisfiable(length);
		}
		if (range.ranges().size() > 1 && representation.coding() == ContentCoding.IDENTITY) {
			Multipart multipart = Multipart.of(representation, range.ranges());
			if (multipart.body().length() < length) {
				return Answer.partialContent(
						RepresentationFields.full(mount, path, representation, multipart.contentType()),
						multipart.body(), representation.coding());
			}
		}
		List<Field> answerFields = RepresentationFields.full(mount, path, representation, representation.contentType());
		if (!range.partial() || range.ranges().size() > 1) {
			// A multipart body has no coding that Content-Encoding could name, and one
			// that
			// is longer than the whole helps nobody.
			Body whole = Body.of(representation.file(), ByteRange.whole(length));
			return Answer.ok(answerFields, length, method.equals("GET") ? whole : null, representation.coding());
		}
		ByteRange part = range.ranges().get(0);
		answerFields.add(new Field("Content-Range", part.toContentRange(length)));
		return Answer.partialContent(answerFields, Body.of(representation.file(), part), representation.coding());
	}

	private static @Nullable String combined(@Nullable Enumeration<String> lines) {
		if (lines == null || !lines.hasMoreElements()) {
			return null;
		}
		String first = lines.nextElement();
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

	/**
	 * Writes status and fields.
	 * @return whether a body may follow
	 */
	private boolean writeHead(Answer answer, HttpServletResponse response) throws IOException {
		// A filter may have chosen one for every answer, pictures included.
		response.setCharacterEncoding((String) null);
		for (Field field : answer.fields()) {
			if (field.isList()) {
				response.addHeader(field.name(), field.value());
			}
			else {
				response.setHeader(field.name(), field.value());
			}
		}
		if (answer.status() == HttpServletResponse.SC_NOT_FOUND && this.applicationErrors) {
			response.sendError(answer.status());
			return false;
		}
		response.setStatus(answer.status());
		if (answer.length() != Answer.NO_LENGTH) {
			response.setContentLengthLong(answer.length());
		}
		else {
			// §8.6: Jetty would announce a length of zero for what ends uncommitted
			flush(response);
		}
		return true;
	}

	private static void flush(HttpServletResponse response) {
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			logger.debug("The client went away", ex);
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

	/**
	 * Tells how an answer ended, once: a writer that fails may have told it already.
	 */
	private final class Ended implements BodyWriter.Completion {

		private final MediaRegistry.Match match;

		private Answer answer;

		/** For a body that waits, or is so large that it will. */
		private volatile Transfers.@Nullable Place place;

		private volatile boolean refused;

		private final HttpServletRequest request;

		private final HttpServletResponse response;

		private final long start;

		private final AtomicBoolean told = new AtomicBoolean();

		Ended(MediaRegistry.Match match, Answer answer, HttpServletRequest request, HttpServletResponse response,
				long start) {
			this.match = match;
			this.answer = answer;
			this.request = request;
			this.response = response;
			this.start = start;
		}

		/** What is decided, or a refusal when there is no room for a body that large. */
		Answer admit() {
			Body body = this.answer.body();
			if (body != null && body.length() > Transfers.SMALL) {
				this.place = MediaRequestHandler.this.transfers.take(isEncrypted());
				if (this.place == null) {
					BodyChannel.closeQuietly(body);
					overloaded();
				}
			}
			return this.answer;
		}

		/** Whatever a proxy says of its own connection. */
		private boolean isEncrypted() {
			return this.request.getServletConnection().isSecure();
		}

		private void overloaded() {
			noRoom();
			this.answer = Answer.serviceUnavailable();
		}

		private TruncatedBodyException noRoom() {
			String detail = "There is room for " + MediaRequestHandler.this.transfers.max() + " bodies at once";
			logger.debug(detail);
			MediaRequestHandler.this.listener.problem(this.match.mount(), "overloaded", detail);
			return new TruncatedBodyException(detail);
		}

		@Override
		public boolean await(Transfer transfer) {
			Transfers.Place own = this.place;
			Transfers.Place taken = (own != null) ? own : MediaRequestHandler.this.transfers.takeSmall(isEncrypted());
			if (taken == null) {
				this.refused = true;
				return false;
			}
			this.place = taken;
			taken.watch(transfer);
			return true;
		}

		private void leavePlace() {
			Transfers.Place own = this.place;
			if (own != null) {
				own.give();
			}
		}

		void withoutBody() {
			leavePlace();
			boolean hidden = this.match.path() == null && this.answer.status() == HttpServletResponse.SC_NOT_FOUND;
			tell(hidden, null, null, 0, AnswerListener.Ending.COMPLETE);
		}

		@Override
		public void ended(BodyWriter writer, long bytes, @Nullable TruncatedBodyException truncation) {
			if (this.told.compareAndSet(false, true)) {
				leavePlace();
				if (this.refused && !this.response.isCommitted()) {
					refuse(writer);
					return;
				}
				tell(false, this.answer.coding(), writer.name(), bytes, ending(bytes, truncation));
				if (truncation != null) {
					cutShort(truncation);
				}
				else if (this.refused) {
					MediaRequestHandler.this.connectionAbort.abort(this.request, noRoom());
				}
			}
		}

		/** Nothing has left yet. */
		private void refuse(BodyWriter writer) {
			overloaded();
			this.response.reset();
			try {
				writeHead(this.answer, this.response);
			}
			catch (IOException ex) {
				logger.debug("The client went away", ex);
			}
			tell(false, null, writer.name(), 0, AnswerListener.Ending.COMPLETE);
		}

		private AnswerListener.Ending ending(long bytes, @Nullable TruncatedBodyException truncation) {
			if (truncation != null) {
				return AnswerListener.Ending.SHORT;
			}
			return (bytes == this.answer.length()) ? AnswerListener.Ending.COMPLETE : AnswerListener.Ending.ABORTED;
		}

		private void tell(boolean refused, @Nullable ContentCoding coding, @Nullable String writer, long bytes,
				AnswerListener.Ending ending) {
			MediaRequestHandler.this.listener.end(this.match.mount(), new AnswerListener.Result(this.answer.status(),
					refused, coding, writer, bytes, System.nanoTime() - this.start, ending));
		}

		private void cutShort(TruncatedBodyException failure) {
			String mount = this.match.mount().url();
			logger.warn(
					"An answer was cut short: " + this.match.path() + " below " + mount + ". " + failure.getMessage());
			MediaRequestHandler.this.listener.problem(this.match.mount(), "short-body",
					this.match.path() + ": " + failure.getMessage());
			if (!this.response.isCommitted()) {
				// Once a part has left, nothing can replace it by an error page.
				flush(this.response);
			}
			MediaRequestHandler.this.connectionAbort.abort(this.request, failure);
		}

	}

	/**
	 * Tells refusal apart from the answer, which has no body.
	 */
	private static final class QuietCorsProcessor extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			// The status alone says it.
		}

	}

}
