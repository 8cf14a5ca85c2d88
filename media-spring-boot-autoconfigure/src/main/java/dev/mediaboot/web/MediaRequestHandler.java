package dev.mediaboot.web;

import java.io.IOException;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.answer.Body;
import dev.mediaboot.answer.ResourceRequest;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.body.StreamBodyWriter;
import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers a request for a file: decides, finds room for the body, writes the head, and
 * hands the body to the first writer that can send it.
 *
 * @since 0.1.0
 */
public final class MediaRequestHandler {

	private final Responder responder;

	private final List<BodyWriter> writers;

	private final BodyWriter portableWriter = new StreamBodyWriter();

	private final ConnectionAbort connectionAbort;

	private final boolean applicationErrors;

	private final AnswerListener listener;

	private final Transfers transfers;

	private final AccessChallenge challenge;

	/**
	 * Creates a handler that asks no client to authenticate.
	 * @param responder decides how requests are answered
	 * @param writers the writers, tried in order before the portable one
	 * @param connectionAbort ends a connection whose response cannot be completed
	 * @param applicationErrors whether errors are left to the error page of the
	 * application
	 * @param listener is notified of every response
	 * @param transfers provides places for the bodies that wait for their clients
	 */
	public MediaRequestHandler(Responder responder, List<BodyWriter> writers, ConnectionAbort connectionAbort,
			boolean applicationErrors, AnswerListener listener, Transfers transfers) {
		this(responder, writers, connectionAbort, applicationErrors, listener, transfers, (request, response) -> false);
	}

	/**
	 * Creates a handler.
	 * @param responder decides how requests are answered
	 * @param writers the writers, tried in order before the portable one
	 * @param connectionAbort ends a connection whose response cannot be completed
	 * @param applicationErrors whether errors are left to the error page of the
	 * application
	 * @param listener is notified of every response
	 * @param transfers provides places for the bodies that wait for their clients
	 * @param challenge asks a client to authenticate
	 */
	public MediaRequestHandler(Responder responder, List<BodyWriter> writers, ConnectionAbort connectionAbort,
			boolean applicationErrors, AnswerListener listener, Transfers transfers, AccessChallenge challenge) {
		this.responder = responder;
		this.writers = List.copyOf(writers);
		this.connectionAbort = connectionAbort;
		this.applicationErrors = applicationErrors;
		this.listener = listener;
		this.transfers = transfers;
		this.challenge = challenge;
	}

	/**
	 * Answers a request that belongs to a mount. The rules about access are not asked
	 * about a request that was forwarded, because the application has decided about it.
	 * @param match the mount and the path within it
	 * @param request the request
	 * @param response the response, to which nothing has been written
	 * @throws IOException when the response cannot be written
	 * @throws ServletException when the client cannot be asked to authenticate
	 */
	public void handle(MediaRegistry.Match match, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		handle(match, request, response, new ServletResourceRequest(request, response, null));
	}

	void handle(MediaRegistry.Match match, HttpServletRequest request, HttpServletResponse response,
			ResourceRequest resource) throws IOException, ServletException {
		long start = System.nanoTime();
		Answer decided = this.responder.respond(match, resource);
		AnswerCompletion completion = new AnswerCompletion(match, decided, request, response, this.transfers,
				this.listener, this.connectionAbort, start);
		boolean handedOver = false;
		try {
			Answer answer = completion.admit();
			Body body = answer.body();
			if (writeHead(answer, request, response) && body != null) {
				BodyWriter writer = writer(body, request, response);
				completion.startBody();
				handedOver = true;
				write(body, writer, request, response, completion);
			}
		}
		finally {
			if (!handedOver) {
				completion.withoutBody();
			}
		}
	}

	/** Returns whether a body may follow. */
	private boolean writeHead(Answer answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		if (answer.reason() == Answer.Reason.CHALLENGED) {
			if (!this.challenge.challenge(request, response)) {
				ResponseHead.write(answer.withoutChallenge(), response);
			}
			return false;
		}
		if (answer.status() == HttpServletResponse.SC_NOT_FOUND && this.applicationErrors) {
			ResponseHead.writeFields(answer, response);
			response.sendError(answer.status());
			return false;
		}
		ResponseHead.write(answer, response);
		return true;
	}

	private static void write(Body body, BodyWriter writer, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion) {
		try {
			writer.write(body, request, response, completion);
		}
		catch (RuntimeException | Error ex) {
			// A writer may fail without having closed the body.
			Body.closeQuietly(body);
			completion.ended(writer, 0, null);
			throw ex;
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
