package dev.mediaboot.body;

import dev.mediaboot.answer.Body;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A body in transit through the output stream of an asynchronous request.
 */
public abstract class ChannelTransfer extends AsyncTransfer {

	private final BodyChannel channel;

	private final ConnectionAbort connectionAbort;

	protected ChannelTransfer(BodyWriter writer, Body body, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion, ConnectionAbort connectionAbort) {
		super(writer, request, response, completion);
		this.channel = new BodyChannel(body);
		this.connectionAbort = connectionAbort;
	}

	protected final BodyChannel channel() {
		return this.channel;
	}

	@Override
	public long written() {
		return this.channel.written();
	}

	@Override
	protected void leaveClient() {
		this.connectionAbort.leave(request(), new TruncatedBodyException("The client accepted no data in time"));
	}

	@Override
	protected final void nudgeClient() {
		this.connectionAbort.nudge(request());
	}

	/** What the container has been given, but not sent, is not counted. */
	@Override
	protected final long close() {
		long written = written();
		this.channel.close();
		release();
		return written;
	}

	/**
	 * Releases the resources used for writing, once the body is closed: nothing reads
	 * from it any more.
	 */
	protected abstract void release();

}
