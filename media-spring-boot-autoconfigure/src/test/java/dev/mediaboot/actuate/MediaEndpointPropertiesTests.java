package dev.mediaboot.actuate;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties of the endpoint, as editors know them.
 */
class MediaEndpointPropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					management.endpoint.media.access            | org.springframework.boot.actuate.endpoint.Access | unrestricted
					management.endpoint.media.cache.time-to-live | java.time.Duration | 0ms
					management.endpoint.media.roles             | java.util.Set<java.lang.String> | ''
					management.endpoint.media.show-values       | org.springframework.boot.actuate.endpoint.Show | never
					""")
	void propertyHasItsTypeAndDefault(String name, String type, String defaultValue) {
		assertThat(ConfigurationMetadata.PROPERTIES).containsKey(name);
		assertThat(ConfigurationMetadata.type(name)).isEqualTo(type);
		assertThat(ConfigurationMetadata.defaultValue(name)).isEqualTo(defaultValue);
	}

}
