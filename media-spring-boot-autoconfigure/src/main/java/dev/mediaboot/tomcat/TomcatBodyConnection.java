package dev.mediaboot.tomcat;

import java.net.SocketTimeoutException;
import java.time.Duration;

import jakarta.servlet.ServletConnection;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Tomcat, as a request over HTTP/1.1 knows it. Without TLS it moves
 * bodies itself.
 *
 * @param connection the connection as Tomcat knows it
 * @param socket the socket
 * @param response the response to the request
 */
public record TomcatBodyConnection(ServletConnection connection, SocketWrapperBase<?> socket,
		Response response) implements ServletConnection {

	/** What moves bodies, or {@code null} when they are encrypted. */
	public @Nullable TomcatBodyChannel channel() {
		return (this.socket.getSocket() instanceof TomcatBodyChannel channel) ? channel : null;
	}

	/** Has Tomcat wait for the client until the next request begins. */
	void setWriteTimeout(Duration timeout) {
		this.socket.setWriteTimeout(timeout.toMillis());
	}

	/** Ends the connection; a thread of Tomcat does it. */
	void fail() {
		this.socket.setError(new SocketTimeoutException());
		this.socket.processSocket(SocketEvent.ERROR, true);
	}

	/** Has a thread of Tomcat write what the socket takes. */
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
