package dev.mediaboot.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mediaboot.CacheFigures;
import dev.mediaboot.InvalidMountException;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Auto-configuration for {@link MediaCache}, which keeps small files in memory when
 * Caffeine is on the class path.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(MediaCacheProperties.class)
public final class MediaCacheAutoConfiguration {

	private static final DataSize LARGEST_BY_DEFAULT = DataSize.ofMegabytes(128);

	/**
	 * Returns the default size. Direct memory is by default as large as the heap, so an
	 * eighth of it can be spared.
	 */
	static DataSize byDefault(long maxMemory) {
		return DataSize.ofBytes(Math.min(maxMemory / 8, LARGEST_BY_DEFAULT.toBytes()));
	}

	/**
	 * Refuses {@code media.cache=false}: Spring Boot ignores a value that the prefix of
	 * properties has, and the cache would stay on.
	 */
	private static void checkGroup(Environment environment) {
		if (environment.containsProperty("media.cache")) {
			throw new InvalidMountException("'media.cache' is a group of properties and cannot have a value of its own",
					"Set those that you need, such as 'media.cache.enabled' and 'media.cache.max-size'.");
		}
	}

	/**
	 * Applies unless the cache is disabled. The properties are known even then.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Caffeine.class)
	@ConditionalOnBooleanProperty(name = "media.cache.enabled", matchIfMissing = true)
	static class CacheConfiguration {

		@Bean
		@Order
		@ConditionalOnMissingBean
		MediaCache mediaCache(MediaCacheProperties properties, Environment environment) {
			checkGroup(environment);
			DataSize maxSize = (properties.maxSize() != null) ? properties.maxSize()
					: byDefault(Runtime.getRuntime().maxMemory());
			return new MediaCache(maxSize, properties.maxFileSize(), properties.revalidate(), properties.maxAge());
		}

		/**
		 * Publishes the figures of a single cache: with several, it is unclear which to
		 * show.
		 */
		@Bean
		@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
		@ConditionalOnSingleCandidate(MediaCache.class)
		CacheFigures.Source mediaCacheFigures(MediaCache cache) {
			return cache::figures;
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
		WebServerFactoryCustomizer<WebServerFactory> mediaCachePropertiesCheck(MediaCacheProperties properties,
				Environment environment) {
			checkGroup(environment);
			return (factory) -> {
			};
		}

	}

}
