package dev.mediaboot.export;

import java.util.List;

import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.testing.FailureReport;
import dev.mediaboot.testing.Server;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What somebody reads who made a mistake in the properties.
 */
@Tag("once")
@ExtendWith(OutputCaptureExtension.class)
class ExportFailureAnalysisTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NGINX  | /etc/\u0007/tls.conf | false
			NGINX  | /etc/tls/*.conf      | true
			APACHE | /etc/tls/*.conf      | false
			APACHE | /etc/tls.conf        | true
			CADDY  | /etc/{tls}.conf      | false
			""")
	void includeIsCheckedForItsWebServer(ExportFormat format, String include, boolean possible) {
		ThrowingCallable check = () -> new MediaExportProperties(format, null, null, null, List.of("80"), include);
		if (possible) {
			assertThatNoException().isThrownBy(check);
		}
		else {
			assertThatExceptionOfType(ExportException.class).isThrownBy(check)
				.withMessageContaining("'media.export.include' cannot be written into a configuration of");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			media.export=nginx                               | 'media.export' is a group of properties
			media.export.format=                             | The value of 'media.export.format' is empty
			media.export.upstream=localhost:8080             | 'media.export.upstream' is not the address
			media.export.upstream=http://my_app:8080         | names a host with an underscore
			media.export.upstream=http://127.0.0.1:8080/app  | 'media.export.upstream' is not the address
			media.export.listen=80; include /etc/passwd      | 'media.export.listen' is neither a port nor an address
			""")
	void mistakeIsExplained(String mistake, String description, CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> Server.TOMCAT.start(List.of(), "media.root=classpath:/META-INF/media/admin/", mistake).close());
		assertThat(FailureReport.in(output).description())
			.startsWith("The configuration of a web server cannot be made. ")
			.contains(description);
	}

}
