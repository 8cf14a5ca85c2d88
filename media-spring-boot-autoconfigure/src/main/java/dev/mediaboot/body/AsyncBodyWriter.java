package dev.mediaboot.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.mediaboot.answer.Body;
import dev.mediaboot.transfer.DirectMemory;
import dev.mediaboot.transfer.TransferBuffers;
import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body as the client takes it, so that a slow client holds no thread. It works
 * in every container that supports a {@link WriteListener} reliably. Small bodies are
 * written directly in the thread of the container, as long as only a few such threads are
 * waiting.
 *
 * @since 0.1.0
 */
public final class AsyncBodyWriter implements BodyWriter {

	private static final Log logger = LogFactory.getLog(AsyncBodyWriter.class);

	/**
	 * A client that takes a buffer within this time, in nanoseconds, gets a large one
	 * next.
	 */
	private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(100);

	/**
	 * A timeout in milliseconds. Jetty loses one that expires before it is registered.
	 */
	private static final int SOON = 50;

	/** How many threads may wait for clients, of the 200 that Tomcat and Jetty have. */
	private static final int CONTAINER_THREADS = 8;

	private final ContainerThreads threads;

	private final ConnectionAbort connectionAbort;

	private final Duration sendTimeout;

	private final LongSupplier nanoTime;

	private final TransferBuffers buffers = new TransferBuffers();

	/**
	 * Creates a writer.
	 * @param connectionAbort ends the connection of a client that takes nothing
	 * @param sendTimeout how long a client may go without taking a byte
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
		// An HTTP/2 client need not accept even a small body (RFC 9113 §5.2.2).
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
	 * A body in transit. The container calls one method at a time.
	 */
	private final class ListeningTransfer extends ChannelTransfer implements WriteListener {

		private @Nullable ServletOutputStream output;

		/**
		 * When the transfer began and, later, when the output stream last stopped taking
		 * more.
		 */
		private long unreadySince = now();

		/** The buffer that was written last. */
		private @Nullable ByteBuffer buffer;

		/** The same buffer, once handed over; the clock reads how much of it is left. */
		private volatile @Nullable ByteBuffer pending;

		private boolean flushed;

		/**
		 * The buffer written before that, until the output stream has taken the next one.
		 */
		private @Nullable ByteBuffer previous;

		/** Why the body was given up, if the container reports that only later. */
		private volatile @Nullable TruncatedBodyException failure;

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
						// Otherwise a thread of Tomcat would wait until the client has
						// taken the bytes that Tomcat has buffered.
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
				giveUp(ex);
			}
			catch (RuntimeException | Error ex) {
				// Tomcat does not report this failure.
				end(null);
				throw ex;
			}
		}

		/** Jetty consumes a large buffer step by step, as the client takes it. */
		@Override
		public long written() {
			ByteBuffer current = this.pending;
			return super.written() - ((current != null) ? current.remaining() : 0);
		}

		private void writeNext(ServletOutputStream output, boolean keepsUp) throws IOException {
			ByteBuffer next = (channel().unread() > lastSize()) ? shared(keepsUp) : last();
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
				// Only now is it certain that the container no longer reads that buffer:
				// after a failure an output stream is ready too, but takes no more.
				AsyncBodyWriter.this.buffers.give(this.previous);
				this.previous = null;
			}
		}

		private ByteBuffer shared(boolean keepsUp) {
			ByteBuffer shared = choose(this.buffer, keepsUp).clear();
			return shared.limit((int) Math.min(shared.capacity(), channel().unread() - lastSize() / 2));
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

		/** The most that the last buffer holds; it holds at least half of that. */
		private static int lastSize() {
			return DirectMemory.copied(TransferBuffers.SMALL);
		}

		/** Used only once, because nothing shows reliably when the end has been sent. */
		private ByteBuffer last() {
			return ByteBuffer.allocate((int) channel().unread());
		}

		/** After this call Jetty does nothing more about the request. */
		@Override
		public void onError(Throwable ex) {
			logger.debug("The client went away", ex);
			giveUp(null);
		}

		/**
		 * Ends the request before its body has been sent. Jetty does not notify the
		 * listeners of such a request, so observers would count it as active
		 * indefinitely. It does notify them of a timeout, so a short one is set.
		 */
		private void giveUp(@Nullable TruncatedBodyException truncation) {
			AsyncContext current = context();
			if (current != null && AsyncBodyWriter.this.connectionAbort.forgetsListeners(request())) {
				this.failure = truncation;
				channel().close();
				current.setTimeout(SOON);
			}
			else {
				end(truncation);
				complete();
			}
		}

		/** Happens after {@code giveUp}, too. */
		@Override
		public void onTimeout(AsyncEvent event) {
			if (!channel().isOpen()) {
				end(this.failure);
			}
			super.onTimeout(event);
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
