package dev.mediaboot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;
import dev.mediaboot.testing.Startup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The lines that somebody reads whose application starts: what is mounted, and what is
 * not although it was configured.
 */
class MountLogTests extends StartedMedia {

	static Stream<Arguments> nothingMounted() {
		return Stream.of(arguments(Map.of(), "INFO", ": 'media.root' is not set"),
				arguments(Map.of("media.roto", "/srv"), "WARN",
						": 'media.root' is not set. Unknown property: 'media.roto'"),
				arguments(Map.of("media.url", "/files"), "WARN", ": 'media.root' is not set"),
				arguments(Map.of("media.root", ""), "WARN", ": 'media.root' is empty"),
				arguments(Map.of("MEDIA_MOUNTS_MY_CSS_URL", "/css"), "WARN",
						"Unknown property: "
								+ "'MEDIA_MOUNTS_MY_CSS_URL'. In environment variables, write the names of mounts "
								+ "without underscores"));
	}

	@ParameterizedTest
	@MethodSource
	void nothingMounted(Map<String, Object> properties, String level, String reason, CapturedOutput output) {
		if (properties.keySet().stream().anyMatch((name) -> name.startsWith("MEDIA_"))) {
			application().withEnvironment(properties).succeed();
		}
		else {
			start(properties.entrySet()
				.stream()
				.map((property) -> property.getKey() + "=" + property.getValue())
				.toArray(String[]::new));
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("Nothing is mounted"))).singleElement()
			.asString()
			.contains(level, reason);
	}

	@ParameterizedTest
	@CsvSource({ "media.root=, is empty", "media.url=/files, is not set" })
	void mediaThatIsNotMountedAlthoughConfiguredIsReported(String property, String reason, CapturedOutput output) {
		start(property, "media.admin-prefix=/admin-media");
		assertThat(output.getOut().lines().filter((line) -> line.contains("No media is mounted"))).singleElement()
			.asString()
			.contains("WARN", "'media.root' " + reason);
	}

	@Test
	void mediaThatIsNotConfiguredIsNotReported(CapturedOutput output) {
		start("media.admin-prefix=/admin-media", "media.dispatch=filter");
		assertThat(output).doesNotContain("No media is mounted");
	}

	@Test
	void unrelatedVariablesNamedMediaDoNotStopTheStart(CapturedOutput output) {
		application().withEnvironment(Map.of("MEDIA", "/mnt/x", "MEDIA_DIR", "/y")).succeed();
		assertThat(output).contains("Nothing is mounted", "'MEDIA_DIR'").doesNotContain("APPLICATION FAILED");
	}

	@Test
	void knownPropertiesAreNotReported(CapturedOutput output) {
		Startup application = application().withEnvironment(Map.of("MEDIA_PUBLIC_URL", "https://cdn.example.com/m",
				"MEDIA_CACHE_CONTROL_MAX_AGE", "60", "MEDIA_CORS_ALLOWED_ORIGINS", "*", "MEDIA_EXTENSIONS_0", "png",
				"MEDIA_HEADERS_XFOO", "bar", "MEDIA_TYPES_POEM", "text/plain", "MEDIA_DISPOSITION", ""));
		application.succeed("media.headers.X-A=a", "media.url=/m");
		assertThat(output).contains("Nothing is mounted").doesNotContain("Unknown propert");
	}

	@Test
	void propertiesOfOtherLibrariesAreNotReportedWhenSomethingIsMounted(CapturedOutput output) {
		start("media.root=" + this.directory, "media.player=vlc");
		assertThat(output).doesNotContain("Nothing is mounted", "Unknown propert");
	}

	@Test
	void unknownPropertiesOfMountsAreAlwaysReported(CapturedOutput output) {
		application().withEnvironment(Map.of("MEDIA_MOUNTS_MY_CSS_URL", "/css"))
			.succeed("media.root=" + this.directory, "media.mounts.up.url=/up",
					"media.mounts.up.root=" + this.directory, "media.mounts.up.contnet=user");
		assertThat(output.getOut().lines().filter((line) -> line.contains("Unknown properties: "))).singleElement()
			.asString()
			.contains("WARN", "'MEDIA_MOUNTS_MY_CSS_URL'", "'media.mounts.up.contnet'")
			.doesNotContain("'media.mounts.up.url'");
	}

	@Test
	void whatIsMountedByARunnerIsMounted(CapturedOutput output) {
		application()
			.with((context) -> context.registerBean(ApplicationRunner.class,
					() -> (arguments) -> context.getBean(MediaRegistry.class).mount("/late", this.directory)))
			.succeed();
		assertThat(output).contains("Serving /late").doesNotContain("Nothing is mounted");
	}

	@Test
	void nothingIsSaidWhereNothingIsServed(CapturedOutput output) {
		start("media.enabled=false", "media.url=/files");
		assertThat(output).doesNotContain("Nothing is mounted");
	}

	@Test
	void onlyOneLineIsLoggedForEachMount(CapturedOutput output) {
		start("media.root=" + this.directory, "media.admin-prefix=/admin-media", "media.mounts.docs.url=/docs",
				"media.mounts.docs.root=" + this.directory);
		assertThat(output.getOut().lines().filter((line) -> line.contains(" INFO ") && line.contains("Serving /")))
			.hasSize(3);
	}

	private static MountCustomizer plainCustomizer() {
		return new MountCustomizer() {

			@Override
			public Mount customize(Mount mount, Keys keys) {
				return (keys.values("plain") != null) ? mount.withIndex() : mount;
			}

			@Override
			public List<String> keys() {
				return List.of("plain");
			}

		};
	}

	@Test
	void mountIsLoggedOnceAsItWasCustomized(CapturedOutput output) {
		application().with((context) -> context.registerBean(MountCustomizer.class, MountLogTests::plainCustomizer))
			.succeed("media.mounts.docs.url=/docs", "media.mounts.docs.root=" + this.directory,
					"media.mounts.docs.plain=true");
		assertThat(output.getOut().lines().filter((line) -> line.contains("Serving /docs"))).singleElement()
			.asString()
			.doesNotContain("index");
	}

	@Test
	void keyOfAMountThatIsNotThereIsReported(CapturedOutput output) {
		application().with((context) -> context.registerBean(MountCustomizer.class, MountLogTests::plainCustomizer))
			.succeed("media.mounts.docs.url=/docs", "media.mounts.docs.root=" + this.directory, "media.plain=true",
					"media.admin-plain=true");
		assertThat(output)
			.containsOnlyOnce("'media.plain' has no effect because 'media.root' is not set. For other mounts, set "
					+ "'media.mounts.<name>.plain'")
			.containsOnlyOnce("'media.admin-plain' has no effect because 'media.admin-prefix' is not set.");
	}

	@Test
	void mountIsLoggedWithItsUrlLocationAndContent(CapturedOutput output) {
		start("media.root=" + this.directory);
		assertThat(output)
			.contains("Serving /media/** from " + this.directory + " (user content, Cache-Control no-cache)");
	}

	@Test
	void mountIsLoggedWithItsPolicy(CapturedOutput output) {
		start("media.mounts.docs.url=https://docs.example.com/d", "media.mounts.docs.root=" + this.directory,
				"media.mounts.docs.extensions=pdf", "media.mounts.docs.cache-control.max-age=1h",
				"media.mounts.docs.symlinks=deny");
		assertThat(output).containsPattern("Serving https://docs\\.example\\.com/d/\\*\\* from .*, links: deny "
				+ "\\(site content, Cache-Control max-age=3600, index index\\.html, precompressed, only pdf\\)");
	}

	@Test
	void nothingIsLoggedForMountsOfAnApplicationThatServesNone(CapturedOutput output) {
		start("media.root=" + this.directory, "media.enabled=false");
		assertThat(output).doesNotContain("Serving ");
	}

}
