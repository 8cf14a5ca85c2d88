package dev.mediaboot.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStoreDecorator;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaCacheAutoConfiguration}.
 */
class MediaCacheAutoConfigurationTests {

	private static final AutoConfigurations MEDIA = AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaCacheAutoConfiguration.class,
			NoOpMediaAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(MEDIA);

	@TempDir
	private Path root;

	@BeforeEach
	void write() throws IOException {
		Files.writeString(this.root.resolve("a.txt"), "from the disk");
	}

	@Test
	void smallFilesAreKeptInMemory() {
		this.runner.withPropertyValues("media.root=" + this.root).run((context) -> {
			assertThat(context).hasSingleBean(MediaCache.class);
			assertThat(registry(context).match("localhost", "/media/a.txt").store()).isInstanceOf(CachingStore.class);
		});
	}

	@Test
	void nothingIsKeptWithoutCaffeine() {
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> {
				assertThat(context).doesNotHaveBean("mediaCache");
				assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk");
			});
	}

	@Test
	void nothingIsKeptWhenTheCacheIsDisabled() {
		this.runner.withPropertyValues("media.root=" + this.root, "media.cache.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(MediaCache.class);
			assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk");
		});
	}

	@Test
	void cacheOfTheApplicationWins() {
		MediaCache own = new MediaCache(DataSize.ofMegabytes(1), DataSize.ofKilobytes(4), Duration.ZERO,
				Duration.ofMinutes(1));
		this.runner.withBean(MediaCache.class, () -> own)
			.run((context) -> assertThat(context.getBean(MediaCache.class)).isSameAs(own));
	}

	@ParameterizedTest
	@CsvSource({ "max-size, 0B", "max-size, -1MB", "max-file-size, 0B", "revalidate, -1s", "max-age, 0s",
			"max-age, -1s" })
	void sizeThatIsNoneIsAMistakeOfItsProperty(String key, String value) {
		this.runner.withPropertyValues("media.cache." + key + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidMountException.class)
				.hasMessageContaining("'media.cache." + key + "' is too small"));
	}

	@ParameterizedTest
	@CsvSource({ "80, 10", "512, 64", "1024, 128", "8192, 128" })
	void cacheTakesAPartOfTheMemoryThatThereIs(long memory, long size) {
		assertThat(MediaCacheAutoConfiguration.byDefault(DataSize.ofMegabytes(memory).toBytes()))
			.isEqualTo(DataSize.ofMegabytes(size));
	}

	@Test
	void decoratorOfTheApplicationIsMetBeforeTheCache() {
		this.runner.withBean(MediaStoreDecorator.class, () -> (store, mount) -> {
			assertThat(store).isInstanceOf(CachingStore.class);
			return store;
		})
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void applicationThatServesNothingHasNone() {
		this.runner.withPropertyValues("media.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MediaCache.class));
		new ApplicationContextRunner().withConfiguration(MEDIA)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MediaCache.class));
	}

	private static MediaRegistry registry(AssertableWebApplicationContext context) {
		return context.getBean(MediaRegistry.class);
	}

	private static String get(AssertableWebApplicationContext context, String uri) throws Exception {
		return MockMvcTester.from(context).get().uri(uri).exchange().getResponse().getContentAsString();
	}

}
