package dev.mediaboot.options;

import java.nio.file.Path;
import java.time.Duration;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.actuate.MediaEndpoint;
import dev.mediaboot.actuate.MediaEndpointAutoConfiguration;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.cache.MediaCache;
import dev.mediaboot.cache.MediaCacheAutoConfiguration;
import dev.mediaboot.metrics.MediaMetrics;
import dev.mediaboot.metrics.MediaMetricsAutoConfiguration;
import dev.mediaboot.statistics.MediaStatistics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for figures of one option that another one publishes.
 */
class SharedFiguresTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=media";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				MediaAutoConfiguration.class, MediaCacheAutoConfiguration.class, MediaEndpointAutoConfiguration.class,
				MediaMetricsAutoConfiguration.class));

	private final WebApplicationContextRunner measured = this.runner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@TempDir
	private Path root;

	@Test
	void withoutMicrometerItCountsAllTheSame() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withPropertyValues(EXPOSED, "media.root=" + this.root)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("mediaMetrics");
				MockMvcTester.from(context).get().uri("/media/none.txt").exchange();
				assertThat(context.getBean(MediaEndpoint.class).media().totals().requests()).isOne();
			});
	}

	@Test
	void withoutCaffeineThereIsNoCacheToTellOf() {
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
			.withPropertyValues(EXPOSED)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(MediaEndpoint.class).media().cache()).isNull();
			});
	}

	@Test
	void cacheIsReported() {
		this.runner.withPropertyValues(EXPOSED, "media.cache.max-size=16MB")
			.run((context) -> assertThat(context.getBean(MediaEndpoint.class).media().cache())
				.isEqualTo(new CacheFigures(16 * 1024 * 1024, 0, 0, 0, 0, 0)));
	}

	@Test
	void disabledCacheIsNotReported() {
		this.runner.withPropertyValues(EXPOSED, "media.cache.enabled=false")
			.run((context) -> assertThat(context.getBean(MediaEndpoint.class).media().cache()).isNull());
	}

	@Test
	void neitherOfTwoCachesIsReported() {
		this.runner.withPropertyValues(EXPOSED)
			.withBean("one", MediaCache.class, SharedFiguresTests::cache)
			.withBean("other", MediaCache.class, SharedFiguresTests::cache)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(MediaEndpoint.class).media().cache()).isNull();
			});
	}

	private static MediaCache cache() {
		return new MediaCache(DataSize.ofMegabytes(1), DataSize.ofKilobytes(1), Duration.ZERO, Duration.ofMinutes(1));
	}

	@Test
	void statisticsAreOneForMetricsAndEndpoint() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(MediaStatistics.class)
				.hasSingleBean(CacheFigures.Source.class)
				.hasSingleBean(MediaMetrics.class));
	}

	@Test
	void cacheIsMeasured() {
		this.measured.run((context) -> assertThat(
				context.getBean(MeterRegistry.class).find("media.cache.misses").functionCounter())
			.isNotNull());
	}

	@Test
	void withoutCaffeineNoCacheIsMeasured() {
		this.measured.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine")).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(MediaMetrics.class);
			assertThat(context.getBean(MeterRegistry.class).find("media.cache.misses").meter()).isNull();
		});
	}

}
