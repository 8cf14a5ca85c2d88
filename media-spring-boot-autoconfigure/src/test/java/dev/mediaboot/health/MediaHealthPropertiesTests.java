package dev.mediaboot.health;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties of the health indicator, as editors know them.
 */
class MediaHealthPropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			management.health.media.enabled             | java.lang.Boolean | true
			management.health.media.threshold           | org.springframework.util.unit.DataSize | 10MB
			""")
	void propertyHasItsTypeAndDefault(String name, String type, String defaultValue) {
		assertThat(ConfigurationMetadata.PROPERTIES).containsKey(name);
		assertThat(ConfigurationMetadata.type(name)).isEqualTo(type);
		assertThat(ConfigurationMetadata.defaultValue(name)).isEqualTo(defaultValue);
	}

}
