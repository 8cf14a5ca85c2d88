package dev.mediaboot.autoconfigure;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mediaboot.testing.ConfigurationMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.MediaType;

import static dev.mediaboot.testing.ConfigurationMetadata.HINTS;
import static dev.mediaboot.testing.ConfigurationMetadata.PROPERTIES;
import static dev.mediaboot.testing.ConfigurationMetadata.defaultValue;
import static dev.mediaboot.testing.ConfigurationMetadata.description;
import static dev.mediaboot.testing.ConfigurationMetadata.type;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata from which editors complete and explain the properties.
 */
class ConfigurationMetadataTests {

	static Stream<String> names() {
		return PROPERTIES.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyPropertyIsOurs(String name) {
		assertThat(name).matches((key) -> Stream.of("media.", "management.endpoint.media.", "management.health.media.")
			.anyMatch(key::startsWith));
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyPropertyIsDescribedByPhrasesWithoutArticle(String name) {
		assertThat(description(name)).isNotBlank().doesNotStartWith("The ").doesNotStartWith("A ").endsWith(".");
	}

	static Stream<String> booleans() {
		return names().filter((name) -> type(name).equals("java.lang.Boolean"));
	}

	@ParameterizedTest
	@MethodSource("booleans")
	void descriptionOfBooleanBeginsWithWhether(String name) {
		assertThat(description(name)).startsWith("Whether ");
	}

	@ParameterizedTest
	@MethodSource("names")
	void noPropertyHoldsOthers(String name) {
		assertThat(type(name)).doesNotContain("CacheControlProperties").doesNotContain("CorsProperties");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					media.admin-prefix                          | java.lang.String | ''
					media.admin-root                            | java.util.List<java.lang.String> | classpath:/META-INF/media/admin/
					media.cache-control.cache-private           | java.lang.Boolean | ''
					media.cache-control.cache-public            | java.lang.Boolean | ''
					media.cache-control.immutable               | java.lang.Boolean | ''
					media.cache-control.max-age                 | java.time.Duration | ''
					media.cache-control.must-revalidate         | java.lang.Boolean | ''
					media.cache-control.no-cache                | java.lang.Boolean | ''
					media.cache-control.no-store                | java.lang.Boolean | ''
					media.cache-control.no-transform            | java.lang.Boolean | ''
					media.cache-control.proxy-revalidate        | java.lang.Boolean | ''
					media.cache-control.s-max-age               | java.time.Duration | ''
					media.cache-control.stale-if-error          | java.time.Duration | ''
					media.cache-control.stale-while-revalidate  | java.time.Duration | ''
					media.content                               | dev.mediaboot.Mount$Content | ''
					media.cors.allow-credentials                | java.lang.Boolean | ''
					media.cors.allowed-headers                  | java.util.List<java.lang.String> | *
					media.cors.allowed-methods                  | java.util.List<java.lang.String> | [GET, HEAD]
					media.cors.allowed-origin-patterns          | java.util.List<java.lang.String> | ''
					media.cors.allowed-origins                  | java.util.List<java.lang.String> | ''
					media.cors.exposed-headers                  | java.util.List<java.lang.String> | [Accept-Ranges, Content-Encoding, Content-Range, ETag]
					media.cors.max-age                          | java.time.Duration | 30m
					media.dispatch                              | dev.mediaboot.Mount$Dispatch | mvc
					media.disposition                           | dev.mediaboot.Mount$Disposition | ''
					media.enabled                               | java.lang.Boolean | true
					media.errors                                | dev.mediaboot.autoconfigure.MediaProperties$Errors | media
					media.etag                                  | dev.mediaboot.MediaLocation$EtagSource | file
					media.extensions                            | java.util.List<java.lang.String> | ''
					media.headers                               | java.util.Map<java.lang.String,java.lang.String> | ''
					media.index                                 | java.util.List<java.lang.String> | ''
					media.missing-root                          | dev.mediaboot.autoconfigure.MediaProperties$MissingRoot | fail
					media.mounts                                | java.util.Map<java.lang.String,dev.mediaboot.autoconfigure.MediaProperties$MountProperties> | ''
					media.precompressed                         | java.lang.Boolean | ''
					media.public-url                            | java.lang.String | ''
					media.root                                  | java.lang.String | ''
					media.symlinks                              | dev.mediaboot.MediaLocation$Symlinks | within-root
					media.types                                 | java.util.Map<java.lang.String,org.springframework.http.MediaType> | ''
					media.url                                   | java.lang.String | /media/
					""")
	void propertyHasItsTypeAndDefault(String name, String type, String defaultValue) {
		assertThat(PROPERTIES).containsKey(name);
		assertThat(type(name)).isEqualTo(type);
		assertThat(defaultValue(name)).isEqualTo(defaultValue);
	}

	@Test
	void keysOfFurtherMountsHaveTheDefaultsOfTheRootMount() {
		Map<String, List<String>> root = defaults(MediaProperties.class);
		Map<String, List<String>> further = defaults(MediaProperties.MountProperties.class);
		// The default of "dispatch" is what "media.dispatch" says
		further.keySet().removeAll(List.of("root", "url", "dispatch"));
		assertThat(root).containsAllEntriesOf(further);
	}

	@Test
	void keysOfFurtherMountsHaveTheTypesOfTheRootMount() {
		Map<String, String> root = parameters(MediaProperties.class, (key) -> key.getParameterizedType().getTypeName());
		Map<String, String> further = parameters(MediaProperties.MountProperties.class,
				(key) -> key.getParameterizedType().getTypeName());
		assertThat(root).containsAllEntriesOf(further);
	}

	@ParameterizedTest
	@ValueSource(strings = { "media.root", "media.admin-root" })
	void locationIsCompletedAsResource(String name) {
		assertThat(providers(name)).contains("handle-as org.springframework.core.io.Resource");
	}

	@ParameterizedTest
	@ValueSource(strings = { "media.url", "media.public-url", "media.admin-prefix", "media.index", "media.extensions",
			"media.types.keys", "media.types.values", "media.headers.keys", "media.cors.allowed-origins" })
	void valuesAreProposedAndOthersAreTaken(String name) {
		assertThat(values(name)).isNotEmpty();
		assertThat(providers(name)).containsExactly("any ");
	}

	@Test
	void proposedMediaTypesAreMediaTypes() {
		assertThat(values("media.types.values"))
			.allSatisfy((type) -> assertThat(MediaType.parseMediaType(type).isConcrete()).isTrue());
	}

	@Test
	void everyHintBelongsToProperty() {
		assertThat(HINTS.keySet())
			.allSatisfy((name) -> assertThat(PROPERTIES).containsKey(name.replace(".keys", "").replace(".values", "")));
	}

	private static List<String> values(String name) {
		return ConfigurationMetadata.stream(hint(name).path("values"))
			.map((value) -> value.path("value").asString())
			.toList();
	}

	private static List<String> providers(String name) {
		return ConfigurationMetadata.stream(hint(name).path("providers"))
			.map((provider) -> provider.path("name").asString() + " "
					+ provider.path("parameters").path("target").asString(""))
			.toList();
	}

	private static JsonNode hint(String name) {
		assertThat(HINTS).containsKey(name);
		return Optional.ofNullable(HINTS.get(name)).orElseThrow();
	}

	private static Map<String, List<String>> defaults(Class<?> type) {
		return parameters(type, (parameter) -> {
			DefaultValue value = parameter.getAnnotation(DefaultValue.class);
			return (value != null) ? List.of(value.value()) : List.of("none");
		});
	}

	private static <T> Map<String, T> parameters(Class<?> type, Function<Parameter, T> value) {
		return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
			.collect(Collectors.toMap(Parameter::getName, value));
	}

}
