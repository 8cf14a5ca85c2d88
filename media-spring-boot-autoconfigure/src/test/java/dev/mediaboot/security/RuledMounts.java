package dev.mediaboot.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Applications of one rule about the mounts {@code /media} and {@code /site}.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class RuledMounts {

	static final String FILE = "/site/plain.css";

	/** A matcher that several applications of one JVM share. */
	static final RequestMatcher SHARED = MediaRequest.toMount("/site");

	@TempDir
	static Path directory;

	static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
	}

	static Server.Application start(Server server, Rule rule, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("test.rule=" + rule);
		return start(server, List.of(ByRule.class), all.toArray(String[]::new));
	}

	static Server.Application start(Server server, List<Class<?>> configurations, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("logging.level.dev.mediaboot.MediaRegistry=WARN");
		all.add("logging.level.dev.mediaboot.security=WARN");
		return server.startSecured(configurations, fixture.properties(all.toArray(String[]::new)));
	}

	static void check(Server.Application application, Row row) throws IOException {
		row.check(application.send(row));
	}

	static RequestMatcher site() {
		return MediaRequest.toMount("/site");
	}

	private interface Rules extends
			Customizer<AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry> {

	}

	/** What else is asked for is permitted, unless a rule has the last word. */
	enum Rule {

		NAMED_ROLE((rules) -> rules.requestMatchers(site()).hasRole("ADMIN").anyRequest().permitAll()),

		NAMED_LOGIN((rules) -> rules.requestMatchers(site()).authenticated().anyRequest().permitAll()),

		NAMED_DENIED((rules) -> rules.requestMatchers(site()).denyAll().anyRequest().permitAll()),

		NAMED_SHARED((rules) -> rules.requestMatchers(SHARED).authenticated().anyRequest().permitAll()),

		SHARED_PERMITTED((rules) -> rules.requestMatchers(SHARED).permitAll().anyRequest().denyAll()),

		NAMED_COMPOSITE((rules) -> rules.requestMatchers(new AndRequestMatcher(site(), AnyRequestMatcher.INSTANCE))
			.authenticated()
			.anyRequest()
			.permitAll()),

		NAMED_LAMBDA((rules) -> {
			RequestMatcher site = site();
			rules.requestMatchers((request) -> site.matches(request)).authenticated().anyRequest().permitAll();
		}),

		NAMED_ADDRESS((rules) -> rules.requestMatchers(site())
			.access(IpAddressAuthorizationManager.hasIpAddress("10.0.0.0/8"))
			.anyRequest()
			.permitAll()),

		NAMED_WITHIN_PATHS((rules) -> rules.requestMatchers("/page", "/api/**")
			.permitAll()
			.requestMatchers(site())
			.authenticated()
			.requestMatchers(MediaRequest.toMedia())
			.permitAll()
			.anyRequest()
			.authenticated()),

		BOUND((rules) -> rules.requestMatchers(MediaRequest.toMount("https://media.example.com/m"))
			.authenticated()
			.anyRequest()
			.permitAll()),

		BEAN((rules) -> rules.requestMatchers(MediaRequest.toMount("/bean")).authenticated().anyRequest().permitAll()),

		ADMIN((rules) -> rules.requestMatchers(MediaRequest.toAdmin()).hasRole("ADMIN").anyRequest().permitAll()),

		PATHS((rules) -> rules.requestMatchers("/site/**").authenticated().anyRequest().permitAll()),

		EVERYTHING((rules) -> rules.requestMatchers("/media/**").permitAll().anyRequest().authenticated()),

		MEDIA((rules) -> rules.requestMatchers(MediaRequest.toMount("/media"))
			.permitAll()
			.requestMatchers(MediaRequest.toMedia())
			.authenticated()
			.anyRequest()
			.permitAll()),

		DEEP((rules) -> rules.requestMatchers("/site/*/*").authenticated().anyRequest().permitAll()),

		COMPOSITE((rules) -> rules.requestMatchers(new NegatedRequestMatcher(MediaRequest.toMount("/media")))
			.authenticated()
			.anyRequest()
			.permitAll()),

		NOT_ASKABLE((rules) -> rules.requestMatchers("/media/**")
			.permitAll()
			.requestMatchers((request) -> request.getRemoteAddr().startsWith("10."))
			.permitAll()
			.anyRequest()
			.authenticated()),

		NAMED_PERMITTED((rules) -> rules.requestMatchers(site()).permitAll().anyRequest().authenticated()),

		MEDIA_PERMITTED((rules) -> rules.requestMatchers(MediaRequest.toMedia()).permitAll().anyRequest().denyAll()),

		EVERYTHING_PERMITTED((rules) -> rules.anyRequest().permitAll()),

		PATHS_AND_NAMES((rules) -> rules.requestMatchers(site(), MediaRequest.toMount("/named"))
			.authenticated()
			.requestMatchers("/told/**")
			.authenticated()
			.anyRequest()
			.permitAll()),

		MISSPELT((rules) -> rules.requestMatchers(site())
			.authenticated()
			.requestMatchers(MediaRequest.toMount("/sight"), MediaRequest.toMount("/sight"))
			.authenticated()
			.requestMatchers(MediaRequest.toAdmin())
			.hasRole("ADMIN")
			.requestMatchers(MediaRequest.toMedia())
			.permitAll()
			.anyRequest()
			.authenticated()),

		SHADOWED((rules) -> rules.requestMatchers(MediaRequest.toMedia())
			.permitAll()
			.requestMatchers(site())
			.authenticated()
			.anyRequest()
			.authenticated()),

		SHADOWED_BY_PATHS((rules) -> rules.requestMatchers("/**")
			.permitAll()
			.requestMatchers(site())
			.authenticated()
			.anyRequest()
			.authenticated()),

		IGNORED((rules) -> rules.requestMatchers(site()).authenticated().anyRequest().authenticated()),

		WITHIN((rules) -> rules.requestMatchers(MediaRequest.toMount("/media/sub"))
			.hasRole("ADMIN")
			.requestMatchers(MediaRequest.toMedia())
			.permitAll()
			.anyRequest()
			.authenticated());

		private final Rules rules;

		Rule(Rules rules) {
			this.rules = rules;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Users.class)
	static class ByRule {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, @Value("${test.rule}") Rule rule) {
			http.authorizeHttpRequests(rule.rules);
			if (rule == Rule.WITHIN) {
				http.httpBasic(Customizer.withDefaults());
			}
			return http.build();
		}

		@Bean
		WebSecurityCustomizer ignoring(@Value("${test.rule}") Rule rule) {
			return (web) -> {
				if (rule == Rule.IGNORED) {
					web.ignoring().requestMatchers(MediaRequest.toMedia());
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("admin").password("{noop}admin").roles("ADMIN").build());
		}

	}

}
