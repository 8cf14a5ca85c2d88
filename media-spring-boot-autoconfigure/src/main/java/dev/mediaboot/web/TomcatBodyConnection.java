package dev.mediaboot.web;

import jakarta.servlet.ServletConnection;
import org.apache.coyote.Response;

/**
 * A connection of Tomcat, as a request over HTTP/1.1 knows it, that moves bodies itself.
 *
 * @param connection the connection as Tomcat knows it
 * @param channel the socket
 * @param response the response to the request
 */
record TomcatBodyConnection(ServletConnection connection, TomcatBodyChannel channel,
		Response response) implements ServletConnection {

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
