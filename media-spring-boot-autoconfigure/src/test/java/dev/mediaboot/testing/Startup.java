package dev.mediaboot.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The start of an application without a server, for what it logs. It ends with the start.
 */
public final class Startup {

	private final Class<?> source;

	private final List<ApplicationContextInitializer<GenericApplicationContext>> initializers = new ArrayList<>();

	private Startup(Class<?> source) {
		this.source = source;
	}

	public static Startup of(Class<?> source) {
		return new Startup(source);
	}

	public Startup with(ApplicationContextInitializer<GenericApplicationContext> beans) {
		this.initializers.add(beans);
		return this;
	}

	/** As {@code System.getenv()} would say. */
	public Startup withEnvironment(Map<String, Object> variables) {
		return with((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables)));
	}

	public void succeed(String... properties) {
		SpringApplication application = new SpringApplication(this.source);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setApplicationContextFactory((type) -> {
			AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
			context.setServletContext(new MockServletContext());
			return context;
		});
		this.initializers.forEach(application::addInitializers);
		application.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new)).close();
	}

	public void fail(String... properties) {
		assertThatException().isThrownBy(() -> succeed(properties));
	}

}
