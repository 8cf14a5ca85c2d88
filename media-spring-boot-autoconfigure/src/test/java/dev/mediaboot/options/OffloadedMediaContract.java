package dev.mediaboot.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import dev.mediaboot.offload.Front;
import dev.mediaboot.offload.OffloadContract;
import dev.mediaboot.offload.OffloadType;
import dev.mediaboot.sign.SignedUrls;
import dev.mediaboot.statistics.Counts;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.Outcome;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files behind Spring Security, behind links that expire and in the cache, which the
 * application hands over to a real nginx.
 */
abstract class OffloadedMediaContract extends OffloadContract {

	private static final String ANN = "Authorization: Basic "
			+ Base64.getEncoder().encodeToString("ann:ann".getBytes(StandardCharsets.UTF_8));

	OffloadedMediaContract(Server server) {
		super(server);
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		fixture.write("invoices/7.txt", "an invoice");
		fixture.write("films/a film.mp4", Fixture.numbers(Fixture.LARGE));
		fixture.awaitAge();
		List<String> properties = new ArrayList<>(
				List.of(fixture.properties(Front.properties(OffloadType.X_ACCEL_REDIRECT))));
		properties.addAll(
				List.of("media.mounts.invoices.url=/invoices", "media.mounts.invoices.root=" + fixture.path("invoices"),
						"media.mounts.invoices.access=authenticated", "media.mounts.films.url=/films",
						"media.mounts.films.root=" + fixture.path("films"), "media.mounts.films.access=signed",
						"media.signing.keys.2026=" + Base64.getEncoder().encodeToString(new byte[32])));
		startSecured(List.of(Secured.class), properties.toArray(String[]::new));
		start(Front.nginx(directory.resolve("nginx"), application()));
	}

	@Test
	void fieldsOfSpringSecurityArriveToo() throws IOException {
		assertAlike(row("/invoices/7.txt", ANN), true);
		assertAlike(row("/media/file.html", "Origin: https://example.com"), true);
		assertAlike(row("/site/file.html"), true);
		assertThat(front().send(row("/site/file.html")).field("Content-Security-Policy"))
			.isEqualTo("object-src 'none'");
		Reply reply = front().send(row("/media/file.html", "Origin: https://example.com"));
		assertThat(reply.names()).contains("X-Frame-Options", "Permissions-Policy", "Referrer-Policy",
				"Access-Control-Allow-Origin");
		assertThat(reply.field("Content-Security-Policy")).contains("sandbox");
		assertThat(reply.field("Vary")).contains("Origin", "Access-Control-Request-Method");
	}

	@Test
	void whoMayNotSeeTheFileIsToldSoByTheApplication() throws IOException {
		assertThat(front().send(row("/invoices/7.txt")).status()).isEqualTo(401);
		assertAlike(row("/films/a%20film.mp4"), false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Range: bytes=0-", "Range: bytes=1000000-1000099", "Range: bytes=-100", "Accept: */*" })
	void signedVideoIsSought(String field) throws IOException {
		String link = application().context()
			.getBean(SignedUrls.class)
			.signed("/films", "a film.mp4", Duration.ofMinutes(10));
		Row row = row(link, field);
		// The remaining time may be another second's
		Reply direct = application().send(row);
		Reply reply = front().send(row);
		assertThat(reply.status()).isEqualTo(direct.status());
		assertThat(reply.body()).isEqualTo(direct.body());
		assertThat(reply.field("Content-Range")).isEqualTo(direct.field("Content-Range"));
		assertThat(reply.field("Cache-Control")).startsWith("private, ");
		assertThat(reply.field("Referrer-Policy")).isEqualTo(direct.field("Referrer-Policy"));
		assertThat(reply.names()).containsAll(direct.names());
	}

	@Test
	void cachedFileIsHandedOverToo() throws IOException {
		for (int i = 0; i < 3; i++) {
			assertAlike(row("/media/alphabet.txt"), true);
		}
		assertThat(application().context().containsBean("mediaCache")).isTrue();
	}

	@Test
	void whatIsHandedOverIsCountedAsSuch() throws IOException {
		MediaStatistics statistics = application().context().getBean(MediaStatistics.class);
		assertAlike(row("/site/plain.css"), true);
		Counts counts = statistics.counts("/site");
		long handedOver = counts.requests(Outcome.HANDED_OVER);
		long served = counts.requests(Outcome.OK);
		assertAlike(row("/site/plain.css"), true);
		assertThat(counts.requests(Outcome.HANDED_OVER)).isEqualTo(handedOver + 1);
		assertThat(counts.requests(Outcome.OK)).as("without the web server").isEqualTo(served + 1);
	}

	@Configuration(proxyBeanMethods = false)
	static class Secured {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			CorsConfiguration cors = new CorsConfiguration();
			cors.addAllowedOrigin("https://example.com");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", cors);
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.cors((configurer) -> configurer.configurationSource(source))
				.headers((headers) -> headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
					.permissionsPolicyHeader((policy) -> policy.policy("camera=()"))
					.contentSecurityPolicy((policy) -> policy.policyDirectives("object-src 'none'")))
				.build();
		}

		@Bean
		@SuppressWarnings("deprecation")
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withDefaultPasswordEncoder().username("ann").password("ann").roles().build());
		}

	}

}
