package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Over connections of Tomcat's own, as they are with TLS.
 */
@Tag("once")
class TomcatPortableTransferIT extends TransferContract {

	TomcatPortableTransferIT() {
		super(Server.TOMCAT);
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(Own.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> own() {
			return (factory) -> factory.setProtocol("HTTP/1.1");
		}

	}

}
