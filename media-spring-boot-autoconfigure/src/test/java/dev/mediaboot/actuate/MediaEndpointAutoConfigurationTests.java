package dev.mediaboot.actuate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.Totals;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import dev.mediaboot.web.AnswerListener;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaEndpointAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MediaEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=media";

	private static final AutoConfigurations ACTUATOR = AutoConfigurations.of(EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, MediaEndpointAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
				MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class))
		.withConfiguration(ACTUATOR);

	@TempDir
	private Path root;

	@Test
	void endpointIsThereWhenItIsExposed() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(MediaEndpoint.class)
				.hasSingleBean(MediaEndpointWebExtension.class)
				.hasSingleBean(MediaStatistics.class)
				.hasSingleBean(MediaHistory.class)
				.hasSingleBean(HistorySampler.class));
	}

	@Test
	void nothingIsThereWhenItIsNotExposed() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MediaRequestHandler.class)
			.doesNotHaveBean(MediaEndpoint.class)
			.doesNotHaveBean(MediaStatistics.class)
			.doesNotHaveBean(HistorySampler.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.media.access=NONE", "media.enabled=false",
			"management.endpoints.access.default=NONE" })
	void nothingIsThereWhenItIsSwitchedOff(String property) {
		this.runner.withPropertyValues(EXPOSED, property)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MediaRegistry.class)
				.doesNotHaveBean(MediaEndpoint.class)
				.doesNotHaveBean(MediaStatistics.class)
				.doesNotHaveBean(HistorySampler.class));
	}

	@Test
	void applicationWithoutWebHasNone() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
					MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class))
			.withConfiguration(ACTUATOR)
			.withPropertyValues(EXPOSED, "spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MediaEndpoint.class));
	}

	@Test
	void overJmxItHasNoWebExtension() {
		this.runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=media")
			.run((context) -> assertThat(context).hasSingleBean(MediaEndpoint.class)
				.doesNotHaveBean(MediaEndpointWebExtension.class));
	}

	@Test
	void childContextReportsItsOwnMounts() {
		this.runner.withPropertyValues(EXPOSED, "media.root=" + this.root)
			.run((parent) -> this.runner
				.withPropertyValues(EXPOSED, "media.root=" + this.root, "media.url=/of/child/",
						"spring.jmx.enabled=false")
				.withParent(parent)
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(child.getBean(MediaRequestHandler.class))
						.isNotSameAs(parent.getBean(MediaRequestHandler.class));
					assertThat(child.getBean(MediaHandlerMapping.class))
						.isNotSameAs(parent.getBean(MediaHandlerMapping.class));
					assertThat(child.getBean(MediaEndpoint.class).media().mounts()).singleElement()
						.returns("/of/child", (mount) -> mount.url());
					assertThat(child.getBean(WebEndpointsSupplier.class).getEndpoints()).hasSize(1);
				}));
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoints.web.base-path=/, /media", "media.url=/actuator, /actuator/media",
			"media.url=/actuator/media, /actuator/media" })
	void warningForAnEndpointBelowAMount(String property, String path, CapturedOutput output) {
		// Applications of other tests have levels of their own
		LoggingSystem.get(getClass().getClassLoader())
			.setLogLevel(MediaEndpointAutoConfiguration.class.getName(), LogLevel.WARN);
		this.runner.withPropertyValues(EXPOSED, "media.root=" + this.root, property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output)
				.containsOnlyOnce("The endpoint '" + path + "' is unreachable because it is below the mount '"
						+ context.getBean(MediaRegistry.class).mounts().get(0).url() + "'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "media.dispatch=mvc", "management.server.port=9090",
			"media.url=https://media.example.com/actuator" })
	void noWarningForAnEndpointThatIsReachable(String property, CapturedOutput output) {
		this.runner
			.withPropertyValues(EXPOSED, "media.root=" + this.root, property,
					property.startsWith("management") ? "management.endpoints.web.base-path=/" : "spring.a=b")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("is unreachable");
			});
	}

	@Test
	void whatIsServedIsCounted() {
		this.runner.withPropertyValues(EXPOSED, "media.root=" + this.root).run((context) -> {
			MockMvcTester.from(context).get().uri("/media/none.txt").exchange();
			assertThat(context.getBean(MediaEndpoint.class).media().totals().outcomes()).containsEntry("notFound", 1L);
			assertThat(context.getBean(MediaStatistics.class).counts()).containsOnlyKeys("/media");
		});
	}

	@Test
	void historyIsSampledWhileTheApplicationRuns() {
		this.runner.withPropertyValues(EXPOSED).run((context) -> {
			HistorySampler sampler = context.getBean(HistorySampler.class);
			assertThat(sampler.isRunning()).isTrue();
			context.getSourceApplicationContext().stop();
			assertThat(sampler.isRunning()).isFalse();
			context.getSourceApplicationContext().start();
			assertThat(sampler.isRunning()).isTrue();
			context.getSourceApplicationContext().close();
			assertThat(sampler.isRunning()).isFalse();
		});
	}

	@Test
	void locationsAreHiddenByDefault() {
		this.runner.withPropertyValues(EXPOSED, "media.root=" + this.root)
			.run((context) -> assertThat(context.getBean(MediaEndpoint.class).media().mounts()).singleElement()
				.returns("******", (mount) -> mount.location()));
	}

	@Test
	void locationsAreShownWhenTheyMayBe() {
		this.runner
			.withPropertyValues(EXPOSED, "media.root=" + this.root, "management.endpoint.media.show-values=always",
					"management.endpoint.media.roles=OPERATOR")
			.run((context) -> assertThat(context.getBean(MediaEndpoint.class).media().mounts()).singleElement()
				.returns(this.root.toString(), (mount) -> mount.location()));
	}

	@Test
	void beansOfTheApplicationWin() {
		MediaStatistics statistics = new MediaStatistics(Clock.systemUTC());
		MediaHistory history = new MediaHistory(() -> Totals.of(Set.of(), 0, 0), () -> 0);
		HistorySampler sampler = new HistorySampler(history);
		CacheFigures.Source cache = () -> null;
		MediaEndpoint endpoint = new MediaEndpoint(MediaRegistry.create(MediaStores.factory()), statistics, history,
				cache, Show.NEVER, null);
		MediaEndpointWebExtension extension = new MediaEndpointWebExtension(endpoint, Show.NEVER, Set.of());
		this.runner.withPropertyValues(EXPOSED)
			.withBean(MediaStatistics.class, () -> statistics)
			.withBean(MediaHistory.class, () -> history)
			.withBean(HistorySampler.class, () -> sampler)
			.withBean(CacheFigures.Source.class, () -> cache)
			.withBean(MediaEndpoint.class, () -> endpoint)
			.withBean(MediaEndpointWebExtension.class, () -> extension)
			.run((context) -> {
				assertThat(context).getBean(MediaStatistics.class).isSameAs(statistics);
				assertThat(context).getBean(MediaHistory.class).isSameAs(history);
				assertThat(context).getBean(HistorySampler.class).isSameAs(sampler);
				assertThat(context).getBean(CacheFigures.Source.class).isSameAs(cache);
				assertThat(context).getBean(MediaEndpoint.class).isSameAs(endpoint);
				assertThat(context).getBean(MediaEndpointWebExtension.class).isSameAs(extension);
			});
	}

	@Test
	void listenerOfTheApplicationIsInformedToo() {
		StringBuilder told = new StringBuilder();
		this.runner.withPropertyValues(EXPOSED, "media.root=" + this.root)
			.withBean(AnswerListener.class, () -> new AnswerListener() {

				@Override
				public void responseEnd(MediaRegistry.Match match, Result result) {
					told.append(match.mount().url()).append(' ').append(result.status());
				}

			})
			.run((context) -> {
				MockMvcTester.from(context).get().uri("/media/none.txt").exchange();
				assertThat(told).hasToString("/media 404");
				assertThat(context.getBean(MediaStatistics.class).counts()).containsOnlyKeys("/media");
			});
	}

}
