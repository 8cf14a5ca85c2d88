package dev.mediaboot.tomcat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.body.AsyncBodyWriter;
import dev.mediaboot.body.BodyTransfer;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.TransparentResponse;
import dev.mediaboot.body.TruncatedBodyException;
import dev.mediaboot.transfer.Transfer;
import dev.mediaboot.transfer.TransferBuffers;
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
 * Sends a body through a connection of {@link TomcatBodyProtocol}. As much as the socket
 * accepts at once leaves with the head; the request becomes asynchronous only if some of
 * the body is left. A fast client costs nothing more, and a slow client holds no thread.
 *
 * @since 0.1.0
 */
public final class TomcatBodyWriter implements BodyWriter {

	private static final Log logger = LogFactory.getLog(TomcatBodyWriter.class);

	/**
	 * How long a file must be unmodified before the kernel may send it. The kernel does
	 * not copy the bytes: a file truncated in place turns into zeros even in the socket.
	 * A program that is writing in place has modified the file within this time.
	 */
	private static final Duration QUIET = Duration.ofSeconds(10);

	private final BodyWriter portable;

	private final Duration sendTimeout;

	private final Clock clock;

	private final TransferBuffers buffers = new TransferBuffers();

	/**
	 * Creates a writer.
	 * @param portable writes bodies that Tomcat turns out to compress
	 * @param sendTimeout how long a client may accept nothing
	 * @param clock the clock that the age of a file is measured with
	 */
	public TomcatBodyWriter(AsyncBodyWriter portable, Duration sendTimeout, Clock clock) {
		this.portable = portable;
		this.sendTimeout = sendTimeout;
		this.clock = clock;
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return body.length() > 0 && request.isAsyncSupported() && !request.isAsyncStarted() && !response.isCommitted()
				&& request.getServletConnection() instanceof TomcatBodyConnection connection
				&& connection.channel() != null && TransparentResponse.is(response);
	}

	private boolean isQuiet(MediaFile file) {
		if (file.channel() == null) {
			return false;
		}
		Instant modified = file.lastModified();
		// A file that is being changed has neither a modification time nor an entity tag.
		return (modified != null) ? modified.isBefore(this.clock.instant().minus(QUIET)) : file.etag() != null;
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		TomcatBodyConnection connection = (TomcatBodyConnection) request.getServletConnection();
		Delivery delivery;
		try {
			delivery = new Delivery(new BodyTransfer(body, isQuiet(body.file()), this.buffers), connection, request,
					completion);
		}
		catch (TruncatedBodyException ex) {
			Body.closeQuietly(body);
			completion.ended(this, 0, ex);
			return;
		}
		try {
			if (delivery.begin(response)) {
				delivery.goOn(response);
			}
			else {
				this.portable.write(body, request, response, completion);
			}
		}
		catch (IOException ex) {
			delivery.channel.abort(delivery.transfer);
			delivery.fail(ex);
		}
		catch (IllegalStateException ex) {
			delivery.end(new TruncatedBodyException("The rest of the body cannot be sent: " + ex.getMessage()));
		}
	}

	@Override
	public String name() {
		return "tomcat";
	}

	/**
	 * One body being sent.
	 */
	private final class Delivery implements Transfer, WriteListener, AsyncListener {

		/**
		 * Request attributes in which Tomcat's access log looks for bytes that bypassed
		 * its output stream.
		 */
		private static final String START = "org.apache.tomcat.sendfile.start";

		private static final String END = "org.apache.tomcat.sendfile.end";

		private final BodyTransfer transfer;

		private final TomcatBodyConnection connection;

		private final MediaNioChannel channel;

		private final HttpServletRequest request;

		private final Completion completion;

		private @Nullable AsyncContext context;

		private boolean ended;

		Delivery(BodyTransfer transfer, TomcatBodyConnection connection, HttpServletRequest request,
				Completion completion) {
			this.transfer = transfer;
			this.connection = connection;
			this.channel = Objects.requireNonNull(connection.channel());
			this.request = request;
			this.completion = completion;
		}

		/**
		 * Sends the head, and starts to send the body behind it.
		 * @return {@code false} when the body must be written through the response
		 */
		boolean begin(HttpServletResponse response) throws IOException {
			this.channel.attach(this.transfer, this.connection.response());
			response.flushBuffer();
			return this.channel.begin();
		}

		void goOn(HttpServletResponse response) throws IOException {
			if (this.transfer.remaining() == 0) {
				end(null);
				// Tomcat has counted none of these bytes, and would also send what a
				// filter adds.
				response.getOutputStream().close();
				return;
			}
			if (!this.completion.await(this)) {
				end(null);
				return;
			}
			this.connection.setWriteTimeout(TomcatBodyWriter.this.sendTimeout);
			AsyncContext context = this.request.startAsync(this.request, response);
			this.context = context;
			// A large body may take long. Its progress is monitored instead.
			context.setTimeout(0);
			context.addListener(this);
			this.channel.await();
			response.getOutputStream().setWriteListener(this);
		}

		@Override
		public long written() {
			// Grows with the bytes of the head as well: accepting them is progress too.
			return this.transfer.length() - this.transfer.remaining();
		}

		/** Does nothing once ended: the connection may already serve the next request. */
		@Override
		public synchronized void abort() {
			if (!this.ended) {
				this.connection.fail();
			}
		}

		@Override
		public synchronized void nudge() {
			if (!this.ended) {
				this.connection.nudge();
			}
		}

		@Override
		public void end() {
			end(null);
		}

		/** Called by Tomcat once the rest has been written. */
		@Override
		public void onWritePossible() {
			end(null);
			complete();
		}

		@Override
		public void onError(Throwable ex) {
			// Reported again to onError(AsyncEvent). If the request were completed here,
			// Tomcat would write an error page into the body.
		}

		@Override
		public void onError(AsyncEvent event) {
			fail(event.getThrowable());
			complete();
		}

		/** Happens only when the application is stopped: the request has no timeout. */
		@Override
		public void onTimeout(AsyncEvent event) {
			end(new TruncatedBodyException("The application was stopped"));
			complete();
		}

		@Override
		public void onComplete(AsyncEvent event) {
			end(null);
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// Asynchronous processing is not restarted.
		}

		/** Ends the transfer. Tomcat itself ends the connection after a failure. */
		void fail(Throwable ex) {
			TruncatedBodyException truncation = this.transfer.truncation();
			if (truncation == null) {
				logger.debug("The client went away", ex);
			}
			end(truncation);
		}

		private void end(@Nullable TruncatedBodyException truncation) {
			synchronized (this) {
				if (this.ended) {
					return;
				}
				this.ended = true;
			}
			this.channel.release(this.transfer);
			this.transfer.close();
			long bytes = this.transfer.written();
			tellAccessLog(bytes);
			this.completion.ended(TomcatBodyWriter.this, bytes, truncation);
		}

		private void tellAccessLog(long bytes) {
			try {
				this.request.setAttribute(START, 0L);
				this.request.setAttribute(END, bytes);
			}
			catch (IllegalStateException ex) {
				logger.debug("The server was stopped and the request no longer exists", ex);
			}
		}

		private void complete() {
			AsyncContext current = this.context;
			try {
				if (current != null) {
					current.complete();
				}
			}
			catch (IllegalStateException ex) {
				logger.debug("The connection has already been closed", ex);
			}
		}

	}

}
