package dev.mediaboot.cache;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaCacheProperties}, as editors know them.
 */
class MediaCachePropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			media.cache.enabled                         | java.lang.Boolean | true
			media.cache.max-file-size                   | org.springframework.util.unit.DataSize | 128KB
			media.cache.max-size                        | org.springframework.util.unit.DataSize | ''
			media.cache.revalidate                      | java.time.Duration | 0s
			""")
	void propertyHasItsTypeAndDefault(String name, String type, String defaultValue) {
		assertThat(ConfigurationMetadata.PROPERTIES).containsKey(name);
		assertThat(ConfigurationMetadata.type(name)).isEqualTo(type);
		assertThat(ConfigurationMetadata.defaultValue(name)).isEqualTo(defaultValue);
	}

}
