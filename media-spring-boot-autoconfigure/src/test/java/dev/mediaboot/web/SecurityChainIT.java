package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Frame;
import dev.mediaboot.testing.RecordingListener;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import jakarta.servlet.DispatcherType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Media behind Spring Security: its filters run, its fields are added, and what it
 * refuses is not served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityChainIT {

	private static final String TXT = "/media/alphabet.txt";

	private final Map<Server, Server.Application> applications = new EnumMap<>(Server.class);

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		for (Server server : Server.values()) {
			this.applications.put(server,
					server.startSecured(List.of(Secured.class, RecordingListener.class),
							fixture.properties("media.mounts.form.url=/form",
									"media.mounts.form.root=" + fixture.path("site"),
									"media.mounts.site.cache-control.max-age=1h")));
		}
	}

	@AfterAll
	void stop() {
		this.applications.values().forEach(Server.Application::close);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("rows")
	void isAnswered(Server server, Row row) throws IOException {
		Reply reply = this.applications.get(server).send(row);
		row.check(reply);
		assertThat(reply.text()).doesNotContain(Fixture.SECRET);
	}

	/** Spring Security wraps the response, and a stream would hold a thread. */
	@ParameterizedTest
	@EnumSource
	void aLargeBodyHoldsNoThread(Server server) throws IOException {
		Server.Application application = this.applications.get(server);
		assertThat(application.send(Row.get("", "/media/large.png")).complete()).isTrue();
		RecordingListener listener = application.context().getBean(RecordingListener.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(listener.results).filteredOn((result) -> result.bytes() == Fixture.LARGE)
				.isNotEmpty()
				.noneMatch((result) -> "stream".equals(result.writer())));
	}

	Stream<Arguments> rows() {
		List<Arguments> rows = new ArrayList<>();
		for (Server server : Server.values()) {
			rowsOf(server).forEach((row) -> rows.add(Arguments.of(server, row)));
		}
		return rows.stream();
	}

	private Stream<Row> rowsOf(Server server) {
		List<Row> rows = new ArrayList<>();
		rows.add(secured(Row.get("anyone reads public media", TXT)).status(200)
			.field("Cache-Control", "no-cache")
			.without("Pragma", "Expires", "Set-Cookie")
			.body(Fixture.ALPHABET));
		rows.add(secured(Row.get("a large file", "/media/large.png")).status(200)
			.field("Cache-Control", "no-cache")
			.body(Fixture.numbers(Fixture.LARGE)));
		rows.add(secured(Row.head("HEAD of public media", TXT)).status(200)
			.field("Cache-Control", "no-cache")
			.without("Pragma", "Expires")
			.field("Content-Length", "26"));
		rows.add(secured(Row.get("a range of public media", TXT)).with("Range", "bytes=1-2")
			.status(206)
			.field("Cache-Control", "no-cache")
			.body("bc"));
		rows.add(secured(Row.get("304 of public media", TXT)).with("If-None-Match", "*")
			.status(304)
			.field("Cache-Control", "no-cache")
			.without("Pragma", "Expires"));
		rows.add(secured(Row.get("404 of public media", "/media/missing.txt")).status(404)
			.field("Cache-Control", "no-store")
			.without("Pragma", "Expires")
			.body(""));
		rows.add(secured(Row.get("the policy of active user content stays", "/media/file.html")).status(200)
			.field("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"));
		rows.add(Row.get("a protected mount asks for a password", "/site/plain.css")
			.status(401)
			.without("ETag", "Last-Modified", "Accept-Ranges")
			.expect((reply) -> assertThat(reply.field("WWW-Authenticate")).startsWith("Basic")));
		rows.add(Row.get("a protected mount says no more of what is missing", "/site/missing.css").status(401));
		rows.add(Row.get("a protected mount refuses a wrong password", "/site/plain.css")
			.with("Authorization", "Basic dXNlcjp3cm9uZw==")
			.status(401));
		rows.add(secured(Row.get("a protected mount with the password", "/site/plain.css"))
			.with("Authorization", "Basic dXNlcjpwYXNzd29yZA==")
			.status(200)
			.field("Cache-Control", "max-age=3600")
			.without("Pragma", "Expires")
			.body("css"));
		rows.add(Row.get("a mount behind a login leads there", "/form/plain.css")
			.with("Accept", "text/html")
			.status(302)
			.without("ETag", "Last-Modified", "Accept-Ranges")
			.expect((reply) -> assertThat(reply.field("Location")).endsWith("/login")));
		for (String target : List.of("//media/alphabet.txt", "/media//alphabet.txt", "/media/alphabet.txt;a=b",
				"/media/alphabet.txt;jsessionid=0123456789ABCDEF", "/media/a%3Bb.txt", "/media/%2e%2e/secret.txt",
				"/media/../site/plain.css", "/media/./alphabet.txt", "/media/%2fsite", "/media/a%5cb",
				"/media/a%25b.txt", "/media/a%00b", "/media/a%0ab", "/%6dedia/%2e%2e/site/plain.css",
				"/media/sub/..%2f..%2fsite/plain.css", "/media/..;/site/plain.css", "/site;/plain.css",
				"/;/site/plain.css", "//site/plain.css", "/site//plain.css", "/media/a%E2%80%A8b")) {
			rows.add(Row.get("refused before us: " + target, target)
				.status(400)
				.without("ETag", "Last-Modified", "Accept-Ranges"));
		}
		// Not refused, and so never another way into what is protected.
		rows.add(Row.get("the prefix of a protected mount, encoded", "/%73ite/plain.css").status(401).without("ETag"));
		rows.add(Row.get("a protected name, encoded", "/site/%70lain.css").status(401).without("ETag"));
		rows.add(Row.get("a prefix in upper case is another one", "/SITE/plain.css").without("ETag"));
		rows.add(Row.of("a method that the firewall does not know", "FROBNICATE", TXT).status(400));
		rows.add(Row.of("TRACE", "TRACE", TXT).statusIn(400, 405));
		rows.add(Row.of("POST without a token", "POST", TXT).status(403));
		rows.add(secured(Row.get("a name with a space", "/media/a%20b.txt")).status(200).body("named a b.txt"));
		rows.add(secured(Row.get("a name beyond ASCII", "/media/%F0%9F%8E%89.txt")).status(200).body("named 🎉.txt"));
		return rows.stream();
	}

	private static Row secured(Row row) {
		return row.field("X-Content-Type-Options", "nosniff").field("X-Frame-Options", "DENY");
	}

	@Configuration(proxyBeanMethods = false)
	static class Secured {

		@Bean
		@Order(1)
		SecurityFilterChain form(HttpSecurity http) throws Exception {
			return http.securityMatcher("/form/**", "/login")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
					.permitAll()
					.requestMatchers("/media/**")
					.permitAll()
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("user").password("{noop}password").build());
		}

	}

}
