package dev.mediaboot.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Mounts that are served before Spring Security and the rules of an application: what
 * contradicts a rule is refused or told of, and nothing loses its protection without a
 * word.
 */
@ExtendWith(OutputCaptureExtension.class)
class MountRulesIT {

	private static final String FILE = "/site/plain.css";

	private static final String PASSED_BY = "is served before Spring Security";

	/** A matcher that several applications of one JVM share. */
	private static final RequestMatcher SHARED = MediaRequest.toMount("/site");

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
	}

	static Stream<Arguments> named() {
		return arguments(Rule.NAMED_ROLE, Rule.NAMED_LOGIN, Rule.NAMED_DENIED, Rule.NAMED_SHARED, Rule.NAMED_COMPOSITE,
				Rule.NAMED_LAMBDA, Rule.NAMED_ADDRESS, Rule.NAMED_WITHIN_PATHS);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("named")
	void aMountThatARuleNamesIsNotServedBeforeSecurity(Server server, Rule rule) {
		assertRefused(
				"The mount configured by 'media.mounts.site' is refused: '/site' would be served before Spring Security",
				() -> start(server, rule, "media.mounts.site.dispatch=filter").close());
	}

	@ParameterizedTest
	@EnumSource
	void aMountThatAChainNamesIsNotServedBeforeSecurity(Server server) {
		assertRefused("MediaRequest.toMount(\"/site\") denies it to anonymous users",
				() -> start(server, List.of(NamedChain.class), "media.mounts.site.dispatch=filter").close());
	}

	@ParameterizedTest
	@EnumSource
	void theDefaultIsCheckedLikeWhatWasChosen(Server server) {
		assertRefused("The mount configured by 'media.mounts.site' is refused",
				() -> start(server, Rule.NAMED_ROLE, "media.dispatch=filter").close());
	}

	@ParameterizedTest
	@EnumSource
	void aMountOfTheAdminThatARuleNamesIsNotServedBeforeSecurity(Server server) {
		assertRefused(
				"The mount configured by 'media.admin-prefix' is refused: '/admin' would be served before Spring Security, but "
						+ "MediaRequest.toAdmin()",
				() -> start(server, Rule.ADMIN, "media.dispatch=filter", "media.admin-prefix=/admin").close());
	}

	@ParameterizedTest
	@EnumSource
	void theRuleIsFoundBelowAContextPathAndAServletPath(Server server) {
		assertRefused("'media.mounts.site'",
				() -> start(server, Rule.NAMED_WITHIN_PATHS, "media.mounts.site.dispatch=filter",
						"server.servlet.context-path=/app", "spring.mvc.servlet.path=/mvc")
					.close());
	}

	@ParameterizedTest
	@EnumSource
	void theRuleAboutAMountThatIsBoundToAHostIsFound(Server server) {
		assertRefused("'https://media.example.com/m'",
				() -> start(server, Rule.BOUND, "media.mounts.m.dispatch=filter",
						"media.mounts.m.url=https://media.example.com/m",
						"media.mounts.m.root=" + fixture.path("media"))
					.close());
	}

	@ParameterizedTest
	@EnumSource
	void aMountBeanThatARuleNamesIsNotServedBeforeSecurity(Server server) {
		assertRefused("'/bean' would be served before Spring Security",
				() -> start(server, List.of(ByRule.class, EarlyBean.class), "test.rule=BEAN").close());
	}

	static Stream<Arguments> reported() {
		return arguments(Rule.PATHS, Rule.EVERYTHING, Rule.MEDIA, Rule.DEEP, Rule.COMPOSITE, Rule.NOT_ASKABLE);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("reported")
	void denialByOtherRulesIsReportedOnce(Server server, Rule rule, CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, rule, "media.mounts.site.dispatch=filter")) {
			assertThat(application.send(Row.get("", FILE)).status()).isEqualTo(200);
			assertThat(output.getOut()).containsOnlyOnce(PASSED_BY)
				.containsOnlyOnce("'/site' " + PASSED_BY)
				.contains("'media.mounts.<name>.dispatch=mvc'");
		}
	}

	@ParameterizedTest
	@EnumSource
	void denialByPathRulesIsReportedBelowAContextPathAndAServletPath(Server server, CapturedOutput output) {
		start(server, Rule.PATHS, "media.mounts.site.dispatch=filter", "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")
			.close();
		assertThat(output.getOut()).containsOnlyOnce("'/site' " + PASSED_BY);
	}

	static Stream<Arguments> silent() {
		return arguments(Rule.NAMED_PERMITTED, Rule.MEDIA_PERMITTED, Rule.EVERYTHING_PERMITTED);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("silent")
	void whatEverybodyMayHaveIsServedWithoutAWord(Server server, Rule rule, CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, rule, "media.mounts.site.dispatch=filter")) {
			assertThat(application.send(Row.get("", FILE)).status()).isEqualTo(200);
			assertThat(output.getOut()).doesNotContain(" WARN ", " ERROR ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, media.enabled=false", "JETTY, media.enabled=false", "TOMCAT, media.dispatch=mvc",
			"JETTY, media.dispatch=mvc" })
	void whatIsNotServedBeforeSecurityIsNotRefused(Server server, String property) throws IOException {
		List<String> properties = new ArrayList<>(List.of(property, "media.root=" + fixture.path("media")));
		if (property.contains("enabled")) {
			properties.add("media.mounts.site.dispatch=filter");
		}
		try (Server.Application application = start(server, Rule.EVERYTHING, properties.toArray(String[]::new))) {
			assertThat(application.send(Row.get("", FILE)).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsMountedLaterIsCheckedAndARefusalChangesNothing(Server server, CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, Rule.PATHS_AND_NAMES)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			List<Mount> before = registry.mounts();
			Mount named = Mount.of("/named", fixture.path("site"));
			assertRefused("'/named' would be served before Spring Security",
					() -> registry.mount(named.withDispatch(Mount.Dispatch.FILTER)));
			Mount site = registry.find("/site");
			assertRefused("'/site' would be served before Spring Security",
					() -> registry.remount(site.withDispatch(Mount.Dispatch.FILTER)));
			assertThat(registry.mounts()).isEqualTo(before);
			assertThat(application.send(Row.get("", FILE)).status()).isEqualTo(403);
			assertThat(output.getOut()).doesNotContain(PASSED_BY);
			registry.mount(Mount.of("/told", fixture.path("site")).withDispatch(Mount.Dispatch.FILTER));
			assertThat(output.getOut()).containsOnlyOnce("'/told' " + PASSED_BY);
			assertThat(application.send(Row.get("", "/told/plain.css")).status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void ruleThatMatchesNoMountIsReported(Server server, CapturedOutput output) {
		start(server, Rule.MISSPELT).close();
		assertThat(output.getOut()).containsOnlyOnce("MediaRequest.toMount(\"/sight\") matches no mount")
			.contains("'/media', '/site'")
			.doesNotContain("toMount(\"/site\")", "toAdmin()");
	}

	@ParameterizedTest
	@EnumSource
	void chainThatMatchesNoMountIsReported(Server server, CapturedOutput output) {
		start(server, List.of(ByRule.class, MisspeltChain.class), "test.rule=EVERYTHING").close();
		assertThat(output.getOut()).containsOnlyOnce("MediaRequest.toMount(\"/sight\") matches no mount");
	}

	@ParameterizedTest
	@EnumSource
	void aRuleAboutWhatIsMountedWhenTheApplicationIsReadyNamesSomething(Server server, CapturedOutput output) {
		start(server, List.of(ByRule.class, LateMount.class), "test.rule=MISSPELT").close();
		assertThat(output.getOut()).contains("mounted late").doesNotContain("matches no mount");
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, SHADOWED", "JETTY, SHADOWED", "TOMCAT, SHADOWED_BY_PATHS", "JETTY, SHADOWED_BY_PATHS",
			"TOMCAT, IGNORED", "JETTY, IGNORED" })
	void ruleWithoutEffectIsReported(Server server, Rule rule, CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, rule)) {
			assertThat(application.send(Row.get("", FILE)).status()).isEqualTo(200);
			assertThat(output.getOut()).containsOnlyOnce("MediaRequest.toMount(\"/site\") has no effect");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, mvc", "TOMCAT, filter", "JETTY, mvc", "JETTY, filter" })
	void whatWasProtectedWithinAnotherMountStaysClosedWhenItHasGone(Server server, String dispatch,
			CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, Rule.WITHIN, "media.dispatch=" + dispatch,
				"media.mounts.site.dispatch=mvc", "media.mounts.inner.url=/media/sub",
				"media.mounts.inner.root=" + fixture.path("media/sub"), "media.mounts.inner.dispatch=mvc")) {
			String file = "/media/sub/inner.txt";
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			Mount inner = registry.find("/media/sub");
			check(application, Row.get("mounted", file).status(401));
			check(application, admin(Row.get("mounted", file)).status(200).body(Fixture.WITHIN));
			registry.unmount("/media/sub");
			for (String target : List.of(file, "/media/sub", "/media/%73ub/inner.txt")) {
				check(application, Row.get("gone", target).status(401).without("ETag"));
				check(application, admin(Row.get("gone", target)).status(404).body(""));
			}
			check(application, Row.get("around it", "/media/alphabet.txt").status(200).body(Fixture.ALPHABET));
			assertThat(output.getOut()).containsOnlyOnce(
					"URLs below '/media/sub' were protected. They get 404 (Not Found), and are not served by '/media'");
			registry.mount(inner);
			check(application, Row.get("mounted again", file).status(401));
			check(application, admin(Row.get("mounted again", file)).status(200).body(Fixture.WITHIN));
		}
	}

	/** They are about the URLs, whatever is mounted there. */
	@ParameterizedTest
	@EnumSource
	void whatOtherRulesProtectFallsToTheMountAroundIt(Server server, CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, Rule.PATHS, "media.mounts.inner.url=/site/sub",
				"media.mounts.inner.root=" + fixture.path("media/sub"))) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.unmount("/site/sub");
			assertThat(registry.match("localhost", "/site/sub/inner.txt").path()).hasToString("sub/inner.txt");
			check(application, Row.get("gone", "/site/sub/inner.txt").status(403));
			assertThat(output.getOut()).doesNotContain("were protected");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, MEDIA", "JETTY, MEDIA", "TOMCAT, COMPOSITE", "JETTY, COMPOSITE" })
	void whatARuleForTheMountAroundItWouldPermitStaysClosed(Server server, Rule rule, CapturedOutput output)
			throws IOException {
		try (Server.Application application = start(server, rule, "media.mounts.inner.url=/media/sub",
				"media.mounts.inner.root=" + fixture.path("media/sub"))) {
			check(application, Row.get("mounted", "/media/sub/inner.txt").status(403));
			application.context().getBean(MediaRegistry.class).unmount("/media/sub");
			check(application, Row.get("gone", "/media/sub/inner.txt").status(403));
			check(application, Row.get("around it", "/media/alphabet.txt").status(200));
			assertThat(output.getOut()).containsOnlyOnce("URLs below '/media/sub' were protected");
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsUnmountedWhileTheApplicationStopsIsNoMatter(Server server, CapturedOutput output) {
		Server.Application application = start(server, List.of(ByRule.class, Unmounting.class), "test.rule=WITHIN");
		MediaRegistry registry = application.context().getBean(MediaRegistry.class);
		assertThat(registry.find("/media/sub")).isNotNull();
		application.close();
		assertThat(registry.find("/media/sub")).isNull();
		assertThat(output.getOut()).doesNotContain(" WARN ", " ERROR ");
	}

	@ParameterizedTest
	@EnumSource
	void noApplicationIsCheckedAgainstTheRulesOfAnother(Server server) throws IOException {
		try (Server.Application guarded = start(server, Rule.NAMED_SHARED);
				Server.Application open = start(server, Rule.SHARED_PERMITTED, "media.mounts.site.dispatch=filter")) {
			check(guarded, Row.get("guarded", FILE).status(403));
			check(open, Row.get("open", FILE).status(200));
			assertRefused("'/site' would be served before Spring Security", () -> {
				MediaRegistry registry = guarded.context().getBean(MediaRegistry.class);
				registry.remount(registry.find("/site").withDispatch(Mount.Dispatch.FILTER));
			});
			MediaRegistry registry = open.context().getBean(MediaRegistry.class);
			registry.remount(registry.find("/site").withDispatch(Mount.Dispatch.FILTER));
		}
	}

	/**
	 * A management port knows no server when there are two on the class path, as here.
	 */
	@Test
	void nothingIsServedOnTheManagementPort() throws IOException {
		try (Server.Application application = start(Server.TOMCAT, Rule.EVERYTHING_PERMITTED, "media.dispatch=filter",
				"management.server.port=0", "management.server.address=127.0.0.1")) {
			int port = application.context()
				.getEnvironment()
				.getRequiredProperty("local.management.port", Integer.class);
			check(application, Row.get("application", FILE).status(200));
			check(new Server.Application(application.context(), Protocol.HTTP_1_1, port),
					Row.get("management", FILE).status(404));
		}
	}

	private static void assertRefused(String message, ThrowingCallable action) {
		Throwable thrown = catchThrowable(action);
		assertThat(thrown).isNotNull();
		InvalidMountException refusal = null;
		for (Throwable cause = thrown; cause != null && refusal == null; cause = cause.getCause()) {
			refusal = (cause instanceof InvalidMountException invalid) ? invalid : null;
		}
		assertThat(refusal).as("what refuses, in %s", thrown).isNotNull();
		assertThat(refusal).hasMessageContaining(message);
		assertThat(refusal.getAction()).contains("'media.mounts.<name>.dispatch=mvc'", "withDispatch");
	}

	private static Stream<Arguments> arguments(Rule... rules) {
		return Stream.of(Server.values())
			.flatMap((server) -> Stream.of(rules).map((rule) -> Arguments.of(server, rule)));
	}

	private static Server.Application start(Server server, Rule rule, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("test.rule=" + rule);
		return start(server, List.of(ByRule.class), all.toArray(String[]::new));
	}

	private static Server.Application start(Server server, List<Class<?>> configurations, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("logging.level.dev.mediaboot.MediaRegistry=WARN");
		all.add("logging.level.dev.mediaboot.security=WARN");
		return server.startSecured(configurations, fixture.properties(all.toArray(String[]::new)));
	}

	private static void check(Server.Application application, Row row) throws IOException {
		row.check(application.send(row));
	}

	private static Row admin(Row row) {
		return row.with("Authorization", "Basic YWRtaW46YWRtaW4=");
	}

	private static RequestMatcher site() {
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

	@Configuration(proxyBeanMethods = false)
	static class NamedChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.securityMatcher(site())
				.authorizeHttpRequests((rules) -> rules.anyRequest().authenticated())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MisspeltChain {

		@Bean
		@Order(1)
		SecurityFilterChain misspelt(HttpSecurity http) {
			return http.securityMatcher(MediaRequest.toMount("/sight"))
				.authorizeHttpRequests((rules) -> rules.anyRequest().denyAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyBean {

		@Bean
		Mount bean() {
			return Mount.of("/bean", fixture.path("site")).withDispatch(Mount.Dispatch.FILTER);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unmounting implements DisposableBean {

		private final MediaRegistry.Registration within;

		Unmounting(MediaRegistry registry) {
			this.within = registry.mount("/media/sub", fixture.path("media/sub"));
		}

		@Override
		public void destroy() {
			this.within.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateMount {

		@Bean
		CommandLineRunner mounts(MediaRegistry registry) {
			return (arguments) -> {
				registry.mount("/sight", fixture.path("site"));
				System.out.println("mounted late");
			};
		}

	}

}
