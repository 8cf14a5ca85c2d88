package dev.mediaboot.tomcat;

import java.util.List;

import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Server;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections do not take more of the heap than there is.
 */
class ConnectionLimitTests {

	private static final long MEBIBYTE = 1024 * 1024;

	@ParameterizedTest
	@CsvSource({ "128, false, 3276", "128, true, 819", "512, true, 3276", "2048, true, 13107" })
	void asManyConnectionsAsHalfOfTheHeapHasRoomFor(long heap, boolean encrypted, int expected) {
		assertThat(ConnectorDefaults.connectionsOf(heap * MEBIBYTE, encrypted)).isEqualTo(expected);
	}

	@Test
	void aLargeHeapChangesNothing() {
		assertThat(connections(Protocol.HTTP_1_1)).isEqualTo(8192);
	}

	@Test
	void thePropertyWins() {
		assertThat(connections(Protocol.TLS, "server.tomcat.max-connections=100000")).isEqualTo(100_000);
	}

	/**
	 * Beans that customize connectors come first, and Spring Boot overrides them itself.
	 */
	@Test
	void codeWins() {
		try (Server.Application application = Server.TOMCAT.start(List.of(OwnCustomizer.class))) {
			AbstractProtocol<?> protocol = protocol(application);
			assertThat(protocol.getAcceptCount()).isEqualTo(50);
			assertThat(protocol.getMaxConnections()).isEqualTo(60);
		}
	}

	private static int connections(Protocol protocol, String... properties) {
		try (Server.Application application = Server.TOMCAT.start(protocol, List.of(), properties)) {
			return protocol(application).getMaxConnections();
		}
	}

	private static AbstractProtocol<?> protocol(Server.Application application) {
		TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) application.context()).getWebServer();
		return (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> own() {
			return (factory) -> factory.addConnectorCustomizers((connector) -> {
				AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
				protocol.setAcceptCount(50);
				protocol.setMaxConnections(60);
			});
		}

	}

}
