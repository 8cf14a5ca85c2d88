package dev.mediaboot.tomcat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.body.AsyncBodyWriter;
import dev.mediaboot.body.AsyncTransfer;
import dev.mediaboot.body.BodyTransfer;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.TransparentResponse;
import dev.mediaboot.body.TruncatedBodyException;
import dev.mediaboot.transfer.TransferBuffers;
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
					response, completion);
		}
		catch (TruncatedBodyException ex) {
			Body.closeQuietly(body);
			completion.ended(this, 0, ex);
			return;
		}
		try {
			if (!delivery.sendHead(response)) {
				this.portable.write(body, request, response, completion);
			}
			else if (delivery.isSent()) {
				delivery.finish(response);
			}
			else {
				delivery.begin();
			}
		}
		catch (IOException ex) {
			delivery.disconnect(ex);
		}
		catch (IllegalStateException ex) {
			delivery.giveUp(ex);
		}
	}

	@Override
	public String name() {
		return "tomcat";
	}

	/**
	 * One body being sent.
	 */
	private final class Delivery extends AsyncTransfer implements WriteListener {

		/**
		 * Request attributes in which Tomcat's access log looks for bytes that bypassed
		 * its output stream.
		 */
		private static final String START = "org.apache.tomcat.sendfile.start";

		private static final String END = "org.apache.tomcat.sendfile.end";

		private final BodyTransfer transfer;

		private final TomcatBodyConnection connection;

		private final MediaNioChannel channel;

		Delivery(BodyTransfer transfer, TomcatBodyConnection connection, HttpServletRequest request,
				HttpServletResponse response, Completion completion) {
			super(TomcatBodyWriter.this, request, response, completion);
			this.transfer = transfer;
			this.connection = connection;
			this.channel = Objects.requireNonNull(connection.channel());
		}

		/**
		 * Sends the head, and starts to send the body behind it.
		 * @return {@code false} when the body must be written through the response
		 */
		boolean sendHead(HttpServletResponse response) throws IOException {
			this.channel.attach(this.transfer, this.connection.response());
			response.flushBuffer();
			return this.channel.begin();
		}

		boolean isSent() {
			return this.transfer.remaining() == 0;
		}

		/**
		 * Ends the response: Tomcat has counted none of the bytes, and would also send
		 * what a filter adds.
		 */
		void finish(HttpServletResponse response) throws IOException {
			end(null);
			response.getOutputStream().close();
		}

		/** Closes the connection, because Tomcat does not notice every failure. */
		void disconnect(IOException failure) {
			this.channel.abort(this.transfer);
			fail(failure);
		}

		void giveUp(IllegalStateException failure) {
			end(cannotGoOn(failure));
		}

		@Override
		protected void prepare(HttpServletResponse response) {
			this.connection.setWriteTimeout(TomcatBodyWriter.this.sendTimeout);
		}

		@Override
		protected void start(HttpServletResponse response) throws IOException {
			this.channel.await();
			response.getOutputStream().setWriteListener(this);
		}

		@Override
		public long written() {
			// Grows with the bytes of the head as well: accepting them is progress too.
			return this.transfer.length() - this.transfer.remaining();
		}

		@Override
		protected @Nullable TruncatedBodyException truncation() {
			return this.transfer.truncation();
		}

		@Override
		protected void leaveClient() {
			this.connection.fail();
		}

		@Override
		protected void nudgeClient() {
			this.connection.nudge();
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
		protected long close() {
			this.channel.release(this.transfer);
			this.transfer.close();
			long bytes = this.transfer.written();
			tellAccessLog(bytes);
			return bytes;
		}

		private void tellAccessLog(long bytes) {
			try {
				request().setAttribute(START, 0L);
				request().setAttribute(END, bytes);
			}
			catch (IllegalStateException ex) {
				logger.debug("The server was stopped and the request no longer exists", ex);
			}
		}

	}

}
