package dev.mediaboot.health;

import java.nio.file.Path;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaHealthContributorAutoConfiguration}.
 */
class MediaHealthContributorAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
					MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class, MediaJettyAutoConfiguration.class,
					HealthContributorAutoConfiguration.class, MediaHealthContributorAutoConfiguration.class));

	@TempDir
	private Path root;

	@Test
	void mediaIsHealthy() {
		this.runner.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(context.getBean(MediaHealthIndicator.class).health())
				.returns(Status.UP, Health::getStatus)
				.satisfies((health) -> assertThat(health.getDetails()).containsOnlyKeys("/media")));
	}

	@Test
	void thresholdIsProperty() {
		this.runner.withPropertyValues("media.root=" + this.root, "management.health.media.threshold=1000000TB")
			.run((context) -> assertThat(context.getBean(MediaHealthIndicator.class).health()).returns(Status.DOWN,
					Health::getStatus));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.media.enabled=false", "management.health.defaults.enabled=false",
			"media.enabled=false" })
	void nothingIsLookedAtWhenItIsSwitchedOff(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MediaHealthIndicator.class));
	}

	@Test
	void withoutActuatorMediaIsHealthy() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MediaHealthIndicator.class));
	}

	@Test
	void negativeThresholdIsRefused() {
		this.runner.withPropertyValues("management.health.media.threshold=-1MB")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'threshold' must be greater than or equal to 0"));
	}

	@Test
	void contributorOfTheApplicationWins() {
		this.runner.withBean("mediaHealthContributor", HealthIndicator.class, () -> () -> Health.unknown().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MediaHealthIndicator.class));
	}

	@Test
	void indicatorOfTheApplicationWins() {
		MediaHealthIndicator own = new MediaHealthIndicator(MediaRegistry.create(MediaStores.factory()),
				DataSize.ofBytes(0), null);
		this.runner.withBean("mediaHealthIndicator", MediaHealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaHealthIndicator.class).isSameAs(own));
	}

}
