package dev.mediaboot.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.mediaboot.answer.Body;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body whenever the client takes more of it, so that a slow one holds no thread.
 * It works in every container that can be trusted with a {@link WriteListener}. Small
 * bodies are written at once, as long as few threads of the container wait for that.
 *
 * @since 0.1.0
 */
public final class AsyncBodyWriter implements BodyWriter {

	private static final Log logger = LogFactory.getLog(AsyncBodyWriter.class);

	/** What is left, at least, for a buffer that no other transfer has. */
	private static final int LAST = 16 * 1024;

	/** A client that takes what it was sent within this time is given more at once. */
	private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(100);

	/** Of the 200 that Tomcat and Jetty have. */
	private static final int CONTAINER_THREADS = 8;

	private final ContainerThreads threads;

	private final ConnectionAbort connectionAbort;

	private final Duration sendTimeout;

	private final LongSupplier nanoTime;

	private final TransferBuffers buffers = new TransferBuffers();

	/**
	 * Creates a writer.
	 * @param connectionAbort how the connection of a client that takes nothing is ended
	 * @param sendTimeout how long a client may take nothing
	 */
	public AsyncBodyWriter(ConnectionAbort connectionAbort, Duration sendTimeout) {
		this(new ContainerThreads(CONTAINER_THREADS, Transfers.SMALL), connectionAbort, sendTimeout, System::nanoTime);
	}

	AsyncBodyWriter(ContainerThreads threads, ConnectionAbort connectionAbort, Duration sendTimeout,
			LongSupplier nanoTime) {
		this.threads = threads;
		this.connectionAbort = connectionAbort;
		this.sendTimeout = sendTimeout;
		this.nanoTime = nanoTime;
	}

	private long now() {
		return this.nanoTime.getAsLong();
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return body.length() > 0 && request.isAsyncSupported() && !request.isAsyncStarted()
				&& TransparentResponse.is(response);
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		// A client of HTTP/2 need not take anything, however small (RFC 9113 §5.2.2).
		boolean mayWait = !request.getProtocol().equals("HTTP/2.0");
		if (!mayWait || !this.threads.write(body, request, response, completion)) {
			new ListeningTransfer(body, request, response, completion).begin();
		}
	}

	@Override
	public String name() {
		return "async";
	}

	/**
	 * One body on its way. The container calls one method at a time.
	 */
	private final class ListeningTransfer extends AsyncTransfer implements WriteListener {

		private @Nullable ServletOutputStream output;

		/** When this began, and then when the output stream did not take any more. */
		private long unreadySince = now();

		/** What was written last. */
		private @Nullable ByteBuffer buffer;

		/** The same, once it has been handed over, for the clock. */
		private volatile @Nullable ByteBuffer pending;

		private boolean flushed;

		/** What was written before, until the output stream has taken the next one. */
		private @Nullable ByteBuffer previous;

		ListeningTransfer(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
			super(AsyncBodyWriter.this, body, request, response, completion, AsyncBodyWriter.this.connectionAbort);
		}

		@Override
		protected void start(HttpServletResponse response) throws IOException {
			AsyncBodyWriter.this.connectionAbort.setWriteTimeout(request(), AsyncBodyWriter.this.sendTimeout);
			this.output = response.getOutputStream();
			this.output.setWriteListener(this);
		}

		@Override
		public void onWritePossible() throws IOException {
			ServletOutputStream output = this.output;
			if (output == null) {
				return;
			}
			try {
				boolean keepsUp = now() - this.unreadySince < QUICK;
				while (channel().isOpen() && output.isReady()) {
					if (channel().unread() > 0) {
						writeNext(output, keepsUp);
					}
					else if (!this.flushed) {
						// What Tomcat has kept would make its thread wait for the client.
						this.flushed = true;
						output.flush();
					}
					else {
						end(null);
						complete();
					}
				}
				this.unreadySince = now();
			}
			catch (TruncatedBodyException ex) {
				fail(ex);
			}
			catch (RuntimeException | Error ex) {
				// Tomcat tells nobody.
				end(null);
				throw ex;
			}
		}

		/** Jetty goes through a large buffer step by step, as the client takes it. */
		@Override
		public long written() {
			ByteBuffer current = this.pending;
			return super.written() - ((current != null) ? current.remaining() : 0);
		}

		private void writeNext(ServletOutputStream output, boolean keepsUp) throws IOException {
			ByteBuffer next = (channel().unread() > TransferBuffers.SMALL) ? shared(keepsUp) : last();
			if (next != this.buffer) {
				this.previous = this.buffer;
				this.buffer = next;
			}
			this.pending = null;
			int count = channel().read(next);
			output.write(next.flip());
			channel().addWritten(count);
			this.pending = next;
			if (this.previous != null) {
				// Only now is it certain that nobody reads it: after a failure an output
				// stream is ready as well, but does not take any more.
				AsyncBodyWriter.this.buffers.give(this.previous);
				this.previous = null;
			}
		}

		private ByteBuffer shared(boolean keepsUp) {
			ByteBuffer shared = choose(this.buffer, keepsUp).clear();
			return shared.limit((int) Math.min(shared.capacity(), channel().unread() - LAST));
		}

		private ByteBuffer choose(@Nullable ByteBuffer current, boolean keepsUp) {
			if (current != null && TransferBuffers.isLarge(current) == keepsUp) {
				return current;
			}
			TransferBuffers buffers = AsyncBodyWriter.this.buffers;
			ByteBuffer large = keepsUp ? buffers.takeLarge() : null;
			if (large != null) {
				return large;
			}
			return (current != null && !TransferBuffers.isLarge(current)) ? current : buffers.takeSmall();
		}

		/** Nobody tells for certain when the end has been sent, so it is used once. */
		private ByteBuffer last() {
			return ByteBuffer.allocate((int) channel().unread());
		}

		/** Jetty leaves it at that. */
		@Override
		public void onError(Throwable ex) {
			logger.debug("The client went away", ex);
			fail(null);
		}

		@Override
		protected void release() {
			lose(this.previous);
			lose(this.buffer);
		}

		private void lose(@Nullable ByteBuffer buffer) {
			if (buffer != null) {
				AsyncBodyWriter.this.buffers.lose(buffer);
			}
		}

	}

}
