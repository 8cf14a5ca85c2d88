package dev.mediaboot.offload;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that hands files over to the web server in front. Nothing is handed
 * over until a type is configured.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(MediaOffloadProperties.class)
public final class MediaOffloadAutoConfiguration {

	@Bean
	Offloads mediaOffloads(MediaOffloadProperties properties) {
		return new Offloads(properties);
	}

	@Bean
	OffloadRules mediaOffloadRules(Offloads offloads) {
		return new OffloadRules(offloads);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Responder.Offload mediaOffload(Offloads offloads) {
		return new WebServerOffload(offloads);
	}

	/**
	 * Refuses {@code media.offload=x-sendfile}: Spring Boot ignores a value that the
	 * prefix of properties has, and nothing would be handed over.
	 */
	private static void checkGroup(Environment environment) {
		if (environment.containsProperty("media.offload")) {
			throw new InvalidMountException(
					"'media.offload' is a group of properties and cannot have a value of its own",
					"Set 'media.offload.type' for all mounts, or 'media.offload-type' for the files of 'media.root'.");
		}
	}

	/**
	 * Checks the properties before an embedded server starts, which would log every
	 * mistake in a long line of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	static class BeforeServerConfiguration {

		@Bean
		WebServerFactoryCustomizer<WebServerFactory> mediaOffloadPropertiesCheck(Offloads offloads,
				Environment environment) {
			checkGroup(environment);
			return (factory) -> {
			};
		}

	}

}
