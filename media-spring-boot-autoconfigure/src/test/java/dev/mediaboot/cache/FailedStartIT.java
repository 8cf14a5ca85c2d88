package dev.mediaboot.cache;

import dev.mediaboot.testing.FailureReport;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
		FailureReport.assertIsTheOnlyError(server, mistake, output);
	}

}
