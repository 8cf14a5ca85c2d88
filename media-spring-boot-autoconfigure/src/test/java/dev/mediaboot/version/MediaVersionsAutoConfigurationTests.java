package dev.mediaboot.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.answer.MediaAlias;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaVersionsAutoConfiguration}.
 */
class MediaVersionsAutoConfigurationTests {

	private static final AutoConfigurations MEDIA = AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, NoOpMediaAutoConfiguration.class,
			MediaVersionsAutoConfiguration.class);

	@TempDir
	private Path root;

	private WebApplicationContextRunner runner;

	@BeforeEach
	void write() throws IOException {
		Files.writeString(this.root.resolve("app.css"), "abc");
		this.runner = new WebApplicationContextRunner().withConfiguration(MEDIA)
			.withPropertyValues("media.root=" + this.root);
	}

	@Test
	void linksAreVersionedWhenEnabled() {
		this.runner.withPropertyValues("media.versions.enabled=true", "media.content=site")
			.run((context) -> assertThat(context.getBean(VersionedUrls.class).url("app.css"))
				.isEqualTo("/media/app.xj4bnp4pahh6uqkb.css"));
	}

	/** Strangers could give a file the name of a version. */
	@Test
	void userContentHasVersionedNamesOnlyWhereItIsListed() {
		this.runner.withPropertyValues("media.versions.enabled=true")
			.run((context) -> assertThat(context.getBean(VersionedUrls.class).url("app.css"))
				.isEqualTo("/media/app.css"));
		this.runner.withPropertyValues("media.versions.enabled=true", "media.versions.mounts=/media")
			.run((context) -> assertThat(context.getBean(VersionedUrls.class).url("app.css"))
				.isEqualTo("/media/app.xj4bnp4pahh6uqkb.css"));
	}

	@Test
	void mediaIsFoundWhereverItIsMounted() {
		this.runner
			.withPropertyValues("media.versions.enabled=true", "media.content=site",
					"media.url=https://media.example.com//m/")
			.run((context) -> assertThat(context.getBean(VersionedUrls.class).url("app.css"))
				.isEqualTo("https://media.example.com/m/app.xj4bnp4pahh6uqkb.css"));
	}

	@Test
	void linksArePlainOtherwise() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(MediaAlias.class).doesNotHaveBean("mediaVersionedLinkFilter");
			assertThat(context.getBean(VersionedUrls.class).url("app.css")).isEqualTo("/media/app.css");
		});
	}

	@Test
	void linksArePlainInApplicationThatServesNothing() {
		this.runner.withPropertyValues("media.versions.enabled=true", "media.enabled=false")
			.run((context) -> assertThat(context.getBean(VersionedUrls.class).url("app.css"))
				.isEqualTo("/media/app.css"));
		new ApplicationContextRunner().withConfiguration(MEDIA)
			.withPropertyValues("media.versions.enabled=true")
			.run((context) -> assertThat(context.getBean(VersionedUrls.class).url("app.css"))
				.isEqualTo("/media/app.css"));
	}

	@Test
	void aliasOfTheApplicationIsAskedToo() {
		MediaAlias own = (match, path) -> null;
		this.runner.withPropertyValues("media.versions.enabled=true")
			.withBean("own", MediaAlias.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			media.versions.mounts=/css,/ | 'media.versions.mounts' cannot be used: '/' would hide
			media.versions.max-immediate-size=-1B | 'media.versions.max-immediate-size' is negative
			media.versions=true | 'media.versions' is a group of properties
			""")
	void mistakeIsThatOfItsProperty(String property, String message) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertThat(causes(failure))
					.anySatisfy((cause) -> assertThat(cause).isInstanceOf(InvalidMountException.class)
						.hasMessageContaining(message))));
	}

	private static List<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
	}

}
