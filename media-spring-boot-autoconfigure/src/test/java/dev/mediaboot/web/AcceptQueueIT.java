package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.testing.Server;
import org.apache.coyote.AbstractProtocol;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how many may come at once: the kernel tells nobody whom it leaves out.
 */
class AcceptQueueIT {

	@Test
	void tomcatHasThatOfNginx() {
		assertThat(ofTomcat()).isEqualTo(511);
	}

	@Test
	void tomcatHasThatOfTheProperty() {
		assertThat(ofTomcat("server.tomcat.accept-count=100")).isEqualTo(100);
	}

	@Test
	void jettyHasThatOfNginx() {
		assertThat(ofJetty(List.of())).isEqualTo(511);
	}

	@Test
	void jettyHasThatOfTheApplication() {
		assertThat(ofJetty(List.of(OwnQueue.class))).isEqualTo(50);
	}

	private static int ofTomcat(String... properties) {
		try (Server.Application application = Server.TOMCAT.start(List.of(), properties)) {
			TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) application.context())
				.getWebServer();
			return ((AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler()).getAcceptCount();
		}
	}

	private static int ofJetty(List<Class<?>> configurations) {
		try (Server.Application application = Server.JETTY.start(configurations)) {
			JettyWebServer server = (JettyWebServer) ((WebServerApplicationContext) application.context())
				.getWebServer();
			return ((ServerConnector) server.getServer().getConnectors()[0]).getAcceptQueueSize();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnQueue {

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> own() {
			return (factory) -> factory
				.addServerCustomizers((server) -> ((ServerConnector) server.getConnectors()[0]).setAcceptQueueSize(50));
		}

	}

}
