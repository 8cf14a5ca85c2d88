package dev.mediaboot.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.sign.SignedUrls;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links that expire beside other rules, for single users, and with another refusal.
 */
@ExtendWith(OutputCaptureExtension.class)
class SignedLinkRulesIT {

	private static final String KEY = "media.signing.keys.2026=" + Base64.getEncoder().encodeToString(new byte[32]);

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final String INVOICE = "an invoice";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
		fixture.write("private/7.txt", INVOICE);
		fixture.awaitAge();
	}

	private static List<String> mount(String name, String dispatch, String access) {
		String prefix = "media.mounts." + name + ".";
		return List.of(prefix + "url=/" + name, prefix + "root=" + fixture.path("private"),
				prefix + "dispatch=" + dispatch, prefix + "access=" + access, prefix + "cache-control.max-age=1d");
	}

	private static Reply send(Server.Application application, String method, String target, String... fields)
			throws IOException {
		Row row = Row.of(target, method, target);
		for (int i = 0; i < fields.length; i += 2) {
			row.with(fields[i], fields[i + 1]);
		}
		return application.send(row);
	}

	private static List<String> seen(Reply reply) {
		List<String> seen = new ArrayList<>(reply.timeless());
		seen.add(0, String.valueOf(reply.status()));
		seen.add(reply.text());
		return seen;
	}

	@ParameterizedTest
	@EnumSource
	void refusalIsForbiddenByChoice(Server server) throws IOException {
		try (Server.Application application = server
			.start(List.of(),
					fixture
						.properties(
								Stream
									.of(mount("mvc", "mvc", "signed"), mount("filter", "filter", "signed"),
											List.of(KEY, "media.signing.invalid=forbidden",
													"media.signing.round-up=1h"))
									.flatMap(List::stream)
									.toArray(String[]::new)))) {
			SignedUrls urls = application.context().getBean(SignedUrls.class);
			for (String url : List.of("/mvc", "/filter")) {
				String link = urls.signed(url, "7.txt", LIFETIME);
				assertThat(send(application, "GET", link).text()).isEqualTo(INVOICE);
				List<String> absent = seen(send(application, "GET", url + "/7.txt"));
				assertThat(absent.get(0)).isEqualTo("403");
				assertThat(seen(send(application, "GET", link + "A"))).isEqualTo(absent);
				assertThat(seen(send(application, "GET", url + "/none.txt"))).isEqualTo(absent);
				assertThat(send(application, "GET", urls.signed(url, "none.txt", LIFETIME)).status()).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void linksOfSomeUsersAndBesideOtherRules(Server server) throws IOException {
		try (Server.Application application = server.startSecured(List.of(Users.class), fixture.properties(Stream
			.of(mount("mine", "mvc", "signed"), mount("accounting", "mvc", "role:ACCOUNTING,or-signed"), List.of(KEY))
			.flatMap(List::stream)
			.toArray(String[]::new)))) {
			SignedUrls urls = application.context().getBean(SignedUrls.class);
			String mine = urls.link("/mine", "7.txt").expiresIn(LIFETIME).forUser("ann").url();
			assertThat(mine).doesNotContain("ann");
			assertThat(status(application, "ann", mine)).isEqualTo(200);
			assertThat(status(application, "bob", mine)).isEqualTo(404);
			assertThat(status(application, null, mine)).isEqualTo(404);
			String accounting = urls.signed("/accounting", "7.txt", LIFETIME);
			assertThat(status(application, null, accounting)).isEqualTo(200);
			assertThat(status(application, "ann", accounting)).isEqualTo(200);
			assertThat(status(application, null, accounting + "A")).isEqualTo(401);
			assertThat(status(application, "ann", accounting + "A")).isEqualTo(403);
			assertThat(status(application, "carl", "/accounting/7.txt")).isEqualTo(200);
			assertThat(status(application, null, urls.signed("/accounting", "none.txt", LIFETIME))).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource
	void signatureIsNotLogged(Server server, CapturedOutput output) throws IOException {
		List<String> properties = new ArrayList<>(List.of(fixture.properties(KEY)));
		properties.addAll(mount("mvc", "mvc", "signed"));
		properties.addAll(mount("filter", "filter", "signed"));
		properties.add("logging.level.dev.mediaboot=TRACE");
		try (Server.Application application = server.start(List.of(), properties.toArray(String[]::new))) {
			SignedUrls urls = application.context().getBean(SignedUrls.class);
			for (String url : List.of("/mvc", "/filter")) {
				String link = urls.signed(url, "7.txt", LIFETIME);
				for (String target : List.of(link, link + "A", link.replace("7.txt", "none.txt"),
						link.replace("7.txt", ".hidden"), link.replace("/7.txt", ""))) {
					send(application, "GET", target);
				}
				assertThat(output).contains("A path below " + url + " was refused")
					.doesNotContain(link.substring(link.indexOf("mb-sig=") + 7));
			}
		}
	}

	private static int status(Server.Application application, String user, String target) throws IOException {
		if (user == null) {
			return send(application, "GET", target).status();
		}
		String credentials = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
		return send(application, "GET", target, "Authorization", "Basic " + credentials).status();
	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(user("ann"), user("bob"), user("carl", "ACCOUNTING"));
		}

		@SuppressWarnings("deprecation")
		private static UserDetails user(String name, String... roles) {
			return User.withDefaultPasswordEncoder().username(name).password(name).roles(roles).build();
		}

	}

}
