package dev.mediaboot.tomcat;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2. Its streams write in turn, and only what the socket accepts
 * without waiting: Tomcat closes a connection whose socket accepts nothing for a while,
 * and every other response on it would hold a thread meanwhile.
 */
final class Http2Connection {

	/**
	 * A writable socket has a third of its send buffer free; the operating system counts
	 * more than the bytes.
	 */
	private static final int PART = 6;

	private final ReentrantLock turn = new ReentrantLock(true);

	private final @Nullable SocketChannel socket;

	/** How many bytes the socket certainly accepts. */
	private int room;

	private Http2Connection(@Nullable SocketChannel socket) {
		this.socket = socket;
	}

	/**
	 * Creates the state of a connection.
	 * @param wrapper Tomcat's socket, or {@code null} when it cannot be found
	 */
	static Http2Connection of(@Nullable Object wrapper) {
		if (wrapper instanceof SocketWrapperBase<?> socket && socket.getSocket() instanceof NioChannel channel) {
			return new Http2Connection(channel.getIOChannel());
		}
		return new Http2Connection(null);
	}

	/** The lock of the stream that writes. */
	ReentrantLock turn() {
		return this.turn;
	}

	/**
	 * Whether the socket accepts this many bytes without waiting. Only for the stream
	 * whose turn it is, which then writes them.
	 */
	boolean accepts(int bytes, SocketRoom sockets) throws IOException {
		SocketChannel channel = this.socket;
		if (channel == null) {
			return true;
		}
		if (this.room < bytes) {
			if (!sockets.isWritable(channel)) {
				return false;
			}
			this.room = channel.isOpen() ? Math.max(bytes, channel.getOption(StandardSocketOptions.SO_SNDBUF) / PART)
					: bytes;
		}
		this.room -= bytes;
		return true;
	}

}
