package dev.mediaboot.options;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.actuate.MediaEndpoint;
import dev.mediaboot.cache.MediaCache;
import dev.mediaboot.health.MediaHealthIndicator;
import dev.mediaboot.metrics.MediaMetrics;
import dev.mediaboot.web.MediaRequestHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications without one of the libraries that are optional, which find the
 * auto-configurations the way every application does.
 */
class OptionalLibrariesTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("management.endpoints.web.exposure.include=media");

	@Test
	void withAllLibrariesEverythingIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MediaEndpoint.class)
			.hasSingleBean(MediaHealthIndicator.class)
			.hasSingleBean(MediaMetrics.class)
			.hasSingleBean(MediaCache.class));
	}

	@ParameterizedTest
	@CsvSource({ "io.micrometer, mediaMetrics", "com.github.benmanes.caffeine, mediaCache",
			"org.springframework.security, springSecurityFilterChain" })
	void withoutOneOfThemMediaIsServed(String library, String bean) {
		this.runner.withClassLoader(new FilteredClassLoader(library))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MediaRegistry.class)
				.hasSingleBean(MediaRequestHandler.class)
				.doesNotHaveBean(bean));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
