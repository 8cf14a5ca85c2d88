package dev.mediaboot.autoconfigure;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mediaboot.cache.MediaCache;
import dev.mediaboot.statistics.CacheFigures;
import dev.mediaboot.statistics.MediaStatistics;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counts what is served, for those who tell it.
 */
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MediaStatistics mediaStatistics() {
		return new MediaStatistics(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	CacheFigures.Source mediaNoCacheFigures() {
		return () -> null;
	}

	/**
	 * There is a cache.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Caffeine.class)
	@ConditionalOnBean(MediaCache.class)
	static class CacheFiguresConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CacheFigures.Source mediaCacheFigures(MediaCache cache) {
			return () -> new CacheFigures(cache.maxSize(), cache.size(), cache.files(), cache.hits(), cache.misses(),
					cache.evictions());
		}

	}

}
