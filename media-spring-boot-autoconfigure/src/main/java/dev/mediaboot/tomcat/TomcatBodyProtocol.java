package dev.mediaboot.tomcat;

import java.io.IOException;

import jakarta.servlet.ServletConnection;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 protocol with connections on which the kernel sends the bytes of an
 * open file or of memory. Tomcat's own sendfile opens the file by name once the request
 * is over, and sends whichever file has that name by then.
 * <p>
 * Connections with TLS and HTTP/2 streams are left to Tomcat.
 *
 * <pre class="code">
 * factory.setProtocol(TomcatBodyProtocol.class.getName());
 * </pre>
 *
 * @since 0.1.0
 */
public final class TomcatBodyProtocol extends Http11NioProtocol {

	/**
	 * Creates a protocol. Tomcat instantiates it by class name.
	 */
	public TomcatBodyProtocol() {
		super(new TomcatBodyEndpoint());
	}

	@Override
	protected Processor createProcessor() {
		return new BodyProcessor(this);
	}

	/**
	 * Processes HTTP/1.1 requests. HTTP/2 streams have another processor, even on a
	 * connection of this protocol.
	 */
	private static final class BodyProcessor extends Http11Processor {

		private final int timeout;

		BodyProcessor(TomcatBodyProtocol protocol) {
			super(protocol, protocol.getAdapter());
			this.timeout = protocol.getConnectionTimeout();
		}

		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			// An earlier body may have extended the timeout.
			socket.setWriteTimeout(this.timeout);
			SocketState state = super.service(socket);
			if (socket.getSocket() instanceof MediaNioChannel channel) {
				channel.requestCompleted(state == SocketState.OPEN);
			}
			return state;
		}

		@Override
		protected ServletConnection getServletConnection() {
			ServletConnection connection = super.getServletConnection();
			return new TomcatBodyConnection(connection, getSocketWrapper(), this.response);
		}

	}

}
