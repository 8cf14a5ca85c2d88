package dev.mediaboot.metrics;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.StatisticsConfiguration;
import dev.mediaboot.web.MediaRequestHandler;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for {@link MediaMetrics}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "dev.mediaboot.autoconfigure.MediaAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
public final class MediaMetricsAutoConfiguration {

	/**
	 * Applies when there is a meter registry, which may be that of a parent context.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(MeterRegistry.class)
	@Import(StatisticsConfiguration.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
		MediaMetrics mediaMetrics(MediaStatistics statistics, ObjectProvider<CacheFigures.Source> caches) {
			return new MediaMetrics(statistics, caches.getIfUnique(() -> () -> null));
		}

	}

}
