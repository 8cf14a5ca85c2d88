package dev.mediaboot.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
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
 * Writes bodies over HTTP/2 on Tomcat, whose asynchronous output loses the end of those
 * that do not fit into a window: 11.0.24 fails with "Already waiting", 11.0.27 waits for
 * ever. A body has a thread of its own, which may wait for a slow client when those of
 * the container may not, and writes what the client has room for. A small one for which
 * there is room leaves at once.
 *
 * @since 0.1.0
 */
public final class TomcatHttp2BodyWriter implements BodyWriter, AutoCloseable {

	private static final Log logger = LogFactory.getLog(TomcatHttp2BodyWriter.class);

	private static final int BUFFER = 16 * 1024;

	/** Such a thread reads and writes, and calls nothing that goes deep. */
	private static final int STACK = 256 * 1024;

	/** For a thread that has been told to give up, in milliseconds. */
	private static final long PATIENCE = 1000;

	private static final long PATIENCE_FOR_HEAD = TimeUnit.MILLISECONDS.toNanos(100);

	/** Of the 200 that Tomcat has; they wait for each other, and for no window. */
	private static final int CONTAINER_THREADS = 16;

	/** What the client has room for: the socket is not likely to have less. */
	private static final int SMALL = 64 * 1024;

	private final ConnectionAbort connectionAbort;

	private final ContainerThreads containerThreads = new ContainerThreads(CONTAINER_THREADS, SMALL);

	private final ThreadPoolExecutor threads;

	/**
	 * Creates a writer.
	 * @param connectionAbort how the stream of a client that takes nothing is ended
	 */
	public TomcatHttp2BodyWriter(ConnectionAbort connectionAbort) {
		this.connectionAbort = connectionAbort;
		AtomicInteger number = new AtomicInteger();
		// As many as there is room for.
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
		TomcatFlowControl flow = TomcatFlowControl.of(request);
		if (!writeNow(body, request, response, completion, flow)) {
			new StreamTransfer(body, request, response, completion, flow).begin();
		}
	}

	/**
	 * The streams of a connection write in turn. Only a few threads may wait for a client
	 * that does not read its socket, or for the streams behind such a one.
	 */
	private boolean writeNow(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion,
			TomcatFlowControl flow) {
		try {
			if (!this.containerThreads.isSmall(body) || !(flow.tryEnter() || await(flow))) {
				return false;
			}
			try {
				return flow.hasRoom(body.length()) && this.containerThreads.write(body, request, response, completion);
			}
			finally {
				flow.leave();
			}
		}
		catch (IOException ex) {
			// The other way will notice as well.
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
	}

	/**
	 * One body on its way.
	 */
	private final class StreamTransfer extends AsyncTransfer implements Runnable {

		private volatile @Nullable ServletOutputStream output;

		private @Nullable Thread thread;

		private volatile boolean aborted;

		private boolean over;

		/** Before the thread begins. */
		private boolean headSent;

		private final TomcatFlowControl flow;

		StreamTransfer(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion,
				TomcatFlowControl flow) {
			super(TomcatHttp2BodyWriter.this, body, request, response, completion,
					TomcatHttp2BodyWriter.this.connectionAbort);
			this.flow = flow;
		}

		/**
		 * The wrappers have their say now, unless the client has stopped reading its
		 * socket: then the head would hold this thread.
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
				throw new TruncatedBodyException("There is no thread: " + ex.getMessage());
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
					// Tomcat would end the stream as if it were complete.
					reset();
				}
				// The container that waits for this thread completes the request itself.
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
						new TruncatedBodyException("The client took nothing"));
			}
			catch (RuntimeException ex) {
				logger.debug("The stream has been ended already", ex);
			}
		}

		/** A client may give room only to what it knows of. */
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
					int count = this.flow.await(buffer.remaining(), () -> this.aborted);
					try {
						write(buffer, count, output);
					}
					finally {
						this.flow.leave();
					}
				}
			}
		}

		/** What stayed in a buffer of Tomcat would be sent when nobody looks. */
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

		/** The container may have ended the request, and use it for another already. */
		private synchronized boolean enter() {
			this.thread = this.over ? null : Thread.currentThread();
			return !this.over;
		}

		private synchronized void leave() {
			this.thread = null;
			notifyAll();
		}

		/** Interrupted, Tomcat would close the connection with all its streams. */
		@Override
		public synchronized void abort() {
			this.aborted = true;
			LockSupport.unpark(this.thread);
		}

		/** After this the container uses the request again, which the thread must not. */
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

		/** Whoever has ended it, the thread writes no more. */
		@Override
		protected synchronized void release() {
			this.over = true;
			this.output = null;
			abort();
		}

	}

}
