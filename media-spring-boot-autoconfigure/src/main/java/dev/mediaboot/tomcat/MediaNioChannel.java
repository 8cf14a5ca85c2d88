package dev.mediaboot.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import dev.mediaboot.answer.Body;
import dev.mediaboot.body.BodyTransfer;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat socket channel that can send a body behind the bytes written to it.
 * <p>
 * To Tomcat, the body takes the place of the encrypted bytes that a TLS connection keeps
 * until the socket accepts them: Tomcat asks every connection whether any are left, and
 * writes until there are none. While Tomcat's thread still handles the request, none are
 * reported, because that thread would wait for a slow client.
 */
final class MediaNioChannel extends NioChannel {

	private volatile @Nullable BodyTransfer transfer;

	private @Nullable Response response;

	private boolean begun;

	private boolean awaited;

	private boolean smallMedia;

	private volatile boolean mediaExpected;

	MediaNioChannel(SocketBufferHandler buffers) {
		super(buffers);
	}

	/**
	 * Attaches a body that follows the head of a response. The response must not be
	 * committed yet.
	 */
	void attach(BodyTransfer body, Response head) {
		this.transfer = body;
		this.response = head;
		this.begun = false;
		this.awaited = false;
	}

	/**
	 * Starts to send the body after its head was flushed, unless it already left with the
	 * head.
	 * @return {@code false} when the body is detached again and must be written through
	 * the response
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

	/**
	 * Reports the rest of the body to Tomcat from now on, so that Tomcat keeps writing.
	 */
	void await() {
		this.awaited = true;
	}

	/**
	 * Closes the connection if it still carries the body, because Tomcat does not notice
	 * every failure.
	 */
	void abort(BodyTransfer body) {
		if (this.transfer == body) {
			Body.closeQuietly(this);
		}
	}

	/**
	 * Detaches the body if it is still attached. Tomcat may have reused this channel for
	 * another connection.
	 */
	void release(BodyTransfer body) {
		if (this.transfer == body) {
			this.transfer = null;
		}
	}

	/** Marks the current request as one for small media. */
	void smallMedia() {
		this.smallMedia = true;
	}

	/**
	 * Called when a request has been answered, or when others are going to answer it.
	 * @param idle whether the connection only waits for its next request, which is likely
	 * to be of the same kind
	 */
	void requestCompleted(boolean idle) {
		this.mediaExpected = idle && this.smallMedia;
		this.smallMedia = false;
	}

	/**
	 * Whether the connection is idle and its next request is likely to be for small
	 * media.
	 */
	boolean expectsMedia() {
		return this.mediaExpected;
	}

	/** Called when the connection has something to read. */
	void requestArrived() {
		this.mediaExpected = false;
	}

	/**
	 * Whether the body can bypass Tomcat's output. A body that Tomcat compresses or
	 * frames itself cannot.
	 */
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
			throw new IOException("Unexpected bytes were written to a response body");
		}
		try {
			return (int) Math.min(body.write(source, this.sc), Integer.MAX_VALUE);
		}
		catch (OutOfMemoryError ex) {
			// Tomcat reports an Error to no listener.
			throw new IOException(ex);
		}
	}

	/**
	 * Whether the bytes end a head. A head larger than the socket buffer arrives in
	 * several writes.
	 */
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
