package dev.mediaboot.export;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaExportProperties}, as editors know them.
 */
class MediaExportPropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			media.export.check    | java.nio.file.Path
			media.export.file     | java.nio.file.Path
			media.export.format   | dev.mediaboot.export.server.ExportFormat
			media.export.include  | java.lang.String
			media.export.listen   | java.util.List<java.lang.String>
			media.export.upstream | java.net.URI
			""")
	void propertyHasItsType(String name, String type) {
		assertThat(ConfigurationMetadata.PROPERTIES).containsKey(name);
		assertThat(ConfigurationMetadata.type(name)).isEqualTo(type);
	}

}
