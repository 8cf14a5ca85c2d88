package dev.mediaboot.metrics;

import java.nio.file.Path;
import java.time.Clock;

import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import dev.mediaboot.web.MediaRequestHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaMetricsAutoConfiguration}.
 */
class MediaMetricsAutoConfigurationTests {

	private final WebApplicationContextRunner withoutMetrics = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
				MediaJettyAutoConfiguration.class, MediaMetricsAutoConfiguration.class));

	private final WebApplicationContextRunner runner = this.withoutMetrics
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@TempDir
	private Path root;

	@Test
	void whatIsServedIsMeasured() {
		this.runner.withPropertyValues("media.root=" + this.root).run((context) -> {
			MockMvcTester.from(context).get().uri("/media/none.txt").exchange();
			assertThat(context.getBean(MeterRegistry.class)
				.get("media.requests")
				.tag("outcome", "notFound")
				.functionCounter()
				.count()).isOne();
		});
	}

	@Test
	void withoutMicrometerNothingIsCounted() {
		this.withoutMetrics.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MediaRequestHandler.class)
				.doesNotHaveBean("mediaMetrics")
				.doesNotHaveBean(MediaStatistics.class));
	}

	@Test
	void withoutRegistryNothingIsCounted() {
		this.withoutMetrics.run((context) -> assertThat(context).hasSingleBean(MediaRequestHandler.class)
			.doesNotHaveBean(MediaMetrics.class)
			.doesNotHaveBean(MediaStatistics.class));
	}

	@Test
	void withoutActuatorMediaIsMeasured() {
		this.withoutMetrics.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MediaMetrics.class));
	}

	@Test
	void mediaThatIsDisabledIsNotMeasured() {
		this.runner.withPropertyValues("media.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MediaMetrics.class)
				.doesNotHaveBean(MediaStatistics.class));
	}

	@Test
	void mediaOfTheParentContextIsMeasuredThereAlone() {
		this.runner.run((parent) -> new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NoOpMediaAutoConfiguration.class, MediaMetricsAutoConfiguration.class))
			.withParent(parent)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanFactory().containsLocalBean("mediaMetrics")).isFalse();
				assertThat(context.getBeanNamesForType(MediaStatistics.class)).isEmpty();
				assertThat(parent).hasSingleBean(MediaMetrics.class);
			}));
	}

	@Test
	void registryOfMetersMayBeThatOfTheParentContext() {
		new ApplicationContextRunner().withBean(SimpleMeterRegistry.class)
			.run((parent) -> this.withoutMetrics.withParent(parent)
				.run((context) -> assertThat(context).hasSingleBean(MediaMetrics.class)));
	}

	@Test
	void metricsOfTheApplicationWin() {
		MediaMetrics own = new MediaMetrics(new MediaStatistics(Clock.systemUTC()), () -> null);
		this.runner.withBean(MediaMetrics.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaMetrics.class).isSameAs(own));
	}

}
