package dev.mediaboot.autoconfigure;

import java.util.stream.Stream;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/**
 * An application that is processed ahead of time, asks itself for files, and ends.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
		MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class, MediaJettyAutoConfiguration.class,
		NoOpMediaAutoConfiguration.class })
class AheadOfTimeApplication {

	@Bean
	Mount mount(MediaProperties properties) {
		return Mount.of("/bean", String.valueOf(properties.root()));
	}

	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(AheadOfTimeApplication.class);
		application.setApplicationContextFactory((type) -> context());
		WebApplicationContext context = (WebApplicationContext) application.run(arguments);
		System.out.println("processed: " + AotDetector.useGeneratedArtifacts());
		context.getBean(MediaRegistry.class).mounts().forEach(System.out::println);
		MockMvcTester mvc = MockMvcTester.from(context);
		Stream.of("/media/a.txt", "/docs/a.txt", "/bean/a.txt", "/admin-media/admin.css", "/other")
			.forEach((uri) -> System.out.println(uri + ": " + mvc.get().uri(uri).exchange().getResponse().getStatus()));
	}

	private static GenericWebApplicationContext context() {
		GenericWebApplicationContext context = AotDetector.useGeneratedArtifacts() ? new GenericWebApplicationContext()
				: new AnnotationConfigServletWebApplicationContext();
		context.setServletContext(new MockServletContext());
		return context;
	}

}
