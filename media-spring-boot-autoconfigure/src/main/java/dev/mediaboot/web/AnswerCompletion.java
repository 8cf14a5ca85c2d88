package dev.mediaboot.web;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.answer.Body;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.body.TruncatedBodyException;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.transfer.Transfer;
import dev.mediaboot.transfer.TransferPlace;
import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Completes an answer: gives its place back and reports how it ended. It reports once,
 * because a writer that fails may already have done so.
 */
final class AnswerCompletion implements BodyWriter.Completion {

	private static final Log logger = LogFactory.getLog(AnswerCompletion.class);

	private final MediaRegistry.Match match;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final Transfers transfers;

	private final AnswerListener listener;

	private final ConnectionAbort connectionAbort;

	private final long start;

	private final AtomicBoolean reported = new AtomicBoolean();

	private Answer answer;

	private boolean started;

	private volatile boolean bodyStarted;

	/** The place of a body that waits for its client, or is large enough to. */
	private volatile @Nullable TransferPlace place;

	private volatile boolean refused;

	AnswerCompletion(MediaRegistry.Match match, Answer answer, HttpServletRequest request, HttpServletResponse response,
			Transfers transfers, AnswerListener listener, ConnectionAbort connectionAbort, long start) {
		this.match = match;
		this.answer = answer;
		this.request = request;
		this.response = response;
		this.transfers = transfers;
		this.listener = listener;
		this.connectionAbort = connectionAbort;
		this.start = start;
	}

	/** Returns the answer, or 503 when there is no room for its large body. */
	Answer admit() {
		Body body = this.answer.body();
		if (body != null && body.length() > Transfers.SMALL) {
			this.place = this.transfers.take(isEncrypted());
			if (this.place == null) {
				Body.closeQuietly(body);
				overloaded();
			}
		}
		start();
		return this.answer;
	}

	private void start() {
		Body body = this.answer.body();
		this.started = true;
		this.listener.responseStart(this.match, this.request, (body != null) ? body.length() : 0);
	}

	void startBody() {
		this.bodyStarted = true;
		this.listener.bodyStart(this.match);
	}

	/** Looks at this connection only, whatever a proxy reports about its own. */
	private boolean isEncrypted() {
		return this.request.getServletConnection().isSecure();
	}

	private void overloaded() {
		reportOverload();
		this.answer = this.answer.withoutRoom();
	}

	private TruncatedBodyException reportOverload() {
		String detail = "The limit of " + this.transfers.max() + " concurrent transfers is reached";
		logger.debug(detail);
		this.listener.problem(this.match.mount(), Problem.OVERLOADED, detail);
		return new TruncatedBodyException(detail);
	}

	@Override
	public boolean await(Transfer transfer) {
		TransferPlace own = this.place;
		TransferPlace taken = (own != null) ? own : this.transfers.takeSmall(isEncrypted());
		if (taken == null) {
			this.refused = true;
			return false;
		}
		this.place = taken;
		taken.watch(transfer);
		return true;
	}

	void withoutBody() {
		Body.closeQuietly(this.answer);
		leavePlace();
		report(null, null, 0, AnswerListener.Ending.COMPLETE);
	}

	@Override
	public void ended(BodyWriter writer, long bytes, @Nullable TruncatedBodyException truncation) {
		if (!this.reported.compareAndSet(false, true)) {
			return;
		}
		leavePlace();
		if (this.refused && !this.response.isCommitted()) {
			refuse(writer);
			return;
		}
		report(this.answer.coding(), writer.name(), bytes, ending(bytes, truncation));
		if (truncation != null) {
			cutShort(truncation);
		}
		else if (this.refused) {
			this.connectionAbort.abort(this.request, reportOverload());
		}
	}

	private void leavePlace() {
		TransferPlace own = this.place;
		if (own != null) {
			own.give();
		}
	}

	/**
	 * Replaces the response by 503 (Service Unavailable), as none of it has been sent.
	 */
	private void refuse(BodyWriter writer) {
		overloaded();
		this.response.reset();
		ResponseHead.write(this.answer, this.response);
		report(null, writer.name(), 0, AnswerListener.Ending.COMPLETE);
	}

	private AnswerListener.Ending ending(long bytes, @Nullable TruncatedBodyException truncation) {
		if (truncation != null) {
			return AnswerListener.Ending.SHORT;
		}
		return (bytes == this.answer.length()) ? AnswerListener.Ending.COMPLETE : AnswerListener.Ending.ABORTED;
	}

	private void report(@Nullable ContentCoding coding, @Nullable String writer, long bytes,
			AnswerListener.Ending ending) {
		if (this.bodyStarted) {
			this.listener.bodyEnd(this.match);
		}
		if (this.started) {
			this.listener.responseEnd(this.match, new AnswerListener.Result(this.answer.status(), this.answer.reason(),
					coding, writer, bytes, System.nanoTime() - this.start, ending));
		}
	}

	private void cutShort(TruncatedBodyException failure) {
		String mount = this.match.mount().url();
		logger.warn("A response was cut short: " + this.match.path() + " below " + mount + ". " + failure.getMessage());
		this.listener.problem(this.match.mount(), Problem.SHORT_BODY, this.match.path() + ": " + failure.getMessage());
		if (!this.response.isCommitted()) {
			// Once the head has been sent, no error page can replace the response.
			ResponseHead.flush(this.response);
		}
		this.connectionAbort.abort(this.request, failure);
	}

}
