package dev.mediaboot.web;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * With both servers on the class path Tomcat's way of ending a connection is chosen, and
 * the request is none of Tomcat's.
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
		ConnectionAbort tomcats() {
			return new TomcatConnectionAbort();
		}

	}

}
