package dev.mediaboot.export;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Upstream}.
 */
class UpstreamTests {

	private static URI upstream(String... properties) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(properties).applyTo(environment);
		return Upstream.of(new MediaExportProperties(null, null, null, null, List.of("80"), null), environment);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			server.port=8080                                     | http://127.0.0.1:8080
			server.port=0 local.server.port=4711                 | http://127.0.0.1:4711
			server.address=0.0.0.0                               | http://127.0.0.1:8080
			server.address=::                                    | http://127.0.0.1:8080
			server.address=192.0.2.1                             | http://192.0.2.1:8080
			server.address=2001:db8::1                           | http://[2001:db8::1]:8080
			server.address=app.example.com                       | http://app.example.com:8080
			server.port=8443 server.ssl.bundle=web               | https://127.0.0.1:8443
			server.ssl.enabled=false server.ssl.bundle=web       | http://127.0.0.1:8080
			""")
	void addressIsThatOfTheServer(String properties, String expected) {
		assertThat(upstream(properties.split(" +"))).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port=0", "server.port=-1", "server.address=my_app" })
	void addressThatIsNotKnownMustBeGiven(String property) {
		assertThatExceptionOfType(ExportException.class).isThrownBy(() -> upstream(property))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'media.export.upstream'"));
	}

	@Test
	void noPropertiesMeanTheDefaultsOfSpringBoot() {
		assertThat(upstream()).hasToString("http://127.0.0.1:8080");
	}

}
