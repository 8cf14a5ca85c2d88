package dev.mediaboot.sign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import dev.mediaboot.Mount;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What somebody reads who has made a mistake with links that expire.
 */
@ExtendWith(OutputCaptureExtension.class)
class SigningFailureAnalysisTests {

	private static final String KEY = "media.signing.keys.2026=" + Links.secret("2026");

	private static final String HOW = "Generate one with 'openssl rand -base64 32'";

	@TempDir
	private static Path directory;

	@ParameterizedTest
	@CsvSource({ "c2hvcnQ=, 40", "c2hvcnQ, 40", "'', 0", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==, 248" })
	void keyThatIsTooShort(String secret, int bits, CapturedOutput output) {
		fail(Application.class, "media.signing.keys.2026=" + secret);
		assertThat(output)
			.contains("The value of 'media.signing.keys.2026' is too short: it has " + bits
					+ " bits, and 256 are necessary.")
			.contains(HOW);
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery staple and more of that", "äöü-äöü-äöü-äöü-äöü-äöü-äöü-äöü" })
	void keyThatIsNotBase64(String secret, CapturedOutput output) {
		fail(Application.class, "media.signing.keys.2026=" + secret);
		assertThat(output).contains("The value of 'media.signing.keys.2026' is not base64.")
			.contains(HOW)
			.doesNotContain(secret);
	}

	@Test
	void idThatCannotBePartOfLink(CapturedOutput output) {
		fail(Application.class, "media.signing.keys[a&b]=" + Links.secret("a"));
		assertThat(output).contains("'a&b' is not a valid key ID in 'media.signing.keys'.")
			.doesNotContain(Links.secret("a"));
	}

	@Test
	void signingKeyThatIsUnknown(CapturedOutput output) {
		fail(Application.class, KEY, "media.signing.key=2027");
		assertThat(output).contains("'media.signing.key' names a key that is not configured.")
			.contains("Use one of [2026], or add the key to 'media.signing.keys'.")
			.as("It may be a key itself")
			.doesNotContain("2027");
	}

	@Test
	void signingKeyWithoutAny(CapturedOutput output) {
		fail(Application.class, "media.signing.key=2027");
		assertThat(output).contains("Set 'media.signing.keys.<id>', where the id is the value of 'media.signing.key'. ")
			.contains(HOW)
			.doesNotContain("2027");
	}

	@ParameterizedTest
	@ValueSource(strings = { "clock-skew=-1s", "round-up=-1s" })
	void negativeTime(String setting, CapturedOutput output) {
		fail(Application.class, KEY, "media.signing." + setting);
		assertThat(output).contains("The value of 'media.signing." + setting.split("=")[0] + "' is negative.");
	}

	@Test
	void keyHasId(CapturedOutput output) {
		fail(Application.class, "media.signing.keys=" + Links.secret("2026"));
		assertThat(output).contains("'media.signing.keys' is a group of properties and cannot have a value of its own.")
			.contains("such as 'media.signing.keys.<name>'")
			.doesNotContain(Links.secret("2026"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Required.class, Accepted.class })
	void mountThatNeedsKey(Class<?> mounts, CapturedOutput output) {
		fail(mounts);
		assertThat(output).contains("There is no key to verify links with.")
			.contains("Set 'media.signing.keys.<id>'. " + HOW)
			.contains("for development set 'media.signing.generate-key=true'");
	}

	@Test
	void alternativeToNothing(CapturedOutput output) {
		fail(Accepted.class, KEY);
		assertThat(output).contains("Everybody could see '/private' without a link")
			.contains("Use 'signed' for files that are served to links only");
	}

	@Test
	void mountWithKey(CapturedOutput output) {
		start(Required.class, KEY).close();
		assertThat(output).contains("Serving /private/**", "access signed");
	}

	@Test
	void generatedKeyIsWarnedAbout(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Required.class, "media.signing.generate-key=true")) {
			assertThat(context.getBean(SignedUrls.class).signed("/private", "a.txt", Duration.ofMinutes(1)))
				.contains("mb-key=generated&");
		}
		assertThat(output).containsOnlyOnce("A key for links has been generated.");
	}

	@Test
	void keyIsNotGeneratedBesideOthers(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Required.class, KEY, "media.signing.generate-key=true")) {
			assertThat(context.getBean(SignedUrls.class).signed("/private", "a.txt", Duration.ofMinutes(1)))
				.contains("mb-key=2026&");
		}
		assertThat(output).doesNotContain("generated");
	}

	@Test
	void nothingHappensUntilAskedFor(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Application.class, "media.root=" + directory)) {
			SignedUrls urls = context.getBean(SignedUrls.class);
			assertThatIllegalStateException().isThrownBy(() -> urls.signed("a.txt", Duration.ofMinutes(1)));
		}
		assertThat(output).contains("Serving /media/**").doesNotContain(" WARN ");
	}

	@Test
	void linksAreMadeThoughMediaIsSwitchedOff() {
		try (ConfigurableApplicationContext context = start(Required.class, KEY, "media.enabled=false",
				"media.url=/files")) {
			assertThat(context.getBean(SignedUrls.class).signed("a.txt", Duration.ofMinutes(1)))
				.startsWith("/files/a.txt?mb-exp=");
		}
	}

	@Test
	void secretsAreNotLogged(CapturedOutput output) {
		start(Required.class, KEY, "logging.level.dev.mediaboot=trace", "media.signing.kye=a").close();
		assertThat(output).contains("Serving /private/**").doesNotContain(Links.secret("2026"));
	}

	private static void fail(Class<?> application, String... properties) {
		assertThatException().isThrownBy(() -> start(application, properties).close());
	}

	private static ConfigurableApplicationContext start(Class<?> source, String... properties) {
		SpringApplication application = new SpringApplication(source);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setApplicationContextFactory((type) -> {
			AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
			context.setServletContext(new MockServletContext());
			return context;
		});
		return application.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MediaAutoConfiguration.class, NoOpMediaAutoConfiguration.class,
			MediaSigningAutoConfiguration.class })
	static class Application {

	}

	static class Required extends Application {

		@Bean
		Mount mount(SignedUrls urls) {
			return Mount.of("/private", directory).withAccess(urls.requireLink());
		}

	}

	static class Accepted extends Application {

		@Bean
		Mount mount(SignedUrls urls) {
			return Mount.of("/private", directory).withAccess(urls.acceptLink());
		}

	}

}
