package dev.mediaboot.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Prepares an application that only writes the configuration of a web server: beans are
 * created when they are needed, and standard output is left to the configuration.
 */
final class ExportEnvironment implements EnvironmentPostProcessor {

	static final String FORMAT = "media.export.format";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.containsProperty(FORMAT)) {
			return;
		}
		environment.getPropertySources()
			.addFirst(new MapPropertySource("mediaExport",
					Map.of("spring.main.lazy-initialization", "true", "spring.main.banner-mode", "off")));
		if (!environment.containsProperty("media.export.file")) {
			// Loggers write to what is standard output when they are configured.
			System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
		}
	}

}
