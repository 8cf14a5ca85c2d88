package dev.mediaboot.sign;

import java.time.Clock;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for links that expire. It does nothing until a key is configured or
 * a mount asks for links. Code that makes links works without a web server, too.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration")
@ConditionalOnBean(value = { MediaUrls.class, MediaRegistry.class }, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(MediaSigningProperties.class)
public final class MediaSigningAutoConfiguration {

	@Bean
	SigningKeys mediaSigningKeys(MediaSigningProperties properties) {
		return SigningKeys.of(properties);
	}

	/** Links are asked for in properties by a factory, and checked by a guard. */
	@Bean
	SignedRules mediaSignedRules(MediaSigningProperties properties, SigningKeys keys) {
		return new SignedRules(keys, new LinkVerifier(keys, Clock.systemUTC(), properties.clockSkew()),
				properties.invalid());
	}

	@Bean
	@ConditionalOnMissingBean
	SignedUrls signedUrls(MediaSigningProperties properties, SigningKeys keys, SignedRules rules, MediaUrls urls,
			MediaRegistry registry, Environment environment) {
		String rootUrl = Binder.get(environment).bind("media.url", String.class).orElse("/media/");
		return new SignedUrls(urls, rootUrl, registry, keys, rules, Clock.systemUTC(), properties.roundUp());
	}

	/**
	 * Checks the keys before an embedded server starts, which would log every mistake in
	 * a long line of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	static class BeforeServerConfiguration {

		@Bean
		WebServerFactoryCustomizer<WebServerFactory> mediaSigningKeysCheck(SigningKeys keys) {
			return (factory) -> {
			};
		}

	}

}
