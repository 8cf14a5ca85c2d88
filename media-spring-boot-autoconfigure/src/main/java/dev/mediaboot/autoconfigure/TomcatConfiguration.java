package dev.mediaboot.autoconfigure;

import dev.mediaboot.web.TomcatConnectionAbort;
import org.apache.catalina.connector.RequestFacade;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * What Tomcat needs besides.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RequestFacade.class)
@ImportRuntimeHints(TomcatConfiguration.Hints.class)
class TomcatConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TomcatConnectionAbort mediaTomcatConnectionAbort() {
		return new TomcatConnectionAbort();
	}

	static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerType(RequestFacade.class, (type) -> type.withField("request"));
		}

	}

}
