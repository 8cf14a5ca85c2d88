package dev.mediaboot.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the console as they are in the jar; what they do is shown in a browser.
 */
class ConsoleTests {

	private static final String BASE = "META-INF/media/admin/";

	@Test
	void everyFileThatThePageNamesIsThere() throws IOException {
		assertThat(find("\\s(?:href|src)=\"([^\"#]+)\"", read("index.html"))).hasSizeGreaterThan(4)
			.allSatisfy((path) -> assertThat(resource(path)).as(path).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "console.js", "console/cache.js", "console/connection.js", "console/history.js",
			"console/mounts.js", "console/notice.js", "console/plot.js", "console/plots.js", "console/problems.js",
			"console/writers.js" })
	void everyModuleThatAScriptImportsIsThere(String script) throws IOException {
		assertThat(find("from '([^']+)'", read(script)).map((path) -> URI.create(script).resolve(path).toString()))
			.allSatisfy((path) -> assertThat(resource(path)).as(path).isNotNull());
	}

	@Test
	void drawingLibraryComesWithItsLicence() throws IOException {
		assertThat(read("lib/uplot/LICENSE")).contains("MIT License");
	}

	@Test
	void pageMayLoadNothingButItsOwnFiles() throws IOException {
		String page = read("index.html");
		assertThat(page).contains("default-src 'none'")
			.doesNotContain("unsafe-inline", "unsafe-eval", " style=", "<style", "://");
		assertThat(find("<script(?![^>]* src=)", page)).isEmpty();
		assertThat(find(" on[a-z]+=", page)).isEmpty();
	}

	@Test
	void endpointIsUnknownUntilTheApplicationProvidesIt() throws IOException {
		assertThat(read("console.json")).isEqualToIgnoringWhitespace("{\"endpoint\":null}");
	}

	private static Stream<String> find(String regex, String text) {
		return Pattern.compile(regex).matcher(text).results().map(ConsoleTests::lastGroup);
	}

	private static String lastGroup(MatchResult match) {
		return match.group(match.groupCount());
	}

	private static String read(String path) throws IOException {
		try (InputStream file = resource(path)) {
			assertThat(file).as(path).isNotNull();
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static InputStream resource(String path) {
		return ConsoleTests.class.getClassLoader().getResourceAsStream(BASE + path);
	}

}
