package dev.mediaboot.tomcat;

import java.net.SocketTimeoutException;
import java.time.Duration;

import jakarta.servlet.ServletConnection;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat connection as seen by an HTTP/1.1 request. Without TLS, it can send bodies
 * itself.
 *
 * @param connection the connection as Tomcat describes it
 * @param socket the socket
 * @param response the response to the request
 */
public record TomcatBodyConnection(ServletConnection connection, SocketWrapperBase<?> socket,
		Response response) implements ServletConnection {

	/**
	 * Returns the channel that sends bodies, or {@code null} when the connection is
	 * encrypted.
	 */
	public @Nullable MediaNioChannel channel() {
		return (this.socket.getSocket() instanceof MediaNioChannel channel) ? channel : null;
	}

	/** Sets how long Tomcat waits for the client, until the next request begins. */
	void setWriteTimeout(Duration timeout) {
		this.socket.setWriteTimeout(timeout.toMillis());
	}

	/** Ends the connection, on a Tomcat thread. */
	void fail() {
		this.socket.setError(new SocketTimeoutException());
		this.socket.processSocket(SocketEvent.ERROR, true);
	}

	/** Makes a Tomcat thread write as much as the socket accepts. */
	void nudge() {
		this.socket.processSocket(SocketEvent.OPEN_WRITE, true);
	}

	@Override
	public String getConnectionId() {
		return this.connection.getConnectionId();
	}

	@Override
	public String getProtocol() {
		return this.connection.getProtocol();
	}

	@Override
	public String getProtocolConnectionId() {
		return this.connection.getProtocolConnectionId();
	}

	@Override
	public boolean isSecure() {
		return this.connection.isSecure();
	}

}
