package dev.mediaboot.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.mediaboot.answer.Body;
import dev.mediaboot.body.AsyncTransfer;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.body.ContainerThreads;
import dev.mediaboot.body.TransparentResponse;
import dev.mediaboot.body.TruncatedBodyException;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.RequestFacade;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

/**
 * Writes bodies over HTTP/2 on Tomcat, whose asynchronous output loses the end of a body
 * that does not fit into the flow-control window: 11.0.24 fails with "Already waiting",
 * 11.0.27 waits indefinitely. Each body has a thread of its own, which may wait for a
 * slow client where a container thread must not, and which writes only as much as the
 * client has room for. A small body for which there is room is written at once.
 *
 * @since 0.1.0
 */
public final class TomcatHttp2BodyWriter implements BodyWriter, AutoCloseable {

	private static final Log logger = LogFactory.getLog(TomcatHttp2BodyWriter.class);

	private static final int BUFFER = 16 * 1024;

	/**
	 * Stack size of a body thread, in bytes. The thread only reads and writes, so its
	 * calls do not nest deeply.
	 */
	private static final int STACK = 256 * 1024;

	/** How long to wait for a thread that was asked to stop, in milliseconds. */
	private static final long PATIENCE = 1000;

	private static final long PATIENCE_FOR_HEAD = TimeUnit.MILLISECONDS.toNanos(100);

	/**
	 * Container threads that may wait, out of Tomcat's default of 200. They wait for
	 * other streams, never for a window.
	 */
	private static final int CONTAINER_THREADS = 16;

	/** Largest small body, in bytes. */
	private static final int SMALL = 64 * 1024;

	private final ConnectionAbort connectionAbort;

	private final ContainerThreads containerThreads = new ContainerThreads(CONTAINER_THREADS, SMALL);

	private final SocketRoom sockets = new SocketRoom();

	private final long patience;

	private final ThreadPoolExecutor threads;

	/**
	 * Creates a writer.
	 * @param connectionAbort ends the stream of a client that accepts nothing
	 * @param sendTimeout how long a client may accept nothing
	 */
	public TomcatHttp2BodyWriter(ConnectionAbort connectionAbort, Duration sendTimeout) {
		this.connectionAbort = connectionAbort;
		this.patience = Math.max(sendTimeout.toNanos() - ConnectorDefaults.SOCKET_WRITE_TIMEOUT.toNanos(), 0);
		AtomicInteger number = new AtomicInteger();
		// Unbounded, because the number of bodies is already limited.
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> {
					Thread thread = new Thread(null, task, "media-body-" + number.incrementAndGet(), STACK);
					thread.setDaemon(true);
					return thread;
				});
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return request.getProtocol().equals("HTTP/2.0") && request.isAsyncSupported() && !request.isAsyncStarted()
				&& TransparentResponse.is(response) && WebUtils.getNativeRequest(request, RequestFacade.class) != null;
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		TomcatFlowControl flow = TomcatFlowControl.of(request, this.sockets);
		if (!writeNow(body, request, response, completion, flow)) {
			new StreamTransfer(body, request, response, completion, flow).begin();
		}
	}

	/**
	 * Writes a small body on the calling thread if there is room. The streams of a
	 * connection write in turn. Only a few threads may wait for a client that does not
	 * read its socket, or for streams blocked by that client.
	 */
	private boolean writeNow(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion,
			TomcatFlowControl flow) {
		try {
			if (!this.containerThreads.isSmall(body) || !(flow.tryEnter() || await(flow))) {
				return false;
			}
			try {
				return flow.hasRoom((int) body.length())
						&& this.containerThreads.write(body, request, response, completion);
			}
			finally {
				flow.leave();
			}
		}
		catch (IOException ex) {
			// The body's own thread will meet the same failure.
			return false;
		}
	}

	private boolean await(TomcatFlowControl flow) throws IOException {
		if (!this.containerThreads.enter()) {
			return false;
		}
		try {
			return flow.tryEnter(TomcatFlowControl.MOMENT);
		}
		finally {
			this.containerThreads.leave();
		}
	}

	@Override
	public String name() {
		return "thread";
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		try {
			this.sockets.close();
		}
		catch (IOException ex) {
			logger.debug("Failed to close the selector", ex);
		}
	}

	/**
	 * One body being sent.
	 */
	private final class StreamTransfer extends AsyncTransfer implements Runnable {

		private volatile @Nullable ServletOutputStream output;

		private @Nullable Thread thread;

		private volatile boolean aborted;

		private boolean over;

		/** Written before the thread starts. */
		private boolean headSent;

		private final TomcatFlowControl flow;

		StreamTransfer(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion,
				TomcatFlowControl flow) {
			super(TomcatHttp2BodyWriter.this, body, request, response, completion,
					TomcatHttp2BodyWriter.this.connectionAbort);
			this.flow = flow;
		}

		/**
		 * Commits the response here, so that its wrappers can act on that, unless the
		 * client has stopped reading its socket: then the head would block this thread.
		 */
		@Override
		protected void prepare(HttpServletResponse response) throws IOException {
			if (this.flow.tryEnter(PATIENCE_FOR_HEAD)) {
				try {
					response.flushBuffer();
					this.headSent = true;
				}
				finally {
					this.flow.leave();
				}
			}
		}

		@Override
		protected void start(HttpServletResponse response) throws IOException {
			this.output = response.getOutputStream();
			try {
				TomcatHttp2BodyWriter.this.threads.execute(this);
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				throw new TruncatedBodyException("No thread is available: " + ex.getMessage());
			}
		}

		@Override
		public void run() {
			if (!enter()) {
				return;
			}
			TruncatedBodyException truncation = null;
			boolean whole = false;
			try {
				ServletOutputStream output = this.output;
				if (output != null && !this.aborted) {
					sendHead(output);
					copy(output);
					whole = true;
				}
			}
			catch (TruncatedBodyException ex) {
				truncation = this.aborted ? null : ex;
			}
			catch (IOException | RuntimeException ex) {
				logger.debug("The client went away", ex);
			}
			finally {
				if (!whole && truncation == null) {
					// Tomcat would otherwise end the stream as if it were complete.
					reset();
				}
				// A container thread that waits for this one completes the request
				// itself.
				boolean mine = isMine();
				try {
					end(truncation);
				}
				finally {
					if (mine) {
						complete();
					}
					leave();
				}
			}
		}

		private synchronized boolean isMine() {
			return !this.over;
		}

		private void reset() {
			try {
				TomcatHttp2BodyWriter.this.connectionAbort.leave(request(),
						new TruncatedBodyException("The client accepted no data in time"));
			}
			catch (RuntimeException ex) {
				logger.debug("The stream has already been closed", ex);
			}
		}

		/**
		 * Sends the head first: a client may open a window only for a stream it knows.
		 */
		private void sendHead(ServletOutputStream output) throws IOException {
			if (!this.headSent) {
				this.flow.await(() -> this.aborted);
				try {
					output.flush();
				}
				finally {
					this.flow.leave();
				}
			}
		}

		private void copy(ServletOutputStream output) throws IOException {
			ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel().unread(), BUFFER));
			while (channel().unread() > 0) {
				channel().read(buffer.clear());
				buffer.flip();
				while (buffer.hasRemaining()) {
					int count = this.flow.await(buffer.remaining(), TomcatHttp2BodyWriter.this.patience,
							() -> this.aborted);
					try {
						write(buffer, count, output);
					}
					finally {
						this.flow.leave();
					}
				}
			}
		}

		/**
		 * Leaves nothing in Tomcat's buffers, which would send it later without regard to
		 * the windows.
		 */
		private void write(ByteBuffer buffer, int count, ServletOutputStream output) throws IOException {
			output.write(buffer.array(), buffer.position(), count);
			buffer.position(buffer.position() + count);
			channel().addWritten(count);
			if (buffer.hasRemaining() || channel().unread() > 0) {
				output.flush();
			}
			else {
				output.close();
			}
		}

		/**
		 * Registers the thread, unless the container has already ended the request and
		 * may reuse it for another.
		 */
		private synchronized boolean enter() {
			this.thread = this.over ? null : Thread.currentThread();
			return !this.over;
		}

		private synchronized void leave() {
			this.thread = null;
			notifyAll();
		}

		/**
		 * Does not interrupt the thread: Tomcat would then close the connection with all
		 * its streams.
		 */
		@Override
		public synchronized void abort() {
			this.aborted = true;
			LockSupport.unpark(this.thread);
		}

		/**
		 * Stops the thread first, because the container reuses the request afterwards.
		 */
		@Override
		public void onError(AsyncEvent event) {
			stop();
			complete();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			stop();
			super.onTimeout(event);
		}

		private synchronized void stop() {
			this.over = true;
			abort();
			try {
				if (this.thread != null && this.thread != Thread.currentThread()) {
					wait(PATIENCE);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		/** Stops the thread from writing, however the transfer has ended. */
		@Override
		protected synchronized void release() {
			this.over = true;
			this.output = null;
			abort();
		}

	}

}
