package dev.mediaboot.tomcat;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Replaces defaults of the connectors that suit files badly. Runs after Spring Boot's
 * customizers and before those of the application; what the application has chosen by a
 * property or in code is kept.
 */
final class ConnectorDefaults implements WebServerFactoryCustomizer<TomcatWebServerFactory>, Ordered {

	/**
	 * The default of nginx. A new connection costs more than a small file, and by default
	 * Tomcat requires one for every hundred requests.
	 */
	private static final int KEEP_ALIVE_REQUESTS = 1000;

	/**
	 * Upper bound of the write timeout set for an HTTP/2 connection. While its socket
	 * accepts nothing, every response on the connection may hold a thread, including
	 * responses of the application.
	 */
	static final Duration SOCKET_WRITE_TIMEOUT = Duration.ofSeconds(20);

	/**
	 * The default of nginx. A client that finds the backlog full retries after a second;
	 * bursts of a hundred connections are common.
	 */
	private static final int ACCEPT_QUEUE = 511;

	/** The heap that an idle connection takes, in bytes: 16 KiB were measured. */
	private static final int CONNECTION = 20 * 1024;

	/** The same with TLS: 73 KiB were measured. */
	private static final int ENCRYPTED_CONNECTION = 80 * 1024;

	/** Tomcat's own. */
	private static final int DEFAULT_ACCEPT_QUEUE = 100;

	/** Tomcat's own. */
	private static final int DEFAULT_CONNECTIONS = 8192;

	private final Binder properties;

	private final Duration sendTimeout;

	ConnectorDefaults(Binder properties, Duration sendTimeout) {
		this.properties = properties;
		this.sendTimeout = sendTimeout;
	}

	@Override
	public int getOrder() {
		return 1;
	}

	@Override
	public void customize(TomcatWebServerFactory factory) {
		if (factory.getProtocol().equals(TomcatWebServerFactory.DEFAULT_PROTOCOL)) {
			factory.setProtocol(TomcatBodyProtocol.class.getName());
		}
		factory.addConnectorCustomizers(this::setLimits, this::setWriteTimeouts);
	}

	private void setLimits(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
			if (!isSet("max-keep-alive-requests")) {
				// Tomcat does not say which number it has before it is bound.
				protocol.setMaxKeepAliveRequests(KEEP_ALIVE_REQUESTS);
			}
			set("accept-count", DEFAULT_ACCEPT_QUEUE, ACCEPT_QUEUE, protocol::getAcceptCount, protocol::setAcceptCount);
			int fitting = connectionsOf(Runtime.getRuntime().maxMemory(), protocol.isSSLEnabled());
			set("max-connections", DEFAULT_CONNECTIONS, Math.min(fitting, DEFAULT_CONNECTIONS),
					protocol::getMaxConnections, protocol::setMaxConnections);
		}
	}

	private void set(String property, int byDefault, int better, IntSupplier current, IntConsumer setter) {
		if (current.getAsInt() == byDefault && !isSet(property)) {
			setter.accept(better);
		}
	}

	private boolean isSet(String property) {
		return this.properties.bind("server.tomcat." + property, Integer.class).isBound();
	}

	/**
	 * As many as half of the heap has room for. Tomcat keeps buffers for each connection,
	 * including idle ones, and a heap that is full of them does not recover.
	 */
	static int connectionsOf(long heap, boolean encrypted) {
		return (int) Math.min(heap / 2 / (encrypted ? ENCRYPTED_CONNECTION : CONNECTION), Integer.MAX_VALUE);
	}

	/**
	 * Tomcat's default write timeout of five seconds is too short for a slow client.
	 */
	private void setWriteTimeouts(Connector connector) {
		for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
			if (protocol instanceof Http2Protocol http2) {
				// A body is written on a thread that is not Tomcat's. If the
				// connection were closed meanwhile, pooling would hand its buffers to
				// the next client.
				connector.setProperty("socket.bufferPool", "0");
				http2.setWriteTimeout(Math.max(http2.getWriteTimeout(),
						Math.min(this.sendTimeout.toMillis(), SOCKET_WRITE_TIMEOUT.toMillis())));
				http2.setStreamWriteTimeout(Math.max(http2.getStreamWriteTimeout(), this.sendTimeout.toMillis()));
			}
		}
	}

}
