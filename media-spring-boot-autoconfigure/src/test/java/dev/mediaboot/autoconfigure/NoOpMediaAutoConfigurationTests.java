package dev.mediaboot.autoconfigure;

import java.nio.file.Path;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import dev.mediaboot.web.MediaHandlerMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoOpMediaAutoConfiguration}.
 */
class NoOpMediaAutoConfigurationTests {

	private static final String NOWHERE = "/does/not/exist";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(MediaAutoConfiguration.class,
			MediaTomcatAutoConfiguration.class, MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class);

	private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS);

	@Test
	void registryIsInjectableWithoutWebServer() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MediaRegistry.class));
	}

	@Test
	void registryIsInjectableWhenSwitchedOff() {
		this.web.withPropertyValues("media.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(MediaRegistry.class));
	}

	@Test
	void registryIsInjectableInReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasSingleBean(MediaRegistry.class));
	}

	@Test
	void registryIsInjectableWithoutDispatcherServlet() {
		this.web.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasSingleBean(MediaRegistry.class));
	}

	@Test
	void registryIsInjectableWithoutSpringMvc() {
		this.web
			.withClassLoader(
					new FilteredClassLoader("org.springframework.web.servlet", "org.springframework.boot.webmvc"))
			.run((context) -> assertThat(context).hasSingleBean(MediaRegistry.class));
	}

	@Test
	void registryIsInjectableWithoutServletApi() {
		this.runner
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet",
					"org.springframework.boot.webmvc", "org.springframework.boot.tomcat", "org.apache.catalina"))
			.run((context) -> assertThat(context).hasSingleBean(MediaRegistry.class));
	}

	@Test
	void nothingIsServedWhenSwitchedOff() {
		this.web.withPropertyValues("media.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MediaHandlerMapping.class));
	}

	@Test
	void directoryThatDoesNotExistMayBeMountedWithoutWebServer() {
		this.runner.withUserConfiguration(Assets.class)
			.run((context) -> assertThat(context.getBean(MediaRegistry.class).find("/css")).isNotNull());
	}

	@Test
	void directoryThatDoesNotExistMayBeMountedWhenSwitchedOff() {
		this.web.withUserConfiguration(Assets.class)
			.withPropertyValues("media.enabled=false")
			.run((context) -> assertThat(context.getBean(MediaRegistry.class).find("/css")).isNotNull());
	}

	@Test
	void rootThatDoesNotExistIsNoFailureWhenSwitchedOff() {
		this.web.withPropertyValues("media.enabled=false", "media.root=" + NOWHERE)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void rootThatDoesNotExistIsNoFailureWithoutWebServer() {
		this.runner.withPropertyValues("media.root=" + NOWHERE).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void missingRootIsNotCreatedWhenSwitchedOff(@TempDir Path directory) {
		Path missing = directory.resolve("missing");
		this.web.withPropertyValues("media.enabled=false", "media.root=" + missing, "media.missing-root=create")
			.run((context) -> assertThat(missing).doesNotExist());
	}

	@Test
	void mountBeansAreNoFailureWhenSwitchedOff() {
		this.web.withPropertyValues("media.enabled=false")
			.withBean(Mount.class, () -> Mount.of("/css", Path.of(NOWHERE)))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void registrationOfAnInertRegistryUnmounts() {
		this.runner.run((context) -> {
			MediaRegistry registry = context.getBean(MediaRegistry.class);
			registry.mount("/css", Path.of(NOWHERE)).close();
			assertThat(registry.mounts()).isEmpty();
		});
	}

	@Test
	void linksAreMadeWithoutWebServer() {
		this.runner.withPropertyValues("media.url=/files")
			.run((context) -> assertThat(context.getBean(MediaUrls.class).url("a b.png"))
				.isEqualTo("/files/a%20b.png"));
	}

	@Test
	void linksAreMadeBelowThePublicUrlWhenSwitchedOff() {
		this.web.withPropertyValues("media.enabled=false", "media.public-url=https://cdn.example.com/m")
			.run((context) -> assertThat(context.getBean(MediaUrls.class).url("a.png"))
				.isEqualTo("https://cdn.example.com/m/a.png"));
	}

	@Test
	void registryOfTheApplicationWins() {
		MediaRegistry own = MediaRegistry.noOp();
		this.runner.withBean(MediaRegistry.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaRegistry.class).isSameAs(own));
	}

	@Test
	void urlsOfTheApplicationWin() {
		MediaUrls own = new MediaUrls("https://cdn.example.com/");
		this.runner.withBean(MediaUrls.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaUrls.class).isSameAs(own));
	}

	@Configuration(proxyBeanMethods = false)
	static class Assets {

		Assets(MediaRegistry media) {
			media.mount("/js", "/srv/nowhere/js");
			media.mount("/admin", "classpath:/nowhere/");
		}

		@Bean
		Object mounting(MediaRegistry media) {
			return media.mount("/css", Path.of(NOWHERE)).mount();
		}

	}

}
