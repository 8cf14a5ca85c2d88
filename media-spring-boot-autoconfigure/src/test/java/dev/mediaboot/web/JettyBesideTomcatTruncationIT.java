package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.testing.Server;
import dev.mediaboot.tomcat.TomcatConnectionAbort;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * With both servers on the class path Tomcat's way of ending a connection is asked first,
 * and the request is none of Tomcat's.
 */
class JettyBesideTomcatTruncationIT extends TruncationContract {

	JettyBesideTomcatTruncationIT() {
		super(Server.JETTY);
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(Both.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Both {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ConnectionAbort tomcats() {
			return new TomcatConnectionAbort();
		}

	}

}
