package dev.mediaboot.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Prepares an application that only writes the configuration of a web server: beans are
 * created when they are needed, and standard output is left to the configuration.
 */
final class ExportEnvironment implements EnvironmentPostProcessor {

	static final String FORMAT = "media.export.format";

	private static final String SOURCE = "mediaExport";

	/** Named by a constant of spring-web, which other applications lack. */
	private static final String SERVLET_CONTEXT = "servletContextInitParams";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!StringUtils.hasText(environment.getProperty(FORMAT)) || isWarDeployment(environment)) {
			return;
		}
		environment.getPropertySources()
			.addFirst(new MapPropertySource(SOURCE,
					Map.of("spring.main.lazy-initialization", "true", "spring.main.banner-mode", "off")));
		if (!environment.containsProperty("media.export.file")) {
			// Loggers write to what is standard output when they are configured.
			System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
		}
	}

	/**
	 * Whether a servlet container started the application. It has other applications to
	 * serve, so it is not ended, and its standard output stays as it is.
	 */
	private static boolean isWarDeployment(ConfigurableEnvironment environment) {
		PropertySource<?> source = environment.getPropertySources().get(SERVLET_CONTEXT);
		return source != null && !(source instanceof PropertySource.StubPropertySource);
	}

	/**
	 * Matches when the environment was prepared for writing a configuration, so that an
	 * application never does one half of it without the other.
	 */
	static final class Prepared implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return context.getEnvironment() instanceof ConfigurableEnvironment environment
					&& environment.getPropertySources().contains(SOURCE);
		}

	}

}
