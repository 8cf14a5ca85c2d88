package dev.mediaboot.autoconfigure;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mediaboot.cache.MediaCache;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/**
 * Small files are kept in memory when Caffeine is there.
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

	/** Direct memory is by default as large as the heap: an eighth is not missed. */
	static DataSize byDefault(long maxMemory) {
		return DataSize.ofBytes(Math.min(maxMemory / 8, LARGEST_BY_DEFAULT.toBytes()));
	}

}
