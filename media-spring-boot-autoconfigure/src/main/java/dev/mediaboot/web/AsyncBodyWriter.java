package dev.mediaboot.web;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

	private final TransferBuffers buffers = new TransferBuffers();

	private final Set<BodyChannel> channels = ConcurrentHashMap.newKeySet();

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

		private @Nullable ByteBuffer buffer;

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
				boolean keepsUp = false;
				while (this.channel.isOpen() && this.output.isReady()) {
					writeNext(keepsUp);
					keepsUp = true;
				}
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
			ByteBuffer next = buffer(keepsUp);
			int count = this.channel.read(next.clear());
			if (count > 0) {
				this.output.write(next.flip());
				this.channel.addWritten(count);
			}
			else {
				giveBack();
				end(null);
				complete();
			}
		}

		/** A client that keeps up is given more at once. */
		private ByteBuffer buffer(boolean keepsUp) {
			ByteBuffer current = this.buffer;
			if (current == null || TransferBuffers.isLarge(current) != keepsUp) {
				giveBack();
				current = AsyncBodyWriter.this.buffers.take(keepsUp);
				this.buffer = current;
			}
			return current;
		}

		/** The output stream is ready, so it does not need the buffer any more. */
		private void giveBack() {
			if (this.buffer != null) {
				AsyncBodyWriter.this.buffers.give(this.buffer);
				this.buffer = null;
			}
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
				if (this.buffer != null) {
					AsyncBodyWriter.this.buffers.lose(this.buffer);
					this.buffer = null;
				}
				this.completion.ended(AsyncBodyWriter.this, this.channel.written(), truncation);
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
