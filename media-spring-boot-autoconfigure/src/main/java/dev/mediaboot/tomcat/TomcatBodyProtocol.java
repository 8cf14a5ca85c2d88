package dev.mediaboot.tomcat;

import java.io.IOException;

import jakarta.servlet.ServletConnection;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 of Tomcat, over whose connections the kernel moves the bytes of an open file
 * or of memory. Tomcat's own sendfile opens a file by name when the request is over, and
 * sends what has that name then.
 * <p>
 * Connections with TLS are Tomcat's own, and so are the streams of HTTP/2.
 *
 * <pre class="code">
 * factory.setProtocol(TomcatBodyProtocol.class.getName());
 * </pre>
 *
 * @since 0.1.0
 */
public final class TomcatBodyProtocol extends Http11NioProtocol {

	/**
	 * Creates a protocol, as Tomcat does by the name of the class.
	 */
	public TomcatBodyProtocol() {
		super(new TomcatBodyEndpoint());
	}

	@Override
	protected Processor createProcessor() {
		return new BodyProcessor(this);
	}

	/** A stream of HTTP/2 has another processor, also when its connection is ours. */
	private static final class BodyProcessor extends Http11Processor {

		private final int timeout;

		BodyProcessor(TomcatBodyProtocol protocol) {
			super(protocol, protocol.getAdapter());
			this.timeout = protocol.getConnectionTimeout();
		}

		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			// A body that was on its way may have had longer.
			socket.setWriteTimeout(this.timeout);
			SocketState state = super.service(socket);
			if (socket.getSocket() instanceof TomcatBodyChannel channel) {
				channel.rest(state == SocketState.OPEN);
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
