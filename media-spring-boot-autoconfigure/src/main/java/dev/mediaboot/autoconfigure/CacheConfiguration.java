package dev.mediaboot.autoconfigure;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mediaboot.CacheFigures;
import dev.mediaboot.cache.MediaCache;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the cache, which keeps small files in memory when Caffeine is on the
 * class path.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Caffeine.class)
@ConditionalOnBooleanProperty(name = "media.cache.enabled", matchIfMissing = true)
class CacheConfiguration {

	private static final DataSize LARGEST_BY_DEFAULT = DataSize.ofMegabytes(128);

	@Bean
	@Order
	@ConditionalOnMissingBean
	MediaCache mediaCache(MediaProperties properties) {
		MediaProperties.CacheProperties cache = properties.cache();
		DataSize maxSize = (cache.maxSize() != null) ? cache.maxSize() : byDefault(Runtime.getRuntime().maxMemory());
		return new MediaCache(maxSize, cache.maxFileSize(), cache.revalidate(), cache.maxAge());
	}

	/**
	 * Publishes the figures of a single cache: with several, it is unclear which to show.
	 */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnSingleCandidate(MediaCache.class)
	CacheFigures.Source mediaCacheFigures(MediaCache cache) {
		return cache::figures;
	}

	/**
	 * Returns the default size. Direct memory is by default as large as the heap, so an
	 * eighth of it can be spared.
	 */
	static DataSize byDefault(long maxMemory) {
		return DataSize.ofBytes(Math.min(maxMemory / 8, LARGEST_BY_DEFAULT.toBytes()));
	}

}
