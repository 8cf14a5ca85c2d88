package dev.mediaboot.body;

import java.io.IOException;

import dev.mediaboot.transfer.Transfer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of a body that is sent by an asynchronous request: it begins once there
 * is room, and it ends once, whoever ends it.
 */
public abstract class AsyncTransfer implements Transfer, AsyncListener {

	private static final Log logger = LogFactory.getLog(AsyncTransfer.class);

	private final BodyWriter writer;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final BodyWriter.Completion completion;

	private @Nullable AsyncContext context;

	private boolean ended;

	protected AsyncTransfer(BodyWriter writer, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion) {
		this.writer = writer;
		this.request = request;
		this.response = response;
		this.completion = completion;
	}

	/**
	 * Makes the request asynchronous and starts to write, if there is room for the body.
	 */
	public final void begin() {
		boolean begun = false;
		TruncatedBodyException truncation = null;
		try {
			if (this.completion.await(this)) {
				prepare(this.response);
				AsyncContext context = this.request.startAsync(this.request, this.response);
				this.context = context;
				// A large body takes a long time, and Transfers watches its progress
				// instead.
				context.setTimeout(0);
				context.addListener(this);
				start(this.response);
				begun = true;
			}
		}
		catch (TruncatedBodyException ex) {
			truncation = ex;
		}
		catch (IOException ex) {
			truncation = cause(ex);
		}
		catch (IllegalStateException ex) {
			if (!this.response.isCommitted()) {
				throw ex;
			}
			truncation = cannotGoOn(ex);
		}
		finally {
			if (!begun) {
				end(truncation);
				complete();
			}
		}
	}

	/** Once the head has been sent, no error page can replace the response. */
	protected static TruncatedBodyException cannotGoOn(IllegalStateException failure) {
		return new TruncatedBodyException("The rest of the body cannot be sent: " + failure.getMessage());
	}

	/** Runs in the container's thread before the request becomes asynchronous. */
	protected void prepare(HttpServletResponse response) throws IOException {
	}

	/** Starts to write. */
	protected abstract void start(HttpServletResponse response) throws IOException;

	/**
	 * Closes the body and releases the resources used for writing. Called once.
	 * @return how many bytes of the body have been sent, as far as the container shows it
	 */
	protected abstract long close();

	/**
	 * Ends the connection, or the HTTP/2 stream, because its client takes nothing. Not
	 * called once the transfer has ended.
	 */
	protected abstract void leaveClient();

	/** Makes the container try to send more. Not called once the transfer has ended. */
	protected abstract void nudgeClient();

	/**
	 * Returns why the file could not be sent as announced, or {@code null} when it is not
	 * at fault.
	 */
	protected @Nullable TruncatedBodyException truncation() {
		return null;
	}

	protected final HttpServletRequest request() {
		return this.request;
	}

	/** Returns the asynchronous context, or {@code null} before there is one. */
	protected final @Nullable AsyncContext context() {
		return this.context;
	}

	/**
	 * Does nothing once ended, because the connection may be serving its next request.
	 */
	@Override
	public final synchronized void abort() {
		if (!this.ended) {
			leaveClient();
		}
	}

	@Override
	public final synchronized void nudge() {
		if (!this.ended) {
			nudgeClient();
		}
	}

	@Override
	public final void end() {
		end(null);
	}

	/** Closes the body and reports its end, once. */
	protected final void end(@Nullable TruncatedBodyException truncation) {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.ended = true;
		}
		long written = close();
		this.completion.ended(this.writer, written, truncation);
	}

	/** Ends the transfer after a failure of the container, or of the file. */
	protected final void fail(Throwable failure) {
		end(cause(failure));
	}

	private @Nullable TruncatedBodyException cause(Throwable failure) {
		TruncatedBodyException truncation = truncation();
		if (truncation == null) {
			logger.debug("The client went away", failure);
		}
		return truncation;
	}

	/** Completes the request, which stays in the application until then. */
	protected final void complete() {
		AsyncContext current = this.context;
		if (current != null) {
			try {
				current.complete();
			}
			catch (IllegalStateException ex) {
				logger.debug("The connection has already been closed", ex);
			}
		}
	}

	/**
	 * Completes the request, because Tomcat would otherwise put an error page into the
	 * body.
	 */
	@Override
	public void onError(AsyncEvent event) {
		fail(event.getThrowable());
		complete();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end(null);
	}

	/** Happens only when the application is stopped: the request has no timeout. */
	@Override
	public void onTimeout(AsyncEvent event) {
		end(new TruncatedBodyException("The application was stopped"));
		complete();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// The request is never started again.
	}

}
