package dev.mediaboot.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import dev.mediaboot.body.BodyChannel;
import dev.mediaboot.answer.Body;
import dev.mediaboot.body.BodyTransfer;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A socket of Tomcat with, now and then, a body behind what is written to it.
 * <p>
 * The body takes the place of the encrypted bytes that a connection with TLS keeps until
 * the socket takes them: Tomcat asks every connection whether there are any left, and
 * writes until there are none. For as long as Tomcat's thread is the one of the request
 * there seem to be none, because it would wait for a slow client.
 */
final class TomcatBodyChannel extends NioChannel {

	private volatile @Nullable BodyTransfer transfer;

	private @Nullable Response response;

	private boolean begun;

	private boolean awaited;

	private boolean smallMedia;

	private volatile boolean mediaExpected;

	TomcatBodyChannel(SocketBufferHandler buffers) {
		super(buffers);
	}

	/**
	 * Puts a body behind the head of a response, which is not committed yet.
	 */
	void follow(BodyTransfer body, Response head) {
		this.transfer = body;
		this.response = head;
		this.begun = false;
		this.awaited = false;
	}

	/**
	 * Begins to send a body whose head has been flushed, unless it left with its head.
	 * @return {@code false} when the body must be written through the response, and is
	 * not behind it any more
	 */
	boolean begin() throws IOException {
		if (!this.begun && isPlain()) {
			this.begun = true;
			write(emptyBuf);
		}
		if (!this.begun) {
			this.transfer = null;
		}
		return this.begun;
	}

	/** From now on Tomcat is told to go on writing. */
	void await() {
		this.awaited = true;
	}

	/** Closes the connection, because Tomcat has not seen every failure. */
	void abandon(BodyTransfer body) {
		if (this.transfer == body) {
			Body.closeQuietly(this);
		}
	}

	/** This may be another connection's by now. */
	void release(BodyTransfer body) {
		if (this.transfer == body) {
			this.transfer = null;
		}
	}

	/** The request is for small media. */
	void smallMedia() {
		this.smallMedia = true;
	}

	/**
	 * A request has been answered, or is going to be by others.
	 * @param idle whether there is nothing to wait for but another request, which is
	 * likely to be one of the same kind
	 */
	void rest(boolean idle) {
		this.mediaExpected = idle && this.smallMedia;
		this.smallMedia = false;
	}

	/** Whether the connection is idle, and likely to bring a request for small media. */
	boolean expectsMedia() {
		return this.mediaExpected;
	}

	/** There is something to read. */
	void wake() {
		this.mediaExpected = false;
	}

	/** What Tomcat compresses, or frames itself, cannot bypass it. */
	private boolean isPlain() {
		return this.transfer != null && this.response != null && this.response.isCommitted()
				&& this.response.getContentLengthLong() == this.transfer.length()
				&& this.response.getTrailerFields() == null;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		BodyTransfer body = this.transfer;
		if (body == null || !(this.begun || (endsHead(source) && isPlain()))) {
			return super.write(source);
		}
		this.begun = true;
		checkInterruptStatus();
		if (source.hasRemaining() && body.remaining() < body.length()) {
			throw new IOException("Something was written into the body of a response");
		}
		try {
			return (int) Math.min(body.write(source, this.sc), Integer.MAX_VALUE);
		}
		catch (OutOfMemoryError ex) {
			// Of an error Tomcat tells no listener.
			throw new IOException(ex);
		}
	}

	/** A head larger than the buffer of the socket comes in several writes. */
	private static boolean endsHead(ByteBuffer source) {
		int end = source.limit();
		return source.remaining() >= 4 && source.get(end - 4) == '\r' && source.get(end - 3) == '\n'
				&& source.get(end - 2) == '\r' && source.get(end - 1) == '\n';
	}

	@Override
	public int getOutboundRemaining() {
		return (this.awaited && this.transfer != null) ? (int) Math.min(this.transfer.remaining(), Integer.MAX_VALUE)
				: 0;
	}

	@Override
	public boolean flushOutbound() throws IOException {
		return write(emptyBuf) > 0;
	}

	@Override
	public void close() throws IOException {
		try {
			super.close();
		}
		finally {
			if (this.transfer != null) {
				this.transfer.close();
			}
		}
	}

	@Override
	public void reset(@Nullable SocketChannel channel, NioEndpoint.@Nullable NioSocketWrapper wrapper)
			throws IOException {
		this.transfer = null;
		this.response = null;
		this.smallMedia = false;
		this.mediaExpected = false;
		super.reset(channel, wrapper);
	}

}
