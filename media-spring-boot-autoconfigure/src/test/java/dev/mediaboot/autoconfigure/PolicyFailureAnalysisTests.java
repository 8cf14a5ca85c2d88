package dev.mediaboot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What somebody reads whose application does not start because of a policy.
 */
class PolicyFailureAnalysisTests extends StartedMedia {

	static Stream<Arguments> invalidValues() {
		return Stream.of(arguments("content", "stranger"), arguments("symlinks", "some"), arguments("etag", "weak"),
				arguments("disposition", "none"), arguments("precompressed", "perhaps"),
				arguments("types.foo", "no media type"), arguments("types.foo", "image/*"),
				arguments("types[.well-known/foo]", "text/plain"), arguments("cache-control.max-age", "long"),
				arguments("cors.max-age", "long"), arguments("headers.X-A", "line\nbreak"),
				arguments("headers.X-A", "ümlaut"), arguments("headers.ETag", "mine"),
				arguments("headers.Content-Length", "1"), arguments("index", "a/b.html"), arguments("index", ".."),
				arguments("extensions", "*.txt"), arguments("extensions", "*"), arguments("extensions", "tar.gz"),
				arguments("extensions", "png;gif"), arguments("types.txt", "text/*"), arguments("cors", "*"),
				arguments("cache-control", "public, max-age=60"), arguments("headers", "X-A: b"));
	}

	@ParameterizedTest(name = "media.{0}={1}")
	@MethodSource("invalidValues")
	void invalidValue(String key, String value, CapturedOutput output) {
		fail("media.root=" + this.directory, "media." + key + "=" + value);
		assertThat(description(output)).containsIgnoringCase("media." + key);
		assertThat(action(output)).isNotBlank();
	}

	@ParameterizedTest(name = "media.mounts.css.{0}={1}")
	@MethodSource("invalidValues")
	void invalidValueOfFurtherMount(String key, String value, CapturedOutput output) {
		fail("media.mounts.css.url=/css", "media.mounts.css.root=" + this.directory,
				"media.mounts.css." + key + "=" + value);
		assertThat(description(output)).containsIgnoringCase("media.mounts.css." + key);
		assertThat(action(output)).isNotBlank();
	}

	static Stream<Arguments> corsThatLetsNobodyRead() {
		return Stream.of(arguments(List.of("allowed-methods=GET"), "No origin is allowed"),
				arguments(List.of("allowed-origins="), "No origin is allowed"),
				arguments(List.of("allowed-origins=example.com"), "'example.com'"),
				arguments(List.of("allowed-origins=https://example.com/app"), "'https://example.com/app'"),
				arguments(List.of("allowed-origins=https://example.com:443"), "'https://example.com:443'"),
				arguments(List.of("allowed-origins=http://example.com:80"), "'http://example.com:80'"),
				arguments(List.of("allowed-origins=https://*.example.com"), "'https://*.example.com'"),
				arguments(List.of("allowed-origins=https://a.example.com https://b.example.com"), "b.example.com'"),
				arguments(List.of("allowed-origin-patterns=example.com"), "'example.com'"),
				arguments(List.of("allowed-origin-patterns=www.*.example.com"), "'www.*.example.com'"),
				arguments(List.of("allowed-origins=*", "allowed-methods=GET,PUT"), "'PUT'"),
				arguments(List.of("allowed-origins=*", "allowed-methods=get"), "'get'"));
	}

	@ParameterizedTest
	@MethodSource
	void corsThatLetsNobodyRead(List<String> cors, String reason, CapturedOutput output) {
		fail(Stream
			.concat(Stream.of("media.root=" + this.directory), cors.stream().map((setting) -> "media.cors." + setting))
			.toArray(String[]::new));
		assertThat(description(output)).contains("'media.cors'", reason);
		assertThat(action(output)).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "allowed-origins=*", "allowed-origins=null", "allowed-origins=https://example.com",
			"allowed-origins=https://example.com/", "allowed-origins=http://localhost:5173",
			"allowed-origins=capacitor://localhost,http://[::1]:8080", "allowed-origin-patterns=*",
			"allowed-origin-patterns=*.example.com", "allowed-origin-patterns[0]=https://*.example.com:[8080,8081]",
			"allowed-origin-patterns=https://*.example.com:[*]" })
	void corsThatLetsSomebodyRead(String origins, CapturedOutput output) {
		start("media.root=" + this.directory, "media.cors." + origins, "media.cors.allowed-methods=GET,HEAD,OPTIONS");
		assertThat(output).contains("Serving /media/**");
	}

	@ParameterizedTest(name = "media.{0}={1}")
	@CsvSource(delimiter = '|', textBlock = """
			mounts.css    | /css               | media.mounts.css.url' and 'media.mounts.css.root
			cors          | *                  | media.cors.allowed-origins
			cache-control | public, max-age=60 | media.cache-control.max-age
			headers       | X-A: b             | media.headers.<name>
			types         | txt                | media.types.<name>
			mounts        | /css               | media.mounts.<name>
			""")
	void groupOfPropertiesHasNoValue(String key, String value, String instead, CapturedOutput output) {
		fail("media.root=" + this.directory, "media." + key + "=" + value);
		assertThat(description(output)).isEqualTo("Media cannot be mounted. 'media." + key
				+ "' is a group of properties and cannot have a value of its own.");
		assertThat(action(output)).contains("'" + instead + "'");
	}

	@Test
	void headerOfAnEnvironmentVariableHasNoHyphen(CapturedOutput output) {
		application().withEnvironment(Map.of("MEDIA_HEADERS_X_FOO", "bar")).fail("media.root=" + this.directory);
		assertThat(description(output)).contains("'media.headers.x.foo'");
		assertThat(action(output)).contains("environment variables cannot contain them");
	}

	static Stream<Arguments> invalidEnums() {
		return Stream.of(arguments("content", List.of("USER", "SITE")),
				arguments("symlinks", List.of("WITHIN_ROOT", "DENY", "FOLLOW")),
				arguments("etag", List.of("FILE", "CONTENT")),
				arguments("disposition", List.of("INLINE", "ATTACHMENT")),
				arguments("missing-root", List.of("FAIL", "CREATE", "IGNORE")),
				arguments("errors", List.of("MEDIA", "APPLICATION")));
	}

	@ParameterizedTest(name = "media.{0}")
	@MethodSource("invalidEnums")
	void invalidEnumListsWhatIsValid(String key, List<String> valid, CapturedOutput output) {
		fail("media.root=" + this.directory, "media." + key + "=nonsense");
		assertThat(action(output)).contains(valid);
	}

	@Test
	void corsOfAnyOriginWithCredentials(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.cors.allowed-origins=*", "media.cors.allow-credentials=true");
		assertThat(description(output)).contains("media.cors").doesNotEndWith("..");
		assertThat(action(output)).isNotBlank();
	}

	@Test
	void corsOfAnyOriginWithCredentialsOfFurtherMount(CapturedOutput output) {
		fail("media.mounts.css.url=/css", "media.mounts.css.root=" + this.directory,
				"media.mounts.css.cors.allowed-origins=*", "media.mounts.css.cors.allow-credentials=true");
		assertThat(description(output)).contains("media.mounts.css.cors");
	}

}
