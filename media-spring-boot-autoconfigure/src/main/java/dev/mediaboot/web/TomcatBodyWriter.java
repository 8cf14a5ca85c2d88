package dev.mediaboot.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.mediaboot.MediaFile;
import dev.mediaboot.http.ByteRange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection of {@link TomcatBodyProtocol} move a body: what the socket takes at
 * once leaves with the head, and only for the rest, if there is any, the request becomes
 * asynchronous. A fast client costs no more than that, and a slow one holds no thread.
 *
 * @since 0.1.0
 */
public final class TomcatBodyWriter implements BodyWriter {

	private static final Log logger = LogFactory.getLog(TomcatBodyWriter.class);

	/**
	 * Below, reading a file into memory costs less than asking the kernel to move it.
	 * What is in memory already is never copied, however small.
	 */
	private static final int ZERO_COPY = 40 * 1024;

	/**
	 * The kernel does not copy what it moves: a file that is cut short in place becomes
	 * zeros in the socket as well. Whoever writes in place has done so a moment ago.
	 */
	private static final Duration QUIET = Duration.ofSeconds(10);

	private final BodyWriter portable;

	private final Clock clock;

	/**
	 * Creates a writer.
	 * @param portable writes what Tomcat turns out to compress
	 * @param clock the clock
	 */
	public TomcatBodyWriter(AsyncBodyWriter portable, Clock clock) {
		this.portable = portable;
		this.clock = clock;
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return isAtHand(body) && request.isAsyncSupported() && !request.isAsyncStarted() && !response.isCommitted()
				&& TransparentResponse.is(response) && request.getServletConnection() instanceof TomcatBodyConnection;
	}

	private boolean isAtHand(Body body) {
		ByteRange range = body.parts().get(0).range();
		return (body.length() >= ZERO_COPY && body.file().channel() != null && isQuiet(body.file()))
				|| (range.length() > 0 && body.file().buffers(range.first(), 1) != null);
	}

	private boolean isQuiet(MediaFile file) {
		Instant modified = file.lastModified();
		return modified == null || modified.isBefore(this.clock.instant().minus(QUIET));
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		TomcatBodyConnection connection = (TomcatBodyConnection) request.getServletConnection();
		Delivery delivery;
		try {
			delivery = new Delivery(new BodyTransfer(body), connection.channel(), request, completion);
		}
		catch (TruncatedBodyException ex) {
			BodyChannel.closeQuietly(body);
			completion.ended(this, 0, ex);
			return;
		}
		try {
			if (delivery.begin(connection, response)) {
				delivery.goOn(response);
			}
			else {
				this.portable.write(body, request, response, completion);
			}
		}
		catch (IOException ex) {
			connection.channel().abandon(delivery.transfer);
			delivery.fail(ex);
		}
		catch (IllegalStateException ex) {
			delivery.cutShort(new TruncatedBodyException("The rest cannot be sent: " + ex.getMessage()));
		}
	}

	@Override
	public String name() {
		return "tomcat";
	}

	/**
	 * One body on its way.
	 */
	private final class Delivery implements WriteListener, AsyncListener {

		/** Where Tomcat's access log looks for bytes that bypassed its output stream. */
		private static final String START = "org.apache.tomcat.sendfile.start";

		private static final String END = "org.apache.tomcat.sendfile.end";

		private final BodyTransfer transfer;

		private final TomcatBodyChannel channel;

		private final HttpServletRequest request;

		private final Completion completion;

		private boolean ended;

		Delivery(BodyTransfer transfer, TomcatBodyChannel channel, HttpServletRequest request, Completion completion) {
			this.transfer = transfer;
			this.channel = channel;
			this.request = request;
			this.completion = completion;
		}

		/**
		 * Sends the head, and the body behind it.
		 * @return whether the body may go that way
		 */
		boolean begin(TomcatBodyConnection connection, HttpServletResponse response) throws IOException {
			this.channel.follow(this.transfer, connection.response());
			response.flushBuffer();
			return this.channel.begin();
		}

		void goOn(HttpServletResponse response) throws IOException {
			if (this.transfer.remaining() == 0) {
				end(null);
				return;
			}
			AsyncContext context = this.request.startAsync(this.request, response);
			// A large body takes its time. The connector ends a connection that stalls.
			context.setTimeout(0);
			context.addListener(this);
			this.channel.await();
			response.getOutputStream().setWriteListener(this);
		}

		/** Tomcat has written what was left. */
		@Override
		public void onWritePossible() {
			end(null);
			complete();
		}

		@Override
		public void onError(Throwable ex) {
			// Comes again below. Completed here, Tomcat would put an error page into the
			// body.
		}

		@Override
		public void onError(AsyncEvent event) {
			fail(event.getThrowable());
			complete();
		}

		/** There is none but when the application is stopped. */
		@Override
		public void onTimeout(AsyncEvent event) {
			cutShort(new TruncatedBodyException("The application was stopped"));
			complete();
		}

		@Override
		public void onComplete(AsyncEvent event) {
			end(null);
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// Nobody starts it again.
		}

		/** Tomcat ends the connection after a failure. */
		void fail(Throwable ex) {
			TruncatedBodyException truncation = this.transfer.truncation();
			if (truncation != null) {
				cutShort(truncation);
			}
			else {
				logger.debug("The client went away", ex);
				end(null);
			}
		}

		void cutShort(TruncatedBodyException truncation) {
			end(truncation);
		}

		private void end(@Nullable TruncatedBodyException truncation) {
			if (!this.ended) {
				this.ended = true;
				this.channel.release(this.transfer);
				this.transfer.close();
				this.request.setAttribute(START, 0L);
				long bytes = this.transfer.length() - this.transfer.remaining();
				this.request.setAttribute(END, bytes);
				this.completion.ended(TomcatBodyWriter.this, bytes, truncation);
			}
		}

		private void complete() {
			try {
				this.request.getAsyncContext().complete();
			}
			catch (IllegalStateException ex) {
				logger.debug("The connection has been ended already", ex);
			}
		}

	}

}
