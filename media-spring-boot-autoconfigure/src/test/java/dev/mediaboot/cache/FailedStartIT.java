package dev.mediaboot.cache;

import java.util.List;

import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is wrong with the cache is found before the server starts, which would tell of
 * each bean that cannot be made.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartIT {

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "TOMCAT, media.cache.max-size=0", "JETTY, media.cache.max-size=0", "TOMCAT, media.cache=false",
			"JETTY, media.cache=false" })
	void descriptionIsTheOnlyError(Server server, String mistake, CapturedOutput output) {
		String[] properties = { "media.root=classpath:/META-INF/media/admin/", mistake, "logging.level.root=info" };
		assertThatException().isThrownBy(() -> server.start(List.of(), properties).close());
		assertThat(output.getOut()).contains("APPLICATION FAILED TO START", "Media cannot be mounted. ");
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).singleElement()
			.asString()
			.contains("LoggingFailureAnalysisReporter");
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("Exception encountered during context initialization");
	}

}
