package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStoreDecorator;
import dev.mediaboot.MediaStoreFactory;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.jetty.JettyConnectionAbort;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import dev.mediaboot.tomcat.TomcatConnectionAbort;
import dev.mediaboot.transfer.Transfers;
import dev.mediaboot.web.AnswerListener;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MountResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaAutoConfiguration}.
 */
class MediaAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
				MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class));

	@TempDir
	private Path root;

	@BeforeEach
	void write() throws IOException {
		Files.writeString(this.root.resolve("a.txt"), "from the disk");
	}

	@Test
	void decoratorsAreMetInTheirOrder() {
		StringBuilder met = new StringBuilder();
		this.runner.withBean("second", MediaStoreDecorator.class, () -> decorator("second ", met), order(2))
			.withBean("first", MediaStoreDecorator.class, () -> decorator("first ", met), order(1))
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> {
				assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk");
				assertThat(met).hasToString("first second ");
			});
	}

	@Test
	void withoutRootNothingIsMounted() {
		this.runner.run((context) -> assertThat(urls(context)).isEmpty());
	}

	@Test
	void withoutRootTheUrlMountsNothing() {
		this.runner.withPropertyValues("media.url=/files").run((context) -> assertThat(urls(context)).isEmpty());
	}

	@Test
	void emptyRootMountsNothing() {
		this.runner.withPropertyValues("media.root=").run((context) -> assertThat(urls(context)).isEmpty());
	}

	@Test
	void rootAloneIsMountedBelowMedia() {
		this.runner.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void rootIsMountedBelowItsUrl() {
		this.runner.withPropertyValues("media.root=" + this.root, "media.url=/files/of/mine/")
			.run((context) -> assertThat(get(context, "/files/of/mine/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void urlIsNotTakenFromTheApplicationWhenAnotherIsChosen() {
		this.runner.withPropertyValues("media.root=" + this.root, "media.url=/files")
			.run((context) -> assertThat(urls(context)).containsExactly("/files"));
	}

	@Test
	void relativeRootIsFoundFromTheWorkingDirectory() {
		Path relative = Path.of("").toAbsolutePath().relativize(this.root);
		this.runner.withPropertyValues("media.root=" + relative)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void rootMayBeFileUrl() {
		this.runner.withPropertyValues("media.root=" + this.root.toUri())
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void rootMayBeFileUrlWithoutAuthority() {
		this.runner.withPropertyValues("media.root=file:" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:/dev/mediaboot/autoconfigure/", "classpath:dev/mediaboot/autoconfigure" })
	void rootMayBeClasspathLocation(String location) {
		this.runner.withPropertyValues("media.root=" + location)
			.run((context) -> assertThat(exists(context, "/media/MediaProperties.class")).isTrue());
	}

	@Test
	void urlMayBindTheMediaToItsHost() {
		this.runner.withPropertyValues("media.root=" + this.root, "media.url=https://media.example.com/m/")
			.run((context) -> assertThat(registry(context).mounts()).singleElement()
				.returns("media.example.com", Mount::host)
				.returns("/m", (mount) -> "/" + mount.prefix()));
	}

	@Test
	void publicUrlMountsNothing() {
		this.runner.withPropertyValues("media.public-url=https://cdn.example.com/m/")
			.run((context) -> assertThat(urls(context)).isEmpty());
	}

	@Test
	void withoutAdminPrefixTheBundledMediaOfTheAdminIsNotMounted() {
		this.runner.withPropertyValues("media.root=" + this.root, "media.admin-root=" + this.root)
			.run((context) -> assertThat(urls(context)).containsExactly("/media"));
	}

	@Test
	void adminPrefixMountsTheBundledMediaOfTheAdmin() {
		this.runner.withPropertyValues("media.admin-prefix=/admin-media/")
			.run((context) -> assertThat(exists(context, "/admin-media/admin.css")).isTrue());
	}

	@Test
	void bundledMediaOfTheAdminIsSiteContent() {
		this.runner.withPropertyValues("media.admin-prefix=/admin-media/")
			.run((context) -> assertThat(mount(context, "/admin-media").policy().content())
				.isEqualTo(Mount.Content.SITE));
	}

	@Test
	void firstOfSeveralAdminRootsIsOnTop() throws IOException {
		Files.writeString(this.root.resolve("admin.css"), "mine");
		this.runner
			.withPropertyValues("media.admin-prefix=/admin-media/",
					"media.admin-root=" + this.root + ",classpath:/META-INF/media/admin/")
			.run((context) -> assertThat(get(context, "/admin-media/admin.css")).isEqualTo("mine"));
	}

	@Test
	void furtherAdminRootsShineThrough() {
		this.runner
			.withPropertyValues("media.admin-prefix=/admin-media/", "media.admin-root[0]=" + this.root,
					"media.admin-root[1]=classpath:/META-INF/media/admin/")
			.run((context) -> assertThat(exists(context, "/admin-media/admin.css")).isTrue());
	}

	@Test
	void furtherMountsAreMountedByTheirNames() {
		this.runner
			.withPropertyValues("media.mounts.css.url=/css", "media.mounts.css.root=" + this.root,
					"media.mounts.js.url=/js", "media.mounts.js.root=classpath:/META-INF/media/admin/")
			.run((context) -> assertThat(urls(context)).containsExactlyInAnyOrder("/css", "/js"));
	}

	@Test
	void furtherMountServesItsRoot() {
		this.runner.withPropertyValues("media.mounts.docs.url=/docs", "media.mounts.docs.root=" + this.root)
			.run((context) -> assertThat(get(context, "/docs/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void missingRootIsCreatedOnRequest() {
		Path missing = this.root.resolve("not/there/yet");
		this.runner.withPropertyValues("media.root=" + missing, "media.missing-root=create").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(missing).isEmptyDirectory();
		});
	}

	@Test
	void missingRootOfFurtherMountIsCreatedOnRequest() {
		Path missing = this.root.resolve("css");
		this.runner
			.withPropertyValues("media.mounts.css.url=/css", "media.mounts.css.root=" + missing,
					"media.missing-root=create")
			.run((context) -> assertThat(missing).isEmptyDirectory());
	}

	@Test
	void mountBeansJoin() {
		this.runner.withPropertyValues("media.root=" + this.root)
			.withBean(Mount.class, () -> Mount.of("/bean", this.root))
			.run((context) -> assertThat(get(context, "/bean/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void mountBeansJoinWithoutAnyProperty() {
		this.runner.withBean(Mount.class, () -> Mount.of("/bean", this.root))
			.run((context) -> assertThat(urls(context)).containsExactly("/bean"));
	}

	@Test
	void mountBeanWithTakenPrefixStopsTheStart() {
		this.runner.withPropertyValues("media.root=" + this.root)
			.withBean(Mount.class, () -> Mount.of("/media/", this.root))
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'/media' is already mounted"));
	}

	@Test
	void mountBeansJoinInTheirOrder() {
		this.runner.withUserConfiguration(OrderedMounts.class)
			.run((context) -> assertThat(context).getFailure().hasMessage("second"));
	}

	@Test
	void oneConfigurationMayInjectTheRegistryAndDeclareMounts() {
		this.runner.withUserConfiguration(RegistryAndMounts.class)
			.withBean("root", Path.class, () -> this.root)
			.run((context) -> assertThat(urls(context)).containsExactlyInAnyOrder("/constructor", "/bean"));
	}

	@Test
	void registryOfTheApplicationWins() {
		MediaRegistry own = MediaRegistry.create(MediaStores.factory());
		this.runner.withBean(MediaRegistry.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaRegistry.class).isSameAs(own));
	}

	@Test
	void registryOfTheApplicationTakesMountBeans() {
		MediaRegistry own = MediaRegistry.create(MediaStores.factory());
		this.runner.withBean(MediaRegistry.class, () -> own)
			.withBean(Mount.class, () -> Mount.of("/bean", this.root))
			.run((context) -> assertThat(own.find("/bean")).isNotNull());
	}

	@Test
	void registryOfTheApplicationIsServed() {
		MediaRegistry own = MediaRegistry.create(MediaStores.factory());
		own.mount("/own", this.root);
		this.runner.withBean(MediaRegistry.class, () -> own)
			.run((context) -> assertThat(get(context, "/own/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void urlsOfTheApplicationWin() {
		MediaUrls own = new MediaUrls("https://cdn.example.com/");
		this.runner.withBean(MediaUrls.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaUrls.class).isSameAs(own));
	}

	@Test
	void handlerOfTheApplicationWins() {
		MediaRequestHandler own = handler();
		this.runner.withBean(MediaRequestHandler.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaRequestHandler.class).isSameAs(own));
	}

	@Test
	void mappingOfTheApplicationWins() {
		MediaHandlerMapping own = new MediaHandlerMapping(
				new MountResolver(MediaRegistry.create(MediaStores.factory())), handler());
		this.runner.withBean(MediaHandlerMapping.class, () -> own)
			.run((context) -> assertThat(context).getBean(MediaHandlerMapping.class).isSameAs(own));
	}

	@Test
	void connectionAbortOfTheApplicationIsAskedFirst() {
		ConnectionAbort own = (request, failure) -> true;
		this.runner.withBean(ConnectionAbort.class, () -> own)
			.run((context) -> assertThat(context.getBeanProvider(ConnectionAbort.class).orderedStream()).first()
				.isSameAs(own));
	}

	@Test
	void eachContainerGetsItsConnectionAbort() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TomcatConnectionAbort.class)
			.hasSingleBean(JettyConnectionAbort.class));
	}

	@Test
	void aContainerThatIsNotThereGetsNoConnectionAbort() {
		this.runner.withClassLoader(new FilteredClassLoader("org.apache.catalina", "org.apache.coyote"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mediaTomcatConnectionAbort"));
		this.runner.withClassLoader(new FilteredClassLoader("org.eclipse.jetty"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mediaJettyConnectionAbort"));
	}

	@Test
	void withoutTomcatMediaIsServed() {
		this.runner.withClassLoader(new FilteredClassLoader("org.apache.catalina", "org.apache.coyote"))
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void withoutJettyMediaIsServed() {
		this.runner.withClassLoader(new FilteredClassLoader("org.eclipse.jetty"))
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void withoutSpringSecurityMediaIsServed() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.security", "org.springframework.boot.security"))
			.withPropertyValues("media.root=" + this.root, "media.admin-prefix=/admin-media")
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void enableWebMvcChangesNothing() {
		this.runner.withUserConfiguration(EnableMvc.class)
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void resourceHandlingOfSpringMayBeOff() {
		this.runner.withPropertyValues("media.root=" + this.root, "spring.web.resources.add-mappings=false")
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk"));
	}

	@Test
	void factoryOfTheApplicationMakesTheStoreOfItsScheme() {
		this.runner
			.withBean(MediaStoreFactory.class,
					() -> (location) -> location.scheme().equals("own")
							? (path) -> MediaFile.of("from my own".getBytes(StandardCharsets.US_ASCII)) : null)
			.withPropertyValues("media.root=own:anything")
			.run((context) -> {
				context.getBean(MediaRegistry.class).mount("/code", "own:more");
				context.getBean(MediaRegistry.class).mount("/disk", this.root);
				assertThat(get(context, "/media/a.txt")).isEqualTo("from my own");
				assertThat(get(context, "/code/a.txt")).isEqualTo("from my own");
				assertThat(get(context, "/disk/a.txt")).isEqualTo("from the disk");
			});
	}

	@Test
	void factoryOfTheApplicationIsAskedFirst() {
		this.runner
			.withBean(MediaStoreFactory.class,
					() -> (location) -> (path) -> MediaFile.of("from my own".getBytes(StandardCharsets.US_ASCII)))
			.withPropertyValues("media.root=" + this.root)
			.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from my own"));
	}

	@Test
	void parentContextWithoutWebServerDoesNotSwitchMediaOff() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NoOpMediaAutoConfiguration.class))
			.run((parent) -> this.runner.withParent(parent)
				.withPropertyValues("media.root=" + this.root)
				.run((context) -> assertThat(get(context, "/media/a.txt")).isEqualTo("from the disk")));
	}

	private static MediaStoreDecorator decorator(String name, StringBuilder met) {
		return (store, mount) -> (path) -> {
			met.append(name);
			return store.find(path);
		};
	}

	private static BeanDefinitionCustomizer order(int order) {
		return (definition) -> definition.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
	}

	private static MediaRequestHandler handler() {
		return new MediaRequestHandler(new Responder(Clock.systemUTC(), AnswerListener.NONE), List.of(),
				(request, failure) -> true, false, AnswerListener.NONE, new Transfers(Duration.ofMinutes(1)));
	}

	private static MediaRegistry registry(AssertableWebApplicationContext context) {
		return context.getBean(MediaRegistry.class);
	}

	private static Mount mount(AssertableWebApplicationContext context, String url) {
		return registry(context).mounts().stream().filter((mount) -> mount.url().equals(url)).findFirst().orElseThrow();
	}

	private static List<String> urls(AssertableWebApplicationContext context) {
		return registry(context).mounts().stream().map(Mount::url).toList();
	}

	private static String get(AssertableWebApplicationContext context, String uri) throws Exception {
		return MockMvcTester.from(context).get().uri(uri).exchange().getResponse().getContentAsString();
	}

	private static boolean exists(AssertableWebApplicationContext context, String uri) {
		return MockMvcTester.from(context).get().uri(uri).exchange().getResponse().getStatus() == HttpStatus.OK.value();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class EnableMvc {

	}

	@Configuration(proxyBeanMethods = false)
	static class RegistryAndMounts {

		RegistryAndMounts(MediaRegistry registry, Path root) {
			registry.mount("/constructor", root);
		}

		@Bean
		Mount further(Path root) {
			return Mount.of("/bean", root);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedMounts {

		@Bean
		@Order(3)
		Mount third() {
			return Mount.of("/ordered", new FailingStore("third"));
		}

		@Bean
		@Order(2)
		Mount second() {
			return Mount.of("/ordered", new FailingStore("second"));
		}

	}

}
