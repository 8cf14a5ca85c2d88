package dev.mediaboot.web;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a large body whenever the client takes more of it, so that a slow one holds no
 * thread. It works in every container, and over every protocol.
 *
 * @since 0.1.0
 */
public final class AsyncBodyWriter implements BodyWriter, Closeable {

	private static final Log logger = LogFactory.getLog(AsyncBodyWriter.class);

	/** Up to here the buffers of container and socket take it all, and nobody waits. */
	static final int LARGE = 64 * 1024;

	/** What is left, at least, for a buffer that no other transfer has. */
	private static final int LAST = 16 * 1024;

	/** A client that takes what it was sent within this time is given more at once. */
	private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(100);

	private final LongSupplier nanoTime;

	private final TransferBuffers buffers = new TransferBuffers();

	private final Set<BodyChannel> channels = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a writer.
	 */
	public AsyncBodyWriter() {
		this(System::nanoTime);
	}

	AsyncBodyWriter(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	private long now() {
		return this.nanoTime.getAsLong();
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return body.length() > LARGE && request.isAsyncSupported() && !request.isAsyncStarted()
				&& TransparentResponse.is(response);
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		BodyChannel channel = new BodyChannel(body);
		boolean begun = false;
		try {
			// The wrappers have their say now, and what follows is the body alone.
			response.flushBuffer();
			new Transfer(channel, request, response, completion).begin();
			begun = true;
		}
		catch (IOException ex) {
			logger.debug("The client went away", ex);
		}
		finally {
			if (!begun) {
				this.channels.remove(channel);
				channel.close();
				completion.ended(this, channel.written(), null);
			}
		}
	}

	@Override
	public String name() {
		return "async";
	}

	/**
	 * Closes what is still on its way. A Tomcat that is stopped tells nobody.
	 */
	@Override
	public void close() {
		this.channels.forEach(BodyChannel::close);
		this.channels.clear();
	}

	/**
	 * One body on its way. The container calls one method at a time.
	 */
	private final class Transfer implements WriteListener, AsyncListener {

		private final BodyChannel channel;

		private final ServletOutputStream output;

		private final AsyncContext context;

		private final Completion completion;

		private boolean ended;

		/** When this began, and then when the output stream did not take any more. */
		private long unreadySince = now();

		/** What was written last. */
		private @Nullable ByteBuffer buffer;

		/** What was written before, until the output stream has taken the next one. */
		private @Nullable ByteBuffer previous;

		Transfer(BodyChannel channel, HttpServletRequest request, HttpServletResponse response, Completion completion)
				throws IOException {
			this.channel = channel;
			this.output = response.getOutputStream();
			this.completion = completion;
			this.context = request.startAsync(request, response);
		}

		void begin() {
			// A large body takes its time. The container ends a connection that stalls.
			AsyncBodyWriter.this.channels.add(this.channel);
			this.context.setTimeout(0);
			this.context.addListener(this);
			this.output.setWriteListener(this);
		}

		@Override
		public void onWritePossible() throws IOException {
			try {
				boolean keepsUp = now() - this.unreadySince < QUICK;
				while (this.channel.isOpen() && this.output.isReady()) {
					if (this.channel.unread() > 0) {
						writeNext(keepsUp);
					}
					else {
						end(null);
						complete();
					}
				}
				this.unreadySince = now();
			}
			catch (TruncatedBodyException ex) {
				cutShort(ex);
			}
		}

		private void cutShort(TruncatedBodyException truncation) {
			end(truncation);
			complete();
		}

		private void writeNext(boolean keepsUp) throws IOException {
			ByteBuffer next = (this.channel.unread() > TransferBuffers.SMALL) ? shared(keepsUp) : last();
			if (next != this.buffer) {
				this.previous = this.buffer;
				this.buffer = next;
			}
			int count = this.channel.read(next);
			this.output.write(next.flip());
			this.channel.addWritten(count);
			if (this.previous != null) {
				// Only now is it certain that nobody reads it: after a failure an output
				// stream is ready as well, but does not take any more.
				AsyncBodyWriter.this.buffers.give(this.previous);
				this.previous = null;
			}
		}

		private ByteBuffer shared(boolean keepsUp) {
			ByteBuffer shared = choose(this.buffer, keepsUp).clear();
			return shared.limit((int) Math.min(shared.capacity(), this.channel.unread() - LAST));
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
			return ByteBuffer.allocate((int) this.channel.unread());
		}

		/** Jetty leaves it at that. */
		@Override
		public void onError(Throwable ex) {
			logger.debug("The client went away", ex);
			end(null);
			complete();
		}

		/** Tomcat would put an error page into the body now. */
		@Override
		public void onError(AsyncEvent event) {
			end(null);
			complete();
		}

		@Override
		public void onComplete(AsyncEvent event) {
			end(null);
		}

		/** There is none but when the application is stopped. */
		@Override
		public void onTimeout(AsyncEvent event) {
			cutShort(new TruncatedBodyException("The application was stopped"));
		}

		private void end(@Nullable TruncatedBodyException truncation) {
			if (!this.ended) {
				this.ended = true;
				AsyncBodyWriter.this.channels.remove(this.channel);
				this.channel.close();
				lose(this.previous);
				lose(this.buffer);
				this.completion.ended(AsyncBodyWriter.this, this.channel.written(), truncation);
			}
		}

		private void lose(@Nullable ByteBuffer buffer) {
			if (buffer != null) {
				AsyncBodyWriter.this.buffers.lose(buffer);
			}
		}

		private void complete() {
			try {
				this.context.complete();
			}
			catch (IllegalStateException ex) {
				logger.debug("The connection has been ended already", ex);
			}
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// Nobody starts it again.
		}

	}

}
