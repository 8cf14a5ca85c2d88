package dev.mediaboot.autoconfigure;

import java.nio.file.Path;

import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.testing.FailureReport;
import dev.mediaboot.testing.Startup;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts of an application that serves media, and what they say.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class StartedMedia {

	@TempDir
	Path directory;

	static void fail(String... properties) {
		application().fail(properties);
	}

	static void fail(ApplicationContextInitializer<GenericApplicationContext> beans, String... properties) {
		application().with(beans).fail(properties);
	}

	static void start(String... properties) {
		application().succeed(properties);
	}

	static Startup application() {
		return Startup.of(Application.class);
	}

	static String description(CapturedOutput output) {
		return FailureReport.in(output).description();
	}

	static String action(CapturedOutput output) {
		return FailureReport.in(output).action();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
			MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class })
	static class Application {

	}

}
