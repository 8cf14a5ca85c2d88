package dev.mediaboot.testing;

import org.apache.coyote.http2.Http2Protocol;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tomcat leaves a client that opens its windows by less than 1,024 bytes at a time, or
 * resets more than a few streams. Here it is patient with both.
 */
@Configuration(proxyBeanMethods = false)
public class Calm {

	@Bean
	public WebServerFactoryCustomizer<TomcatWebServerFactory> patient() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> {
			for (Object upgrade : connector.findUpgradeProtocols()) {
				if (upgrade instanceof Http2Protocol http2) {
					http2.setOverheadCountFactor(0);
					http2.setOverheadResetFactor(0);
					http2.setOverheadWindowUpdateThreshold(0);
				}
			}
		});
	}

}
