package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is served beside a running application, and what of the application runs
 * meanwhile.
 */
class MediaServingTests {

	private static final List<String> ran = new ArrayList<>();

	private static Path root = Path.of("");

	@BeforeEach
	void write(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("a.txt"), "from the disk");
		root = directory;
		ran.clear();
	}

	@Test
	void everyOtherPathIsOfTheApplication() {
		assertThat(get(start(Greeting.class), "/hello/you")).bodyText().isEqualTo("Hello you");
	}

	@Test
	void pathBelowMountIsNotOfTheApplicationEvenIfItHasHandler() {
		assertThat(get(start(Greeting.class, "media.url=/hello"), "/hello/a.txt")).bodyText()
			.isEqualTo("from the disk");
	}

	@Test
	void pathBelowMountIsNotOfTheApplicationEvenIfNothingIsThere() {
		assertThat(get(start(Greeting.class, "media.url=/hello"), "/hello/you")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void mappingOfTheApplicationThatTakesEveryPathDoesNotTakeMedia() {
		assertThat(get(start(CatchAll.class), "/media/a.txt")).bodyText().isEqualTo("from the disk");
	}

	@Test
	void registeredInterceptorRunsForTheApplication() {
		get(start(Intercepted.class), "/hello/you");
		assertThat(ran).contains("registered");
	}

	@Test
	void mappedInterceptorRunsForTheApplication() {
		get(start(Intercepted.class), "/hello/you");
		assertThat(ran).contains("mapped");
	}

	@Test
	void noInterceptorRunsForMedia() {
		assertThat(get(start(Intercepted.class), "/media/a.txt")).hasStatusOk();
		assertThat(ran).isEmpty();
	}

	@Test
	void noInterceptorRunsForMediaThatIsMissing() {
		assertThat(get(start(Intercepted.class), "/media/missing.txt")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(ran).isEmpty();
	}

	@Test
	void noAdviceRunsForMediaThatIsMissing() {
		get(start(Advice.class), "/media/missing.txt");
		assertThat(ran).isEmpty();
	}

	@Test
	void bestMatchingPatternIsThatOfTheMount() {
		assertThat(get(start(Application.class), "/media/a.txt")).request()
			.attributes()
			.containsEntry(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/media/**");
	}

	@Test
	void bestMatchingPatternOfMediaThatIsMissingIsThatOfTheMount() {
		assertThat(get(start(Application.class), "/media/no/such/file")).request()
			.attributes()
			.containsEntry(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/media/**");
	}

	@Test
	void observationHasThePatternOfTheMount() {
		ServerRequestObservationContext observation = new ServerRequestObservationContext(new MockHttpServletRequest(),
				new MockHttpServletResponse());
		assertThat(start(Application.class, "media.url=/files/of/mine").get()
			.uri("/files/of/mine/a.txt")
			.requestAttr(ServerHttpObservationFilter.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE, observation)).hasStatusOk();
		assertThat(observation.getPathPattern()).isEqualTo("/files/of/mine/**");
	}

	@Test
	void configurationMountsInItsConstructor() {
		assertThat(get(start(Assets.class), "/assets/a.txt")).bodyText().isEqualTo("from the disk");
	}

	@Test
	void runnerMounts() {
		assertThat(get(start(Runner.class), "/run/a.txt")).bodyText().isEqualTo("from the disk");
	}

	@Test
	void controllerMountsWhileTheApplicationRuns() {
		MockMvcTester mvc = start(Mounting.class);
		assertThat(get(mvc, "/later/a.txt")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(mvc.post().uri("/mounts/later")).hasStatusOk();
		assertThat(get(mvc, "/later/a.txt")).bodyText().isEqualTo("from the disk");
	}

	@Test
	void controllerUnmountsWhileTheApplicationRuns() {
		MockMvcTester mvc = start(Mounting.class);
		assertThat(mvc.post().uri("/mounts/later")).hasStatusOk();
		assertThat(mvc.delete().uri("/mounts/later")).hasStatusOk();
		assertThat(get(mvc, "/later/a.txt")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void pathIsOfTheApplicationAgainAfterItWasUnmounted() {
		MockMvcTester mvc = start(Mounting.class);
		assertThat(mvc.post().uri("/mounts/hello")).hasStatusOk();
		assertThat(get(mvc, "/hello/you")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(mvc.delete().uri("/mounts/hello")).hasStatusOk();
		assertThat(get(mvc, "/hello/you")).bodyText().isEqualTo("Hello you");
	}

	@Test
	void lazyInitializationMountsThePropertiesAtTheStart() {
		assertThat(mounted(Application.class, "spring.main.lazy-initialization=true")).contains("/media");
	}

	@Test
	void lazyInitializationServesThePropertiesOnTheFirstRequest() {
		assertThat(get(start(Application.class, "spring.main.lazy-initialization=true"), "/media/a.txt")).bodyText()
			.isEqualTo("from the disk");
	}

	@Test
	void lazyInitializationServesMountBeansOnTheFirstRequest() {
		assertThat(get(start(Beans.class, "spring.main.lazy-initialization=true"), "/bean/a.txt")).bodyText()
			.isEqualTo("from the disk");
	}

	@Test
	void lazyInitializationLeavesOutWhatConfigurationsMountInTheirConstructors() {
		assertThat(mounted(Assets.class, "spring.main.lazy-initialization=true")).doesNotContain("/assets");
	}

	@Test
	void lazyInitializationRunsRunnersThatMount() {
		assertThat(get(start(Runner.class, "spring.main.lazy-initialization=true"), "/run/a.txt")).bodyText()
			.isEqualTo("from the disk");
	}

	@Test
	void linksBeginWithTheUrl() {
		assertThat(links("media.url=files")).isEqualTo("/files/a%20b.png");
	}

	@Test
	void linksBeginWithThePathOfTheApplication() {
		assertThat(links("context=/shop", "media.url=/files/")).isEqualTo("/shop/files/a%20b.png");
	}

	@Test
	void linksBeginWithThePathOfTheDispatcherServlet() {
		assertThat(links("context=/shop", "spring.mvc.servlet.path=/app")).isEqualTo("/shop/app/media/a%20b.png");
	}

	@Test
	void linksBeginWithTheHostTheMediaIsBoundTo() {
		assertThat(links("media.url=https://media.example.com/m/")).isEqualTo("https://media.example.com/m/a%20b.png");
	}

	@Test
	void linksBeginWithThePublicUrlWhateverThePathOfTheApplication() {
		assertThat(links("context=/shop", "media.public-url=https://cdn.example.com/m"))
			.isEqualTo("https://cdn.example.com/m/a%20b.png");
	}

	private static String links(String... properties) {
		return context(Application.class, properties).getBean(MediaUrls.class).url("a b.png");
	}

	private static List<String> mounted(Class<?> application, String... properties) {
		return context(application, properties).getBean(MediaRegistry.class).mounts().stream().map(Mount::url).toList();
	}

	private static MvcTestResult get(MockMvcTester mvc, String uri) {
		return mvc.get().uri(uri).exchange();
	}

	private static MockMvcTester start(Class<?> application, String... properties) {
		return MockMvcTester.from(context(application, properties));
	}

	private static WebApplicationContext context(Class<?> type, String... properties) {
		MockServletContext servletContext = new MockServletContext();
		List<String> arguments = new ArrayList<>(List.of("--media.root=" + root));
		for (String property : properties) {
			if (property.startsWith("context=")) {
				servletContext.setContextPath(property.substring("context=".length()));
			}
			else {
				arguments.add("--" + property);
			}
		}
		SpringApplication application = new SpringApplication(type);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setApplicationContextFactory((webApplicationType) -> {
			AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
			context.setServletContext(servletContext);
			return context;
		});
		return (WebApplicationContext) application.run(arguments.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
			MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class })
	static class Application {

	}

	@Import(Application.class)
	@RestController
	static class Greeting {

		@GetMapping("/hello/{name}")
		String hello(@PathVariable String name) {
			return "Hello " + name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class CatchAll {

		@Bean

		SimpleUrlHandlerMapping catchAll() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
			mapping.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			mapping.setDefaultHandler(new Object());
			return mapping;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Greeting.class)
	static class Intercepted implements WebMvcConfigurer {

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new Recording("registered"));
		}

		@Bean
		MappedInterceptor mapped() {
			return new MappedInterceptor(new String[] { "/**" }, new Recording("mapped"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Application.class, RecordingAdvice.class })
	static class Advice {

	}

	@ControllerAdvice
	static class RecordingAdvice {

		@ModelAttribute
		void model() {
			ran.add("model");
		}

		@ExceptionHandler
		void handle(Exception ex) {
			ran.add("exception");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Beans {

		@Bean
		Mount mount() {
			return Mount.of("/bean", root);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Assets {

		Assets(MediaRegistry media) {
			media.mount("/assets", root);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Runner {

		@Bean
		ApplicationRunner mounting(MediaRegistry media) {
			return (arguments) -> media.mount("/run", root);
		}

	}

	@Import(Greeting.class)
	@RestController
	static class Mounting {

		private final MediaRegistry media;

		Mounting(MediaRegistry media) {
			this.media = media;
		}

		@PostMapping("/mounts/{name}")
		String mount(@PathVariable String name) {
			return this.media.mount(name, root).mount().url();
		}

		@DeleteMapping("/mounts/{name}")
		boolean unmount(@PathVariable String name) {
			return this.media.unmount(name);
		}

	}

	private record Recording(String name) implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			ran.add(this.name);
			return true;
		}

	}

}
