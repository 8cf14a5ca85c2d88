package dev.mediaboot.web;

import dev.mediaboot.testing.FailureReport;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
		FailureReport.assertIsTheOnlyError(server, mistake, output);
	}

}
