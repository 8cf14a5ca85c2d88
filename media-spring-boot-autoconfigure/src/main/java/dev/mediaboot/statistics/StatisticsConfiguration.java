package dev.mediaboot.statistics;

import java.time.Clock;

import dev.mediaboot.MediaRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the statistics, imported by the auto-configurations that publish them.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class StatisticsConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaStatistics mediaStatistics(MediaRegistry registry) {
		return new MediaStatistics(Clock.systemUTC(), registry);
	}

}
