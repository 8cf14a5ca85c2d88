package dev.mediaboot.sign;

import java.time.Duration;
import java.util.Map;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaSigningProperties}, as editors know them.
 */
class MediaSigningPropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			media.signing.clock-skew   | java.time.Duration | 0s
			media.signing.generate-key | java.lang.Boolean | false
			media.signing.invalid      | dev.mediaboot.sign.MediaSigningProperties$Invalid | hidden
			media.signing.key          | java.lang.String | ''
			media.signing.keys         | java.util.Map<java.lang.String,java.lang.String> | ''
			media.signing.round-up     | java.time.Duration | 0s
			""")
	void propertyHasItsTypeAndDefault(String name, String type, String defaultValue) {
		assertThat(ConfigurationMetadata.PROPERTIES).containsKey(name);
		assertThat(ConfigurationMetadata.type(name)).isEqualTo(type);
		assertThat(ConfigurationMetadata.defaultValue(name)).isEqualTo(defaultValue);
	}

	@Test
	void secretsAreNotInTheText() {
		assertThat(new MediaSigningProperties(Map.of("2026", "secret"), null, false, Duration.ZERO, Duration.ZERO,
				MediaSigningProperties.Invalid.HIDDEN))
			.hasToString("media.signing with the keys [2026]");
		assertThat(new SigningKey("2026", new byte[32])).hasToString("2026");
	}

}
