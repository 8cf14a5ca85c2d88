package dev.mediaboot.diagnostics;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has Spring Boot 3, whose jars the build copies.
 */
class SpringBoot3IT {

	private static final Path JARS = Path.of("target/spring-boot-3");

	@TempDir
	private Path directory;

	@Test
	void startFailsAndSaysWhatIsNeeded() throws Exception {
		Path output = this.directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath(), Application.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the application ends").isTrue();
			assertThat(output).content()
				.contains("(v3.", "APPLICATION FAILED TO START",
						"requires Spring Boot 4 or later, but the application uses 3.", "Upgrade to Spring Boot 4");
			assertThat(process.exitValue()).isEqualTo(1);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private static String classPath() throws IOException {
		try (Stream<Path> jars = Files.list(JARS)) {
			return Stream.concat(jars, Stream.of("target/classes", "target/test-classes").map(Path::of))
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] arguments) {
			SpringApplication.run(Application.class, arguments);
		}

	}

}
