package dev.mediaboot.web;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body in a thread of its own, which may wait for a slow client when those of
 * the container may not. It is for containers whose asynchronous output cannot be
 * trusted. Small bodies are written at once, as long as few threads of the container wait
 * for that.
 *
 * @since 0.1.0
 */
public final class ThreadBodyWriter implements BodyWriter, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ThreadBodyWriter.class);

	private static final int BUFFER = 16 * 1024;

	/** Such a thread reads and writes, and calls nothing that goes deep. */
	private static final int STACK = 256 * 1024;

	/** For a thread that has been interrupted, in milliseconds. */
	private static final long PATIENCE = 1000;

	private final Predicate<HttpServletRequest> responsible;

	private final ConnectionAbort connectionAbort;

	private final ContainerThreads containerThreads = new ContainerThreads();

	private final ThreadPoolExecutor threads;

	/**
	 * Creates a writer.
	 * @param responsible whether a request is one of those whose bodies need a thread
	 * @param connectionAbort how the connection of a client that takes nothing is ended
	 */
	public ThreadBodyWriter(Predicate<HttpServletRequest> responsible, ConnectionAbort connectionAbort) {
		this.responsible = responsible;
		this.connectionAbort = connectionAbort;
		// As many as there is room for.
		AtomicInteger number = new AtomicInteger();
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> {
					Thread thread = new Thread(null, task, "media-body-" + number.incrementAndGet(), STACK);
					thread.setDaemon(true);
					return thread;
				});
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return this.responsible.test(request) && request.isAsyncSupported() && !request.isAsyncStarted()
				&& TransparentResponse.is(response);
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		if (!this.containerThreads.write(body, request, response, completion)) {
			new ThreadTransfer(body, request, response, completion).begin();
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
	private final class ThreadTransfer extends AsyncTransfer implements Runnable {

		private volatile @Nullable ServletOutputStream output;

		/** Whoever interrupts the thread must not do so when it has another body. */
		private @Nullable Thread thread;

		private boolean aborted;

		ThreadTransfer(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
			super(ThreadBodyWriter.this, body, request, response, completion, ThreadBodyWriter.this.connectionAbort);
		}

		@Override
		void start(HttpServletResponse response) throws IOException {
			this.output = response.getOutputStream();
			try {
				ThreadBodyWriter.this.threads.execute(this);
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				throw new TruncatedBodyException("There is no thread: " + ex.getMessage());
			}
		}

		@Override
		public void run() {
			TruncatedBodyException truncation = null;
			try {
				ServletOutputStream output = enter();
				if (output != null) {
					StreamBodyWriter.copy(channel(), output, BUFFER);
					// Tomcat would wait for the client with a thread of its own.
					output.close();
				}
			}
			catch (TruncatedBodyException ex) {
				truncation = ex;
			}
			catch (IOException | RuntimeException ex) {
				logger.debug("The client went away", ex);
			}
			finally {
				leave();
				end(truncation);
				complete();
			}
		}

		private synchronized @Nullable ServletOutputStream enter() {
			this.thread = this.aborted ? null : Thread.currentThread();
			return this.aborted ? null : this.output;
		}

		private synchronized void leave() {
			this.thread = null;
			// What was meant for this body is not for the next.
			Thread.interrupted();
			notifyAll();
		}

		@Override
		public synchronized void abort() {
			this.aborted = true;
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}

		/** After this the container uses the request again, which the thread must not. */
		@Override
		public void onError(AsyncEvent event) {
			abort();
			awaitLeave();
			complete();
		}

		private synchronized void awaitLeave() {
			try {
				if (this.thread != null) {
					wait(PATIENCE);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		void release() {
			this.output = null;
		}

	}

}
