package dev.mediaboot.security;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Mounts that are served before Spring Security and the rules of an application: what
 * contradicts a rule is refused or told of.
 */
class MountRulesIT extends RuledMounts {

	private static final String PASSED_BY = "is served before Spring Security";

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

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource({ "named", "reported" })
	void noSharedCacheStoresWhatAnonymousUsersMayNotSee(Server server, Rule rule) {
		try (Server.Application application = start(server, rule)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			boolean decidable = rule != Rule.NOT_ASKABLE && rule != Rule.NAMED_ADDRESS;
			assertThat(registry.find("/site").policy().cacheControl())
				.isEqualTo(decidable ? "private, no-cache" : "no-cache");
			assertThat(registry.find("/media").policy().cacheControl()).isEqualTo("no-cache");
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("silent")
	void cachesMayShareWhatEverybodyMayHave(Server server, Rule rule) {
		try (Server.Application application = start(server, rule)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			assertThat(registry.find("/site").policy().cacheControl()).isEqualTo("no-cache");
		}
	}

	@ParameterizedTest
	@EnumSource
	void sharedCachingOfProtectedFilesIsReportedOnce(Server server, CapturedOutput output) {
		try (Server.Application application = start(server, Rule.PATHS,
				"media.mounts.site.cache-control.cache-public=true")) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			assertThat(registry.find("/site").policy().cacheControl()).isEqualTo("no-cache, public");
			assertThat(output.getOut())
				.containsOnlyOnce("Spring Security denies '/site' to anonymous users, but shared caches may store its "
						+ "files and send them to others: Cache-Control no-cache, public");
		}
	}

	@ParameterizedTest
	@EnumSource
	void laterMountsAreKeptFromSharedCachesToo(Server server) throws IOException {
		try (Server.Application application = start(server, Rule.EVERYTHING)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.mount("/later", fixture.path("site"));
			assertThat(registry.find("/later").policy().cacheControl()).isEqualTo("private, no-cache");
			assertThat(registry.find("/later").withPrivateCaching()).isSameAs(registry.find("/later"));
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
			check(application, Row.get("application", FILE).status(200));
			check(application.onManagementPort(), Row.get("management", FILE).status(404));
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
