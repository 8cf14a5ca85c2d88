package dev.mediaboot.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.mediaboot.answer.Body;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ChannelTransfer;
import dev.mediaboot.body.TruncatedBodyException;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A body in transit through a stream of HTTP/2, written by a thread of its own.
 */
final class TomcatHttp2Transfer extends ChannelTransfer implements Runnable {

	private static final Log logger = LogFactory.getLog(TomcatHttp2Transfer.class);

	private static final int BUFFER = 16 * 1024;

	/** How long to wait for a thread that was asked to stop, in milliseconds. */
	private static final long PATIENCE = 1000;

	private static final long PATIENCE_FOR_HEAD = TimeUnit.MILLISECONDS.toNanos(100);

	private final TomcatHttp2BodyWriter writer;

	private final TomcatFlowControl flow;

	private volatile @Nullable ServletOutputStream output;

	private volatile State state = State.SENDING;

	private @Nullable Thread thread;

	/** Written before the thread starts. */
	private boolean headSent;

	TomcatHttp2Transfer(TomcatHttp2BodyWriter writer, Body body, HttpServletRequest request,
			HttpServletResponse response, BodyWriter.Completion completion, TomcatFlowControl flow) {
		super(writer, body, request, response, completion, writer.connectionAbort());
		this.writer = writer;
		this.flow = flow;
	}

	/**
	 * Commits the response here, so that its wrappers can act on that, unless the client
	 * has stopped reading its socket: then the head would block this thread.
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
			this.writer.execute(this);
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
			if (output != null && !isGivenUp()) {
				sendHead(output);
				copy(output);
				whole = true;
			}
		}
		catch (TruncatedBodyException ex) {
			truncation = isGivenUp() ? null : ex;
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The client went away", ex);
		}
		finally {
			if (!whole && truncation == null) {
				// Tomcat would otherwise end the stream as if it were complete.
				reset();
			}
			// A container thread that waits for this one completes the request itself.
			boolean mine = this.state != State.OVER;
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

	private boolean isGivenUp() {
		return this.state != State.SENDING;
	}

	private void reset() {
		try {
			super.leaveClient();
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
			this.flow.await(this::isGivenUp);
			try {
				output.flush();
			}
			finally {
				this.flow.leave();
			}
		}
	}

	private void copy(ServletOutputStream output) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel().unread(), BUFFER)).limit(0);
		while (buffer.hasRemaining() || channel().unread() > 0) {
			refill(buffer);
			int count = this.flow.await(buffer.remaining(), this.writer.patience(), this::isGivenUp);
			try {
				write(buffer, count, output);
			}
			finally {
				this.flow.leave();
			}
		}
	}

	/**
	 * Leaves no small rest to a frame of its own. A client that opens its window again by
	 * the size of each frame would open it by so little that Tomcat takes it for an
	 * attack.
	 */
	private void refill(ByteBuffer buffer) throws IOException {
		if (buffer.remaining() <= BUFFER / 2 && channel().unread() > 0) {
			buffer.compact();
			channel().read(buffer);
			buffer.flip();
		}
	}

	/**
	 * Leaves nothing in Tomcat's buffers, which would send it later without regard to the
	 * windows.
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
	 * Registers the thread, unless the container has already ended the request and may
	 * reuse it for another.
	 */
	private synchronized boolean enter() {
		boolean mine = this.state != State.OVER;
		this.thread = mine ? Thread.currentThread() : null;
		return mine;
	}

	private synchronized void leave() {
		this.thread = null;
		notifyAll();
	}

	/**
	 * Does not interrupt the thread: Tomcat would then close the connection with all its
	 * streams.
	 */
	@Override
	protected void leaveClient() {
		giveUp(State.ABORTED);
	}

	private synchronized void giveUp(State next) {
		if (this.state != State.OVER) {
			this.state = next;
		}
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
		giveUp(State.OVER);
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
		this.output = null;
		giveUp(State.OVER);
	}

	/**
	 * How far the thread may go.
	 */
	private enum State {

		/** The thread writes. */
		SENDING,

		/** The client is given up, and the thread ends the request. */
		ABORTED,

		/** The request belongs to the container, and the thread leaves it alone. */
		OVER

	}

}
