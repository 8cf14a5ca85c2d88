package dev.mediaboot.web;

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
 * What somebody reads whose application does not start: the description, and no other
 * error before it. The server would tell of each bean that cannot be made.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartIT {

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(quoteCharacter = '"', textBlock = """
			TOMCAT, media.root=/does/not/exist
			TOMCAT, media.url=/
			TOMCAT, media.mounts.css=/css
			TOMCAT, media.mounts.css.url=/css
			TOMCAT, media.extensions=*.txt
			TOMCAT, media.public-url=ftp://cdn.example.com/
			JETTY,  media.root=/does/not/exist
			JETTY,  media.url=/
			JETTY,  media.mounts.css=/css
			JETTY,  media.mounts.css.url=/css
			JETTY,  media.extensions=*.txt
			JETTY,  media.public-url=ftp://cdn.example.com/
			""")
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
