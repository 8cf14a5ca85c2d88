package dev.mediaboot.jetty;

import dev.mediaboot.transfer.Transfers;
import dev.mediaboot.web.MediaRequestHandler;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for the Jetty support: connection abort, connector defaults, idle
 * timeouts and range requests beside compression.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnClass(ServletApiRequest.class)
@ConditionalOnBean(value = { MediaRequestHandler.class, Transfers.class }, search = SearchStrategy.CURRENT)
public final class MediaJettyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JettyConnectionAbort mediaJettyConnectionAbort() {
		return new JettyConnectionAbort();
	}

	/**
	 * Sets defaults for the connectors of an embedded Jetty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JettyServletWebServerFactory.class)
	static class ServerConfiguration {

		/**
		 * The default of nginx. A client that finds the backlog full retries after a
		 * second; bursts of fifty connections are common.
		 */
		private static final int ACCEPT_QUEUE = 511;

		/** Keeps a size that the application has chosen, before or after. */
		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> mediaJettyServerCustomizer() {
			return (factory) -> factory.addServerCustomizers(ServerConfiguration::setDefaults);
		}

		private static void setDefaults(Server server) {
			for (Connector connector : server.getConnectors()) {
				if (connector instanceof ServerConnector sockets && sockets.getAcceptQueueSize() == 0) {
					sockets.setAcceptQueueSize(ACCEPT_QUEUE);
				}
			}
		}

	}

	/**
	 * Keeps Jetty from ending a stream because its client pauses: its idle timeout, that
	 * of the connection by default, also fails a write in progress. Keeps a timeout that
	 * the application has chosen.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AbstractHTTP2ServerConnectionFactory.class, JettyServletWebServerFactory.class })
	static class Http2Configuration {

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> mediaJettyHttp2Customizer(Transfers transfers) {
			long timeout = JettyIdleTimeouts.extended(transfers.sendTimeout());
			return (factory) -> factory.addServerCustomizers((server) -> extend(server, timeout));
		}

		private static void extend(Server server, long timeout) {
			for (Connector connector : server.getConnectors()) {
				for (ConnectionFactory factory : connector.getConnectionFactories()) {
					if (factory instanceof AbstractHTTP2ServerConnectionFactory http2
							&& http2.getStreamIdleTimeout() == 0 && connector.getIdleTimeout() > 0
							&& connector.getIdleTimeout() < timeout) {
						http2.setStreamIdleTimeout(timeout);
					}
				}
			}
		}

	}

	/**
	 * Keeps range requests away from the compression of an embedded Jetty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ CompressionHandler.class, JettyServletWebServerFactory.class })
	static class CompressionConfiguration {

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> mediaJettyCustomizer() {
			return (factory) -> factory.addServerCustomizers(JettyRangeHandler::install);
		}

	}

}
