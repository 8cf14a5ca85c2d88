package dev.mediaboot.autoconfigure;

import dev.mediaboot.web.JettyConnectionAbort;
import dev.mediaboot.web.JettyRangeHandler;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What Jetty needs besides.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ServletApiRequest.class)
class JettyConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JettyConnectionAbort mediaJettyConnectionAbort() {
		return new JettyConnectionAbort();
	}

	/**
	 * An embedded Jetty may compress.
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
