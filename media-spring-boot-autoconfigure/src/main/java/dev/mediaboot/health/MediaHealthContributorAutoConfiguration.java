package dev.mediaboot.health;

import dev.mediaboot.ExportedConfiguration;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Auto-configuration for {@link MediaHealthIndicator}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration",
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ Health.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("media")
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(MediaHealthContributorAutoConfiguration.MediaHealthProperties.class)
public final class MediaHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "mediaHealthIndicator", "mediaHealthContributor" },
			search = SearchStrategy.CURRENT)
	MediaHealthIndicator mediaHealthIndicator(MediaRegistry registry, MediaHealthProperties properties,
			ObjectProvider<ExportedConfiguration> configuration) {
		return new MediaHealthIndicator(registry, properties.threshold(), configuration.getIfUnique());
	}

	/**
	 * Configuration properties of the health indicator.
	 *
	 * @param threshold Minimum disk space that should be available to each directory.
	 */
	@ConfigurationProperties("management.health.media")
	record MediaHealthProperties(@DefaultValue("10MB") DataSize threshold) {

		MediaHealthProperties {
			Assert.isTrue(!threshold.isNegative(), "'threshold' must be greater than or equal to 0");
		}

	}

}
