package dev.mediaboot.offload;

import java.nio.file.Path;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.testing.Startup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What somebody reads who has made a mistake with files that the web server sends.
 */
@ExtendWith(OutputCaptureExtension.class)
class OffloadFailureAnalysisTests {

	private static final String SECRET = "media.offload.secret=" + Front.SECRET;

	private static final String HOW = "Generate a secret with 'openssl rand -hex 32'";

	@TempDir
	private static Path directory;

	private final Startup startup = Startup.of(Application.class);

	@ParameterizedTest
	@ValueSource(strings = { "media.offload.type=x-accel-redirect", "media.offload.type=X_SENDFILE",
			"media.offload-type=x-accel-redirect", "media.mounts.css.offload-type=x-accel-redirect" })
	void secretThatIsMissing(String property, CapturedOutput output) {
		fail(property);
		assertThat(output)
			.contains("'" + property.substring(0, property.indexOf('='))
					+ "' hands files over to a web server, and 'media.offload.secret' is not set.")
			.contains(HOW);
	}

	@Test
	void secretThatIsTooShort(CapturedOutput output) {
		fail("media.offload.secret=fifteen-letters");
		assertThat(output).contains("'media.offload.secret' is too short: it has 15 characters, and 16 are necessary.")
			.contains(HOW)
			.doesNotContain("fifteen-letters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123456789abc \"def", "0123456789abc;$def", "0123456789abcé" })
	void secretThatNeedsQuotes(String secret, CapturedOutput output) {
		fail("media.offload.secret=" + secret + "0123");
		assertThat(output).contains("has a character that is not allowed at position 14")
			.contains(HOW)
			.doesNotContain(secret);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "media", "/a b", "/a b/c", "/../a", "https://example.com" })
	void prefixThatIsNone(String prefix, CapturedOutput output) {
		fail("media.offload.prefix=" + prefix);
		assertThat(output).contains("The value of 'media.offload.prefix' cannot be used: '" + prefix + "'.");
	}

	@Test
	void prefixOfAMount(CapturedOutput output) {
		fail(SECRET, "media.offload.type=x-accel-redirect", "media.offload.prefix=/css");
		assertThat(output).contains("'/css' is also what 'media.offload.prefix' keeps for internal URLs");
	}

	@Test
	void typeThatDoesNotExist(CapturedOutput output) {
		fail(SECRET, "media.offload-type=x-lighttpd");
		assertThat(output).contains("The value of 'media.offload-type' cannot be used: x-lighttpd.")
			.contains("Use one of [none, x-accel-redirect, x-sendfile].");
	}

	@Test
	void valueOfTheGroup(CapturedOutput output) {
		fail(SECRET, "media.offload=x-accel-redirect");
		assertThat(output).contains("'media.offload' is a group of properties and cannot have a value of its own.");
	}

	@Test
	void apacheBeforeFilesOfStrangers(CapturedOutput output) {
		fail(SECRET, "media.offload.type=x-sendfile");
		assertThat(output)
			.contains("The mount configured by 'media.root' is refused: Apache follows every symbolic link")
			.contains("Use nginx and 'x-accel-redirect', or 'offload-type=none' for this mount.")
			.contains("set 'symlinks=follow' for it");
	}

	@Test
	void apacheBeforeFilesOfStrangersThatAreMountedLater() {
		this.startup.with((context) -> context.registerBean(Later.class))
			.succeed(SECRET, "media.offload.type=x-sendfile", "media.mounts.css.url=/css",
					"media.mounts.css.root=" + directory);
	}

	@ParameterizedTest
	@ValueSource(strings = { "media.symlinks=follow", "media.offload-type=none", "media.content=site",
			"media.offload-type=x-accel-redirect" })
	void waysOut(String property, CapturedOutput output) {
		this.startup.succeed("media.root=" + directory, SECRET, "media.offload.type=x-sendfile", property);
		assertThat(output).contains("Serving /media/**");
	}

	@Test
	void secretIsNotLogged(CapturedOutput output) {
		this.startup.succeed("media.root=" + directory, SECRET, "media.offload.type=x-accel-redirect",
				"media.offload.sceret=a", "logging.level.dev.mediaboot=trace");
		assertThat(output).contains("Serving /media/**").doesNotContain(Front.SECRET);
		MediaOffloadProperties properties = new MediaOffloadProperties(OffloadType.NONE, "/_media", Front.SECRET);
		assertThat(properties.toString() + new Offloads(properties)).doesNotContain(Front.SECRET);
	}

	private void fail(String... properties) {
		String[] all = new String[properties.length + 3];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "media.root=" + directory;
		all[properties.length + 1] = "media.mounts.css.url=/css";
		all[properties.length + 2] = "media.mounts.css.root=" + directory;
		this.startup.fail(all);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MediaAutoConfiguration.class, MediaOffloadAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Later {

		@Bean
		org.springframework.boot.ApplicationRunner mounts(MediaRegistry registry) {
			return (arguments) -> {
				Mount mount = Mount.of("/later", MediaLocation.of(directory)).withContent(Mount.Content.USER);
				assertThatIllegalArgumentException().isThrownBy(() -> registry.mount(mount))
					.withMessageContaining("below '/later'");
				registry.mount(Mount.of("/later", MediaLocation.of(directory).withSymlinks(Symlinks.FOLLOW))
					.withContent(Mount.Content.USER));
			};
		}

	}

}
