package dev.mediaboot.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Frame;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.DefaultHttpFirewall;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.view.InternalResourceView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of Spring Security about mounts: they hold for whatever is served, and for
 * nothing else.
 */
class MediaRequestIT {

	private static final String TXT = "/media/alphabet.txt";

	private static final String PROTECTED = "/site/private.txt";

	private static final int GUESSES = 1_000;

	private static final List<String> SPELLINGS = List.of(PROTECTED, "/%73ite/private.txt", "/site/%70rivate.txt",
			"/s%69te/pri%76ate%2etxt", "/site/private%2Etxt", "/%53ite/private.txt", "/SITE/private.txt",
			"/site/PRIVATE.TXT", "//site/private.txt", "///site/private.txt", "/site//private.txt",
			"/site/private.txt/", "/site/private.txt//", "/site/private.txt/.", "/./site/private.txt",
			"/site/./private.txt", "/site/../site/private.txt", "/site/x/../private.txt",
			"/site/private.txt/../private.txt", "/media/../site/private.txt",
			"/media/alphabet.txt/../../site/private.txt", "/media/%2e%2e/site/private.txt",
			"/media/%2E%2E/site/private.txt", "/media/.%2e/site/private.txt", "/site/%2e/private.txt",
			"/media/..%2fsite/private.txt", "/media/..%2Fsite%2Fprivate.txt", "/site%2fprivate.txt",
			"/site%2Fprivate.txt", "/%2fsite/private.txt", "/%2Fsite/private.txt", "/site/private.txt%2f",
			"/site;x=1/private.txt", "/site;/private.txt", "/site/private.txt;x=1", "/site/private.txt;",
			"/site/;x/private.txt", "/;/site/private.txt", "/.;/site/private.txt", "/site/.;/private.txt",
			"/media/..;/site/private.txt", "/media/;/../site/private.txt", "/site%3b/private.txt",
			"/site/private.txt%3Bx=1", "/site/private.txt;jsessionid=0123456789ABCDEF", "/site/private.txt;jsessionid=",
			"/site/private.txt;JSESSIONID=0123456789ABCDEF", "/site/private.txt;jsessionid=1;jsessionid=2",
			"/site/private.txt;jsessionid=1;x=1", "/site/private.txt;x=1;jsessionid=1",
			"/site/private.txt;jsessionid=%2f..%2f..", "/site/private.txt;jsessionid=/media/alphabet.txt",
			"/media;jsessionid=1/../site/private.txt", "/media/alphabet.txt;jsessionid=/../../site/private.txt",
			"/site;jsessionid=0123456789ABCDEF/private.txt", "/media/..;jsessionid=0123456789ABCDEF/site/private.txt",
			"/;jsessionid=0123456789ABCDEF/site/private.txt", "/site\\private.txt", "\\site\\private.txt",
			"/media\\..\\site\\private.txt", "/site%5cprivate.txt", "/media/..%5csite/private.txt",
			"/site/private.txt%00", "/site/private.txt%00.png", "/site%00/private.txt", "/site/private.txt%0a",
			"/site/private.txt%20", "/site/private.txt.", "/site/private.txt::$DATA", "/site/%2570rivate.txt",
			"/%2573ite/private.txt", "/media/%252e%252e/site/private.txt", "/site%252fprivate.txt",
			"/%c0%afsite/private.txt", "/site%c0%afprivate.txt", "/media/%c0%ae%c0%ae/site/private.txt",
			"/media/%e0%80%ae%e0%80%ae/site/private.txt", "/site/%c1%b0rivate.txt", "/site/%u0070rivate.txt",
			"/site/%zzprivate.txt", "/site/private.txt?x=1", "/site/private.txt?/../../media/alphabet.txt",
			"/site/private.txt#/media/alphabet.txt", "http://localhost/site/private.txt",
			"HTTP://LOCALHOST:80/site/private.txt", "http://evil.example/site/private.txt",
			"http://localhost//site/private.txt", "http://localhost/media/../site/private.txt",
			"https://[::1]/%73ite/private.txt", "site/private.txt", "*", "/site/\u00FFprivate.txt");

	private static final List<String> PIECES = List.of("/site", "/site", "/site", "/private.txt", "/private.txt",
			"/private.txt", "/media", "/sub", "/..", "/.", "/", "//", "/%2e%2e", "%2f", "%2F", "%5c", "\\", ";", ";x=1",
			"/;", "/..;", ";jsessionid=1", "/%73ite", "/%70rivate.txt", "/%2573ite", "%00", "%c0%af", "#", "%20");

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
		fixture.write("site/private.txt", Fixture.SECRET);
		fixture.awaitAge();
	}

	@ParameterizedTest
	@EnumSource
	void publicMediaIsServedWithTheFieldsOfSecurityAndPagesAskForALogin(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class)) {
			check(application,
					Row.get("public", TXT)
						.status(200)
						.field("X-Content-Type-Options", "nosniff")
						.field("X-Frame-Options", "DENY")
						.field("Cache-Control", "no-cache")
						.without("Set-Cookie")
						.body(Fixture.ALPHABET));
			check(application, Row.get("missing", "/media/missing.txt").status(404).body(""));
			check(application, Row.get("refused", "/media/.hidden").status(404).body(""));
			check(application,
					Row.get("a page", "/page")
						.with("Accept", "text/html")
						.status(302)
						.expect((reply) -> assertThat(reply.field("Location")).endsWith("/login")));
			check(application, Row.get("no media", "/mediathek").status(401));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aProtectedMountAnswersAsItsRuleSays(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class, "media.admin-prefix=/admin-media")) {
			for (String target : List.of(PROTECTED, "/site/missing.txt", "/site", "/site/", "/site/.hidden",
					"/admin-media/admin.css")) {
				check(application, Row.get("nobody", target).status(401).without("ETag", "Accept-Ranges"));
				check(application, Row.head("nobody", target).status(401).without("ETag", "Accept-Ranges"));
				check(application, as("user", Row.get("another", target)).status(403).without("ETag", "Accept-Ranges"));
			}
			check(application, as("admin", Row.get("who may", PROTECTED)).status(200).body(Fixture.SECRET));
			check(application, as("admin", Row.get("who may", "/site/missing.txt")).status(404).body(""));
			check(application, as("admin", Row.get("who may", "/admin-media/admin.css")).status(200));
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("firewalls")
	void noSpellingGetsAroundARule(Server server, Class<?> firewall) throws IOException {
		try (Server.Application open = start(server, List.of(Open.class, firewall));
				Server.Application guarded = start(server, List.of(Guarded.class, firewall))) {
			int served = 0;
			for (String target : SPELLINGS) {
				served += compare(target, open, guarded) ? 1 : 0;
			}
			assertThat(served).as("spellings that are served").isGreaterThan(5);
			Random random = new Random(7230);
			for (int i = 0; i < GUESSES; i++) {
				StringBuilder target = new StringBuilder();
				for (int pieces = 2 + random.nextInt(5); pieces > 0; pieces--) {
					target.append(PIECES.get(random.nextInt(PIECES.size())));
				}
				compare(target.toString(), open, guarded);
			}
		}
	}

	static List<Arguments> firewalls() {
		List<Arguments> firewalls = new ArrayList<>();
		for (Server server : Server.values()) {
			for (Class<?> firewall : List.of(Strict.class, Lenient.class, Tolerant.class)) {
				firewalls.add(Arguments.of(server, firewall));
			}
		}
		return firewalls;
	}

	@ParameterizedTest
	@EnumSource
	void aSessionInTheUrlChangesNoRule(Server server) throws IOException {
		try (Server.Application application = start(server, List.of(Guarded.class, Tolerant.class))) {
			for (String cookie : List.of("other=1", "JSESSIONID=0123456789ABCDEF", "JSESSIONID=FEDCBA9876543210")) {
				String session = ";jsessionid=0123456789ABCDEF";
				check(application,
						Row.get("public", TXT + session).with("Cookie", cookie).status(200).body(Fixture.ALPHABET));
				check(application, Row.get("protected", PROTECTED + session).with("Cookie", cookie).status(401));
				check(application,
						as("admin", Row.get("protected", PROTECTED + session)).with("Cookie", cookie)
							.status(200)
							.body(Fixture.SECRET));
				check(application,
						Row.get("protected", "/site" + session + "/private.txt").with("Cookie", cookie).status(401));
				check(application,
						as("admin", Row.get("not at the end", "/site" + session + "/private.txt"))
							.with("Cookie", cookie)
							.statusIn(401, 403, 404)
							.without("ETag"));
			}
		}
	}

	/** Whether everybody is served when there is no rule; nobody is when there is one. */
	private static boolean compare(String target, Server.Application open, Server.Application guarded)
			throws IOException {
		boolean served = contains(send(open, target), Fixture.SECRET);
		Reply reply = send(guarded, target);
		assertThat(contains(reply, Fixture.SECRET)).as(target).isFalse();
		if (served) {
			assertThat(reply.status()).as(target).isEqualTo(401);
			assertThat(reply.field("ETag")).as(target).isNull();
		}
		return served;
	}

	private static boolean contains(Reply reply, String text) {
		return reply != null && reply.text().contains(text);
	}

	private static Reply send(Server.Application application, String target) throws IOException {
		try (RawHttp http = RawHttp.connect(application.port())) {
			http.send(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1))
				.finish();
			return http.readIfAny("GET");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aRuleHoldsFromTheMomentOfMounting(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			check(application, Row.get("before", "/new/alphabet.txt").status(401));
			check(application, Row.get("before", "/later/alphabet.txt").status(401));
			registry.mount("/new", fixture.path("media"));
			registry.mount("/later", fixture.path("media"));
			check(application, Row.get("public", "/new/alphabet.txt").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("protected", "/later/alphabet.txt").status(401));
			check(application, as("user", Row.get("protected", "/later/alphabet.txt")).status(403));
			registry.unmount("/new");
			check(application, Row.get("after", "/new/alphabet.txt").status(401));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aMountWithinAnotherHasARuleOfItsOwn(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class)) {
			application.context().getBean(MediaRegistry.class).mount("/site/public", fixture.path("media"));
			check(application, Row.get("within", "/site/public/alphabet.txt").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("around it", "/site/publicity").status(401));
		}
	}

	@ParameterizedTest
	@EnumSource
	void contextPathAndServletPathPrecedeThePrefix(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class, "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			check(application, Row.get("public", "/app/mvc/media/alphabet.txt").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("protected", "/app/mvc" + PROTECTED).status(401));
			check(application, Row.get("protected", "/app/mvc/%73ite/private.txt").status(401));
			check(application, as("admin", Row.get("protected", "/app/mvc" + PROTECTED)).status(200));
			check(application, Row.get("a page", "/app/mvc/page").status(401));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsForwardedToIsUnderItsOwnRule(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class)) {
			check(application, Row.get("to public media", "/forward").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("to protected media", "/forward-to-protected").status(401).without("ETag"));
			check(application, as("admin", Row.get("to protected media", "/forward-to-protected")).status(200));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatAnotherServletIsMappedToIsNoMedia(Server server) throws IOException {
		try (Server.Application application = start(server, List.of(Guarded.class, OtherServlets.class))) {
			check(application, Row.get("public", TXT).status(200).body(Fixture.ALPHABET));
			check(application, Row.get("another servlet", "/rest/media/upload").status(401));
			check(application, Row.get("another servlet", "/media/upload").status(401));
			check(application, as("user", Row.get("another servlet", "/media/upload")).status(200).body("servlet"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatAnotherDispatcherServesIsUnderTheSameRule(Server server) throws IOException {
		try (Server.Application application = start(server, List.of(Guarded.class, OtherDispatcher.class))) {
			check(application, Row.get("public", "/other/media/alphabet.txt").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("protected", "/other/site/private.txt").status(401));
			check(application, as("admin", Row.get("protected", "/other/site/private.txt")).status(200));
		}
	}

	@ParameterizedTest
	@EnumSource
	void rulesHoldBesideWhatIsServedBeforeSecurity(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class, "media.dispatch=filter",
				"media.mounts.site.dispatch=mvc")) {
			check(application, Row.get("public", TXT).status(200).without("X-Frame-Options").body(Fixture.ALPHABET));
			check(application, Row.get("protected", PROTECTED).status(401));
			check(application, as("user", Row.get("protected", PROTECTED)).status(403));
			check(application, as("admin", Row.get("protected", PROTECTED)).status(200).body(Fixture.SECRET));
			check(application, Row.get("a page", "/page").status(401));
		}
	}

	/** The mount around it holds the same file, and is served before all rules. */
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("firewalls")
	void noSpellingGetsAroundTheRuleOfAMountWithinOneThatIsServedBeforeSecurity(Server server, Class<?> firewall)
			throws IOException {
		String[] mounts = { "media.mounts.files.url=/files", "media.mounts.files.root=" + directory,
				"media.mounts.files.dispatch=filter", "media.mounts.within.url=/files/site",
				"media.mounts.within.root=" + fixture.path("site") };
		try (Server.Application open = start(server, List.of(Open.class, firewall), mounts);
				Server.Application guarded = start(server, List.of(Guarded.class, firewall), mounts)) {
			check(guarded, Row.get("around it", "/files" + TXT).status(200).body(Fixture.ALPHABET));
			int served = 0;
			for (String target : SPELLINGS) {
				if (target.startsWith("/")) {
					served += compare("/files" + target, open, guarded) ? 1 : 0;
				}
			}
			assertThat(served).as("spellings that are served").isGreaterThan(3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsPermittedWhereNothingIsServed(Server server) throws IOException {
		try (Server.Application application = start(server, Guarded.class, "media.enabled=false")) {
			application.context().getBean(MediaRegistry.class).mount("/page", fixture.path("media"));
			check(application, Row.get("a page", "/page").status(401));
		}
	}

	private static Server.Application start(Server server, Class<?> configuration, String... properties) {
		return start(server, List.of(configuration), properties);
	}

	private static Server.Application start(Server server, List<Class<?>> configurations, String... properties) {
		return server.startSecured(configurations, fixture.properties(properties));
	}

	private static void check(Server.Application application, Row row) throws IOException {
		row.check(application.send(row));
	}

	private static Row as(String user, Row row) {
		return row.with("Authorization", user.equals("admin") ? "Basic YWRtaW46YWRtaW4=" : "Basic dXNlcjp1c2Vy");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pages.class)
	static class Guarded {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers(MediaRequest.toMount("/site"))
					.hasRole("ADMIN")
					.requestMatchers(MediaRequest.toMount("/later"), MediaRequest.toMount("/files/site"))
					.hasRole("ADMIN")
					.requestMatchers(MediaRequest.toAdmin())
					.hasRole("ADMIN")
					.requestMatchers(MediaRequest.toMedia())
					.permitAll()
					.requestMatchers("/forward", "/forward-to-protected")
					.permitAll()
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("user").password("{noop}user").roles("USER").build(),
					User.withUsername("admin").password("{noop}admin").roles("ADMIN").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Open {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Strict {

	}

	@Configuration(proxyBeanMethods = false)
	static class Lenient extends LenientServers {

		@Bean
		HttpFirewall firewall() {
			DefaultHttpFirewall firewall = new DefaultHttpFirewall();
			firewall.setAllowUrlEncodedSlash(true);
			return firewall;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tolerant extends LenientServers {

		@Bean
		HttpFirewall firewall() {
			StrictHttpFirewall firewall = new StrictHttpFirewall();
			firewall.setAllowSemicolon(true);
			firewall.setAllowUrlEncodedSlash(true);
			firewall.setAllowUrlEncodedDoubleSlash(true);
			firewall.setAllowUrlEncodedPercent(true);
			firewall.setAllowUrlEncodedPeriod(true);
			firewall.setAllowBackSlash(true);
			firewall.setAllowNull(true);
			firewall.setAllowUrlEncodedLineFeed(true);
			return firewall;
		}

	}

	/** Servers that let through what they refuse by default. */
	static class LenientServers {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> lenientTomcat() {
			return (factory) -> factory.addConnectorCustomizers((connector) -> {
				connector.setEncodedSolidusHandling("passthrough");
				connector.setEncodedReverseSolidusHandling("passthrough");
				connector.setProperty("relaxedPathChars", "\\");
			});
		}

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> lenientJetty() {
			return (factory) -> factory.addServerCustomizers((server) -> {
				server.getConnectors()[0].getConnectionFactories()
					.stream()
					.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
					.map(HttpConfiguration.ConnectionFactory.class::cast)
					.forEach(
							(connections) -> connections.getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE));
				server.getContainedBeans(ServletContextHandler.class)
					.forEach((handler) -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherServlets {

		@Bean
		ServletRegistrationBean<HttpServlet> other() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
					response.getWriter().write("servlet");
				}

			}, "/rest/*", "/media/upload");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherDispatcher {

		@Bean
		ServletRegistrationBean<DispatcherServlet> otherDispatcher(WebApplicationContext context) {
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context) {

						private static final long serialVersionUID = 1L;

					}, "/other/*");
			registration.setName("otherDispatcher");
			return registration;
		}

	}

	@Controller
	static class Pages {

		@GetMapping("/page")
		@ResponseBody
		String page() {
			return "page";
		}

		@GetMapping("/forward")
		InternalResourceView forward() {
			return new InternalResourceView(TXT);
		}

		@GetMapping("/forward-to-protected")
		InternalResourceView forwardToProtected() {
			return new InternalResourceView(PROTECTED);
		}

	}

}
