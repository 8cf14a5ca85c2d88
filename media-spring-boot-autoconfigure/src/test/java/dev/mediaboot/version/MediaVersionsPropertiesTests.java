package dev.mediaboot.version;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaVersionsProperties}, as editors know them.
 */
class MediaVersionsPropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			media.versions.enabled            | java.lang.Boolean | false
			media.versions.max-immediate-size | org.springframework.util.unit.DataSize | 8MB
			media.versions.mounts             | java.util.List<java.lang.String> | ''
			media.versions.stale              | dev.mediaboot.version.MediaVersionsProperties$Stale | not-found
			""")
	void propertyHasItsTypeAndDefault(String name, String type, String defaultValue) {
		assertThat(ConfigurationMetadata.PROPERTIES).containsKey(name);
		assertThat(ConfigurationMetadata.type(name)).isEqualTo(type);
		assertThat(ConfigurationMetadata.defaultValue(name)).isEqualTo(defaultValue);
	}

}
