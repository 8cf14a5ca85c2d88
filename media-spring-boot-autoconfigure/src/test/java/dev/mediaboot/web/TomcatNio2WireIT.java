package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.testing.Server;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A connector that somebody has chosen stays, and serves alike.
 */
class TomcatNio2WireIT extends WireContract {

	TomcatNio2WireIT() {
		super(Server.TOMCAT, "mvc");
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(Nio2.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Nio2 {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> nio2() {
			return (factory) -> factory.setProtocol("org.apache.coyote.http11.Http11Nio2Protocol");
		}

	}

}
