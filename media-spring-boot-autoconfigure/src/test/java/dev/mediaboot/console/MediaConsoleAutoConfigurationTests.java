package dev.mediaboot.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.EndpointAddress;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreDecorator;
import dev.mediaboot.Mount;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaConsoleAutoConfiguration}.
 */
class MediaConsoleAutoConfigurationTests {

	private static final String TOLD = "{\"endpoint\":\"../actuator/media\"}\n";

	private static final String OWN = "of the application";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaConsoleAutoConfiguration.class,
				NoOpMediaAutoConfiguration.class))
		.withBean(EndpointAddress.class, Address::new);

	@TempDir
	private Path directory;

	@BeforeEach
	void write() throws IOException {
		Files.writeString(this.directory.resolve("console.json"), OWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/admin-media", "/admin-media/" })
	void consoleKnowsTheEndpoint(String prefix) {
		this.runner.withPropertyValues("media.admin-prefix=" + prefix)
			.run((context) -> assertThat(get(context)).isEqualTo(TOLD));
	}

	@Test
	void consoleBelowOtherFilesKnowsTheEndpoint() {
		this.runner
			.withPropertyValues("media.admin-prefix=/admin-media",
					"media.admin-root=" + this.directory + ",classpath:/META-INF/media/admin/")
			.run((context) -> assertThat(get(context)).isEqualTo(TOLD));
	}

	@Test
	void anotherAdminIsLeftAlone() {
		this.runner.withPropertyValues("media.admin-prefix=/admin-media", "media.admin-root=" + this.directory)
			.run((context) -> assertThat(get(context)).isEqualTo(OWN));
	}

	@Test
	void otherMountsAreLeftAlone() {
		this.runner
			.withPropertyValues("media.mounts.admin.url=/admin-media",
					"media.mounts.admin.root=classpath:/META-INF/media/admin/")
			.run((context) -> assertThat(get(context)).contains("null"));
	}

	@Test
	void whatCodeMountsInItsPlaceIsLeftAlone() {
		this.runner.withPropertyValues("media.admin-prefix=/admin-media").run((context) -> {
			context.getBean(MediaRegistry.class).remount(Mount.of("/admin-media", this.directory));
			assertThat(get(context)).isEqualTo(OWN);
		});
	}

	@Test
	void decoratorsOfTheApplicationMeetTheSettings() {
		this.runner.withPropertyValues("media.admin-prefix=/admin-media")
			.withBean(MediaStoreDecorator.class, () -> MediaConsoleAutoConfigurationTests::withoutSettings)
			.run((context) -> assertThat(get(context)).isEmpty());
	}

	private static MediaStore withoutSettings(MediaStore store, Mount mount) {
		assertThat(store).isInstanceOf(ConsoleSettings.class);
		MediaPath settings = MediaPath.parse("/console.json");
		return (path) -> path.equals(settings) ? null : store.find(path);
	}

	@Test
	void applicationThatServesNothingHasNone() {
		this.runner.withPropertyValues("media.enabled=false", "media.admin-prefix=/admin-media")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsoleDecorator.class));
	}

	private static String get(AssertableWebApplicationContext context) throws Exception {
		return MockMvcTester.from(context)
			.get()
			.uri("/admin-media/console.json")
			.exchange()
			.getResponse()
			.getContentAsString();
	}

	private record Address() implements EndpointAddress {

		@Override
		public String path() {
			return "/actuator/media";
		}

		@Override
		public Integer port() {
			return null;
		}

	}

}
