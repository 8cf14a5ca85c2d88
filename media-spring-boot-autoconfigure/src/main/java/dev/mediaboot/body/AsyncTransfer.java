package dev.mediaboot.body;

import java.io.IOException;

import dev.mediaboot.answer.Body;
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
 * A body in transit through the output stream of an asynchronous request.
 */
public abstract class AsyncTransfer implements Transfer, AsyncListener {

	private static final Log logger = LogFactory.getLog(AsyncTransfer.class);

	/**
	 * A timeout in milliseconds. Jetty loses one that expires before it is registered.
	 */
	private static final int SOON = 50;

	private final BodyWriter writer;

	private final BodyChannel channel;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final BodyWriter.Completion completion;

	private final ConnectionAbort connectionAbort;

	private @Nullable AsyncContext context;

	private volatile @Nullable TruncatedBodyException failure;

	private boolean ended;

	protected AsyncTransfer(BodyWriter writer, Body body, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion, ConnectionAbort connectionAbort) {
		this.writer = writer;
		this.channel = new BodyChannel(body);
		this.request = request;
		this.response = response;
		this.completion = completion;
		this.connectionAbort = connectionAbort;
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
			logger.debug("The client went away", ex);
		}
		finally {
			if (!begun) {
				end(truncation);
				complete();
			}
		}
	}

	/** Runs in the container's thread before the request becomes asynchronous. */
	protected void prepare(HttpServletResponse response) throws IOException {
	}

	/** Starts to write. */
	protected abstract void start(HttpServletResponse response) throws IOException;

	/** Releases the resources used for writing. */
	protected abstract void release();

	protected final BodyChannel channel() {
		return this.channel;
	}

	protected final HttpServletRequest request() {
		return this.request;
	}

	@Override
	public long written() {
		return this.channel.written();
	}

	/**
	 * Does nothing once ended, because the connection may be serving its next request.
	 */
	@Override
	public synchronized void abort() {
		if (!this.ended) {
			this.connectionAbort.leave(this.request, new TruncatedBodyException("The client accepted no data in time"));
		}
	}

	@Override
	public synchronized void nudge() {
		if (!this.ended) {
			this.connectionAbort.nudge(this.request);
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
		this.channel.close();
		release();
		this.completion.ended(this.writer, this.channel.written(), truncation);
	}

	/**
	 * Ends the request before its body has been sent. Jetty does not notify the listeners
	 * of such a request, so observers would count it as active indefinitely. It does
	 * notify them of a timeout, so a short one is set.
	 */
	protected final void fail(@Nullable TruncatedBodyException truncation) {
		AsyncContext current = this.context;
		if (current != null && this.connectionAbort.forgetsListeners(this.request)) {
			this.failure = truncation;
			this.channel.close();
			current.setTimeout(SOON);
		}
		else {
			end(truncation);
			complete();
		}
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
		end(null);
		complete();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end(null);
	}

	/** Happens only after a failure or when the application is stopped. */
	@Override
	public void onTimeout(AsyncEvent event) {
		end((this.channel.isOpen()) ? new TruncatedBodyException("The application was stopped") : this.failure);
		complete();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// The request is never started again.
	}

}
