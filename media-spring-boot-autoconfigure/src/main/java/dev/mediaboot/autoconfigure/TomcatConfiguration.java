package dev.mediaboot.autoconfigure;

import dev.mediaboot.web.ConnectionAbort;
import dev.mediaboot.web.TomcatConnectionAbort;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What an embedded Tomcat needs besides.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ Tomcat.class, TomcatServletWebServerFactory.class })
class TomcatConfiguration {

	@Bean
	@ConditionalOnMissingBean(ConnectionAbort.class)
	TomcatConnectionAbort mediaConnectionAbort() {
		return new TomcatConnectionAbort();
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> mediaTomcatCustomizer(ConnectionAbort connectionAbort) {
		return (factory) -> {
			if (connectionAbort instanceof TomcatConnectionAbort valve) {
				factory.addContextValves(valve);
			}
		};
	}

}
