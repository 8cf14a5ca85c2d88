package dev.mediaboot.cache;

import java.nio.file.Path;

import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.testing.Startup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody reads who has made a mistake in the properties of the cache.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheFailureAnalysisTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "max-size=0", "max-size=-1", "max-file-size=0", "revalidate=-1s" })
	void cacheThatIsTooSmall(String setting, CapturedOutput output) {
		fail("media.cache." + setting);
		assertThat(output)
			.contains("Media cannot be mounted. The value of 'media.cache." + setting.split("=")[0] + "' is too small.")
			.contains("turn the cache off with 'media.cache.enabled=false'");
	}

	@Test
	void cacheThatIsOffMayBeTooSmall(CapturedOutput output) {
		start("media.root=" + this.directory, "media.cache.enabled=false", "media.cache.max-size=0");
		assertThat(output).contains("Serving /media/**");
	}

	@Test
	void groupOfPropertiesHasNoValue(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.cache=false");
		assertThat(output).contains(
				"Media cannot be mounted. 'media.cache' is a group of properties and cannot have a value of its own.")
			.contains("'media.cache.enabled'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled=false", "max-size=1MB", "maxFileSize=1KB" })
	void knownPropertiesAreNotReported(String setting, CapturedOutput output) {
		start("media.cache." + setting);
		assertThat(output).contains("Nothing is mounted").doesNotContain("Unknown propert");
	}

	@Test
	void unknownPropertyIsReported(CapturedOutput output) {
		start("media.cache.max-siez=1MB");
		assertThat(output).contains("Unknown property: 'media.cache.max-siez'");
	}

	private static void fail(String... properties) {
		Startup.of(Application.class).fail(properties);
	}

	private static void start(String... properties) {
		Startup.of(Application.class).succeed(properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MediaAutoConfiguration.class, MediaCacheAutoConfiguration.class })
	static class Application {

	}

}
