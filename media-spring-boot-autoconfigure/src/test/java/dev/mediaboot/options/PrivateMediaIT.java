package dev.mediaboot.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.UserAccess;
import dev.mediaboot.security.AuthorizationManagerAccess;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.web.MediaResponses;
import dev.mediaboot.web.MediaView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that only some users may see, with Spring Security.
 */
@Tag("once")
@ExtendWith(OutputCaptureExtension.class)
public class PrivateMediaIT {

	private static final String INVOICE = "an invoice";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
		fixture.write("invoices/ann/7.txt", INVOICE);
		fixture.write("invoices/bob/8.txt", INVOICE);
		fixture.write("invoices/directory/index.html", "an index");
		fixture.write("invoices/large.bin", Fixture.numbers(Fixture.LARGE));
		fixture.awaitAge();
	}

	private static Server.Application start(Server server, Class<?> configuration, String... more) {
		List<String> properties = new ArrayList<>(List.of("media.mounts.invoices.url=/invoices",
				"media.mounts.invoices.root=" + fixture.path("invoices")));
		properties.addAll(Arrays.asList(more));
		return server.startSecured(List.of(configuration), fixture.properties(properties.toArray(String[]::new)));
	}

	private static Reply get(Server.Application application, String user, String target, String... fields)
			throws IOException {
		return send(application, user, "GET", target, fields);
	}

	private static Reply send(Server.Application application, String user, String method, String target,
			String... fields) throws IOException {
		Row row = Row.of(target, method, target);
		if (!user.isEmpty()) {
			row.with("Authorization", "Basic "
					+ Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
		}
		for (int i = 0; i < fields.length; i += 2) {
			row.with(fields[i], fields[i + 1]);
		}
		return application.send(row);
	}

	private static int status(Server.Application application, String user, String target) throws IOException {
		return get(application, user, target).status();
	}

	@ParameterizedTest
	@EnumSource
	void anonymousUserIsAskedToLogInAndNoAdviceHearsOfIt(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class,
				"media.mounts.invoices.access=authenticated")) {
			for (String target : List.of("/invoices/ann/7.txt", "/invoices/ann/none.txt", "/invoices/")) {
				Reply reply = get(application, "", target);
				assertThat(reply.status()).isEqualTo(401);
				assertThat(reply.field("WWW-Authenticate")).startsWith("Basic");
				assertThat(reply.names()).doesNotContain("ETag", "Last-Modified", "Accept-Ranges");
				assertThat(reply.text()).doesNotContain(Advice.ADVICE);
			}
			Reply known = get(application, "ann", "/invoices/ann/7.txt");
			assertThat(known.text()).isEqualTo(INVOICE);
			assertThat(known.field("Cache-Control")).isEqualTo("private, no-cache");
			assertThat(status(application, "ann", "/invoices/ann/none.txt")).isEqualTo(404);
			assertThat(status(application, "", "/media/alphabet.txt")).isEqualTo(200);
		}
	}

	/**
	 * A browser sends no credentials with it, so Spring Security has to let it through.
	 */
	@ParameterizedTest
	@CsvSource({ "TOMCAT, methods", "JETTY, methods", "TOMCAT, cors", "JETTY, cors" })
	void preflightIsAnsweredFromTheConfigurationOfTheMount(Server server, String permission) throws IOException {
		try (Server.Application application = start(server, Preflights.class, "permission=" + permission,
				"media.mounts.invoices.access=authenticated",
				"media.mounts.invoices.cors.allowed-origins=https://a.example.com",
				"media.mounts.invoices.cors.allowed-headers=Range")) {
			Reply known = null;
			for (String target : List.of("/invoices/ann/7.txt", "/invoices/ann/none.txt")) {
				Reply reply = send(application, "", "OPTIONS", target, "Origin", "https://a.example.com",
						"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "range");
				assertThat(reply.status()).isEqualTo(200);
				assertThat(reply.field("Access-Control-Allow-Origin")).isEqualTo("https://a.example.com");
				assertThat(known == null || reply.names().equals(known.names())).isTrue();
				known = reply;
				assertThat(status(application, "", target)).isEqualTo(401);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void browserIsSentToTheLoginPage(Server server) throws IOException {
		try (Server.Application application = start(server, Form.class, "media.mounts.invoices.access=authenticated")) {
			Reply reply = get(application, "", "/invoices/ann/7.txt", "Accept", "text/html");
			assertThat(reply.status()).isEqualTo(302);
			assertThat(reply.field("Location")).endsWith("/login");
		}
	}

	@ParameterizedTest
	@EnumSource
	void roleIsRequired(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class,
				"media.mounts.invoices.access=role:ACCOUNTING")) {
			assertThat(status(application, "", "/invoices/ann/7.txt")).isEqualTo(401);
			assertThat(status(application, "ann", "/invoices/ann/7.txt")).isEqualTo(403);
			assertThat(status(application, "ann", "/invoices/ann/none.txt")).isEqualTo(403);
			assertThat(status(application, "carl", "/invoices/ann/7.txt")).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void beanIsNamedByTheProperty(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class,
				"media.mounts.invoices.access=ownFolder,authenticated")) {
			assertThat(get(application, "ann", "/invoices/ann/7.txt").text()).isEqualTo(INVOICE);
			assertThat(status(application, "ann", "/invoices/bob/8.txt")).isEqualTo(404);
			assertThat(status(application, "", "/invoices/bob/8.txt")).isEqualTo(401);
			assertThat(status(application, "", "/media/alphabet.txt")).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "manager", "secured" })
	void ruleAsksSpringSecurity(String rule) throws IOException {
		for (Server server : Server.values()) {
			try (Server.Application application = start(server, Basic.class, "media.mounts.invoices.access=" + rule)) {
				assertThat(status(application, "", "/invoices/ann/7.txt")).isEqualTo(401);
				assertThat(status(application, "ann", "/invoices/ann/7.txt")).isEqualTo(403);
				assertThat(status(application, "carl", "/invoices/ann/7.txt")).isEqualTo(200);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void beanAppliesToEveryMountIncludingLaterOnes(Server server) throws IOException {
		try (Server.Application application = start(server, ForAll.class, "media.mounts.site.access=role:ACCOUNTING")) {
			application.context().getBean(MediaRegistry.class).mount("/later", fixture.path("invoices"));
			for (String target : List.of("/media/alphabet.txt", "/site/plain.css", "/later/ann/7.txt")) {
				assertThat(status(application, "", target)).as(target).isEqualTo(401);
			}
			assertThat(status(application, "ann", "/later/ann/7.txt")).isEqualTo(200);
			assertThat(status(application, "ann", "/site/plain.css")).isEqualTo(403);
			assertThat(status(application, "carl", "/site/plain.css")).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void ruleOfThePropertyHoldsForWhatReplacesTheMount(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class,
				"media.mounts.invoices.access=authenticated")) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.remount(Mount.of("/invoices", fixture.path("invoices")));
			registry.remount(registry.find("/invoices"));
			assertThat(registry.find("/invoices").policy().access()).hasSize(1);
			assertThat(status(application, "", "/invoices/ann/7.txt")).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "media.mounts.myFiles", "media.mounts.my_files", "media.mounts.my-files",
			"media.mounts[client.files]", "media.mounts.MYFILES" })
	void ruleIsFoundHoweverTheMountIsNamed(String mount, CapturedOutput output) throws IOException {
		try (Server.Application application = start(Server.TOMCAT, Basic.class, mount + ".url=/named",
				mount + ".root=" + fixture.path("invoices"), mount + ".access=authenticated",
				"logging.level.dev.mediaboot=INFO")) {
			assertThat(status(application, "", "/named/ann/7.txt")).isEqualTo(401);
			assertThat(status(application, "ann", "/named/ann/7.txt")).isEqualTo(200);
			assertThat(output).doesNotContain("Unknown propert");
		}
	}

	@ParameterizedTest
	@EnumSource
	void unmountedFilesDoNotPassToTheMountAround(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.mount("/outer", fixture.path("."));
			registry.mount(Mount.of("/outer/invoices", fixture.path("invoices")).withAccess((request) -> Decision.HIDE))
				.close();
			assertThat(status(application, "", "/outer/media/alphabet.txt")).isEqualTo(200);
			assertThat(status(application, "", "/outer/invoices/ann/7.txt")).isEqualTo(404);
		}
	}

	@Test
	void handleOfAMountThatWasCustomizedStillUnmounts() throws IOException {
		try (Server.Application application = start(Server.TOMCAT, EarlyMount.class)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			assertThat(status(application, "", "/early/ann/7.txt")).isEqualTo(401);
			application.context().getBean(MediaRegistry.Registration.class).close();
			assertThat(registry.find("/early")).isNull();
		}
	}

	@Test
	void rulesAreAddedToThoseThatAMountNamesTwice() {
		MediaAccess rule = (request) -> Decision.ALLOW;
		assertThat(Mount.of("/twice", (path) -> null).withAccess(rule, rule).policy().access()).containsExactly(rule);
	}

	@Test
	void unknownRuleStopsTheStart() {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> start(Server.TOMCAT, Basic.class, "media.mounts.invoices.access=role:").close())
			.withMessageContaining("'media.mounts.invoices.access'")
			.withMessageContaining("'role:' names no role");
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> start(Server.TOMCAT, Basic.class, "media.mounts.invoices.access=").close())
			.withMessageContaining("'media.mounts.invoices.access' is empty");
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> start(Server.TOMCAT, Basic.class, "media.mounts.invoices.access=autenticated").close())
			.withMessageContaining("'media.mounts.invoices.access'")
			.withMessageContaining("'autenticated'");
	}

	@Test
	void ruleAboutUsersStopsTheStartBeforeSecurity() {
		for (String rule : List.of("authenticated", "role:X", "ownFolder", "manager")) {
			assertThatExceptionOfType(InvalidMountException.class)
				.isThrownBy(() -> start(Server.TOMCAT, Basic.class, "media.mounts.invoices.access=" + rule,
						"media.mounts.invoices.dispatch=filter")
					.close())
				.withMessageContaining("need to know the user");
		}
		try (Server.Application application = start(Server.TOMCAT, Basic.class)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			Mount mount = Mount.of("/more", fixture.path("invoices"))
				.withDispatch(Mount.Dispatch.FILTER)
				.withAccess((UserAccess) (request, user) -> Decision.ALLOW);
			assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> registry.mount(mount));
			assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> registry.remount(mount));
		}
	}

	@ParameterizedTest
	@EnumSource
	void internalFilesAreReachedByControllersOnly(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class, "media.mounts.invoices.access=internal")) {
			assertThat(status(application, "carl", "/invoices/ann/7.txt")).isEqualTo(404);
			Reply reply = get(application, "ann", "/my?name=7.txt");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.text()).isEqualTo(INVOICE);
			assertThat(reply.names()).contains("ETag", "Last-Modified").doesNotContain("Content-Language");
			assertThat(reply.field("Cache-Control")).isEqualTo("private, no-cache");
			assertThat(status(application, "ann", "/my?name=none.txt")).isEqualTo(404);
			assertThat(status(application, "ann", "/my?name=..%2Fbob%2F8.txt")).isEqualTo(404);
			assertThat(status(application, "ann", "/my?name=7.txt%2F..%2F7.txt")).isEqualTo(404);
			assertThat(status(application, "", "/my?name=7.txt")).isEqualTo(401);
			assertThat(get(application, "ann", "/forwarded").text()).isEqualTo(INVOICE);
			// A redirect would show the client a URL that it cannot use.
			Reply index = get(application, "ann", "/forwarded-to-directory?page=2");
			assertThat(index.status()).isEqualTo(200);
			assertThat(index.text()).isEqualTo("an index");
		}
	}

	@ParameterizedTest
	@EnumSource
	void fileOfControllerIsAnsweredLikeAnyOther(Server server) throws IOException {
		try (Server.Application application = start(server, Basic.class, "media.mounts.invoices.access=internal")) {
			Reply part = get(application, "ann", "/large", "Range", "bytes=100-199");
			assertThat(part.status()).isEqualTo(206);
			assertThat(part.field("Content-Range")).isEqualTo("bytes 100-199/" + Fixture.LARGE);
			Reply whole = get(application, "ann", "/large");
			assertThat(whole.body()).isEqualTo(Fixture.numbers(Fixture.LARGE));
			assertThat(whole.field("Content-Disposition")).contains("filename*=UTF-8''R%C3%A9sum%C3%A9%20%22a%22.bin");
			assertThat(get(application, "ann", "/large", "If-None-Match", whole.field("ETag")).status()).isEqualTo(304);
			Reply head = send(application, "ann", "HEAD", "/large");
			assertThat(head.field("Content-Length")).isEqualTo(String.valueOf(Fixture.LARGE));
			assertThat(head.body()).isEmpty();
			Reply posted = send(application, "ann", "POST", "/export", "Range", "bytes=0-0", "If-None-Match", "*",
					"Content-Length", "0");
			assertThat(posted.status()).isEqualTo(200);
			assertThat(posted.text()).isEqualTo(INVOICE);
			Reply other = get(application, "ann", "/large", "Origin", "https://page.example");
			assertThat(other.field("Access-Control-Allow-Origin")).isEqualTo("https://page.example");
			assertThat(status(application, "ann", "/restricted")).isEqualTo(418);
			assertThat(status(application, "carl", "/restricted")).isEqualTo(200);
			assertThat(status(application, "carl", "/asked-again")).isEqualTo(404);
			assertThat(status(application, "carl", "/forwarded-to-controller")).isEqualTo(404);
			assertThat(get(application, "carl", "/cached").field("Cache-Control")).isEqualTo("max-age=60");
			assertThat(get(application, "carl", "/public").field("Cache-Control")).isEqualTo("private, no-cache");
			Reply index = get(application, "carl", "/index");
			assertThat(index.status()).isEqualTo(200);
			assertThat(index.text()).isEqualTo("index");
			application.context()
				.getBean(MediaRegistry.class)
				.remount(Mount.of("/site", fixture.path("site")).withCacheControl(CacheControl.noStore()));
			assertThat(get(application, "carl", "/public").field("Cache-Control")).isEqualTo("no-store");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Files.class, Advice.class, Forwarding.class })
	@EnableMethodSecurity
	static class Basic {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
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

		@Bean(defaultCandidate = false)
		UserAccess ownFolder() {
			return (request, user) -> {
				Principal principal = user.principal();
				if (principal == null) {
					return Decision.CHALLENGE;
				}
				List<String> names = request.path().segments();
				return (names.size() > 1 && names.get(0).equals(principal.getName())) ? Decision.ALLOW : Decision.HIDE;
			};
		}

		@Bean(defaultCandidate = false)
		MediaAccess manager() {
			return AuthorizationManagerAccess.of(AuthorityAuthorizationManager.hasRole("ACCOUNTING"));
		}

		@Bean(defaultCandidate = false)
		MediaAccess secured(Accounting accounting) {
			return AuthorizationManagerAccess.of((authentication, request) -> accounting.check());
		}

		@Bean
		Accounting accounting() {
			return new Accounting();
		}

	}

	public static class Accounting {

		@PreAuthorize("hasRole('ACCOUNTING')")
		public AuthorizationDecision check() {
			return new AuthorizationDecision(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Preflights {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, @Value("${permission}") String permission) throws Exception {
			if (permission.equals("cors")) {
				http.cors(Customizer.withDefaults());
			}
			else {
				http.authorizeHttpRequests(
						(requests) -> requests.requestMatchers(HttpMethod.OPTIONS, "/invoices/**").permitAll());
			}
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Form {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Basic.class)
	static class ForAll {

		@Bean
		UserAccess everybody() {
			return (request, user) -> (user.principal() != null) ? Decision.ALLOW : Decision.CHALLENGE;
		}

	}

	@RestController
	public static class Files {

		private final MediaResponses media;

		public Files(MediaResponses media) {
			this.media = media;
		}

		@GetMapping("/my")
		@PreAuthorize("isAuthenticated()")
		public MediaView my(@RequestParam String name, Principal user) {
			return this.media.ofNames("/invoices", user.getName(), name);
		}

		@GetMapping("/large")
		@CrossOrigin("https://page.example")
		public MediaView large() {
			return this.media.of("/invoices", "large.bin").withDownload("Résumé \"a\".bin");
		}

		@PostMapping("/export")
		public MediaView export() {
			return this.media.of("/invoices", "ann/7.txt");
		}

		@GetMapping("/restricted")
		public MediaView restricted(Principal user) {
			if (!user.getName().equals("carl")) {
				throw new IllegalStateException("for carl only");
			}
			return this.media.of("/invoices", "ann/7.txt");
		}

		@GetMapping("/cached")
		public MediaView cached() {
			return this.media.of("/invoices", "ann/7.txt").withCacheControl(CacheControl.maxAge(Duration.ofMinutes(1)));
		}

		/** A directory whose URL nobody knows. */
		@GetMapping("/index")
		public MediaView index() {
			return this.media.of("/site", "docs");
		}

		@GetMapping("/public")
		public MediaView ofPublicMount() {
			return this.media.of("/site", "plain.css");
		}

		@GetMapping("/asked-again")
		public MediaView askedAgain() {
			return this.media.of("/invoices", "ann/7.txt").withAccessOfMount();
		}

	}

	/** Mounts before the customizers are there. */
	@Configuration(proxyBeanMethods = false)
	@Import(ForAll.class)
	static class EarlyMount {

		@Bean(destroyMethod = "")
		MediaRegistry.Registration early(MediaRegistry registry) {
			return registry.mount("/early", fixture.path("invoices"));
		}

	}

	@Controller
	static class Forwarding {

		@GetMapping("/forwarded-to-controller")
		String forwardedToController() {
			return "forward:/asked-again";
		}

		@GetMapping("/forwarded")
		String forwarded() {
			return "forward:/invoices/ann/7.txt";
		}

		@GetMapping("/forwarded-to-directory")
		String forwardedToDirectory() {
			return "forward:/invoices/directory";
		}

	}

	@RestControllerAdvice
	static class Advice {

		static final String ADVICE = "the advice of the application";

		@ExceptionHandler(Exception.class)
		ResponseEntity<String> handle(Exception ex) throws Exception {
			if (ex instanceof AccessDeniedException) {
				throw ex;
			}
			return ResponseEntity.status(418).body(ADVICE);
		}

	}

}
