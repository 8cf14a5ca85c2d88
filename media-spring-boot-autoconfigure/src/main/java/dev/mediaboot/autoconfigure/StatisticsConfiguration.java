package dev.mediaboot.autoconfigure;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.cache.MediaCache;
import dev.mediaboot.statistics.CacheFigures;
import dev.mediaboot.statistics.MediaStatistics;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the statistics that the endpoint and the metrics publish.
 */
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaStatistics mediaStatistics(MediaRegistry registry) {
		return new MediaStatistics(Clock.systemUTC(), registry);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CacheFigures.Source mediaNoCacheFigures() {
		return () -> null;
	}

	/**
	 * Publishes the figures of the cache if there is a single one: with several, it is
	 * unclear which to show.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Caffeine.class)
	@ConditionalOnSingleCandidate(MediaCache.class)
	static class CacheFiguresConfiguration {

		@Bean
		@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
		CacheFigures.Source mediaCacheFigures(MediaCache cache) {
			return () -> new CacheFigures(cache.maxSize(), cache.size(), cache.files(), cache.hits(), cache.misses(),
					cache.evictions());
		}

	}

}
