package dev.mediaboot.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import dev.mediaboot.transfer.Transfers;
import dev.mediaboot.web.AnswerListener;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MountResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletConfig;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.web.access.AuthorizationManagerWebInvocationPrivilegeEvaluator;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MediaRequest}.
 */
class MediaRequestTests {

	private static final MediaStore EMPTY = (path) -> null;

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
				MediaJettyAutoConfiguration.class, NoOpMediaAutoConfiguration.class));

	@Test
	void toMediaMatchesWhatBelongsToAnyMount() {
		run("/media", "https://media.example.com/m", (context) -> {
			RequestMatcher matcher = MediaRequest.toMedia();
			assertThat(matcher.matches(request(context, "/media/a.txt"))).isTrue();
			assertThat(matcher.matches(request(context, "/media"))).isTrue();
			assertThat(matcher.matches(request(context, "/mediathek"))).isFalse();
			assertThat(matcher.matches(request(context, "/"))).isFalse();
			assertThat(matcher.matches(request(context, "/m/a.txt"))).isFalse();
			MockHttpServletRequest bound = request(context, "/m/a.txt");
			bound.setServerName("media.example.com");
			assertThat(matcher.matches(bound)).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%6dedia/a.txt", "/media/%61.txt", "/media/..", "/media/../a.txt", "/media/%2e%2e/a.txt",
			"/media//a.txt", "/media/a.txt;x=1", "/media/;/a.txt", "/media/.hidden", "/media/a%00b", "/media/%2f",
			"/media/%5c", "/media/%c0%ae", "/media/%zz", "/media/" })
	void everySpellingThatIsAskedForMatches(String uri) {
		run("/media", (context) -> {
			assertThat(MediaRequest.toMedia().matches(request(context, uri))).isTrue();
			assertThat(MediaRequest.toMount("/media").matches(request(context, uri))).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/MEDIA/a.txt", "//media/a.txt", "/./media/a.txt", "/x/../media/a.txt", "/media;x=1/a.txt",
			"/;/media/a.txt", "/%2fmedia/a.txt", "/media%2fa.txt", "/%256dedia/a.txt" })
	void whatIsNotServedDoesNotMatch(String uri) {
		run("/media", (context) -> assertThat(MediaRequest.toMedia().matches(request(context, uri))).isFalse());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/css", "css", "/css/", "//css//", "/%63ss" })
	void toMountMatchesHoweverThePrefixIsWritten(String url) {
		run("/css", "/js", (context) -> {
			RequestMatcher matcher = MediaRequest.toMount(url);
			assertThat(matcher.matches(request(context, "/css/a.css"))).isTrue();
			assertThat(matcher.matches(request(context, "/js/a.js"))).isFalse();
		});
	}

	@Test
	void toMountIsAboutTheMountWithTheLongestPrefix() {
		run("/media", "/media/private", (context) -> {
			assertThat(MediaRequest.toMount("/media").matches(request(context, "/media/private/a.txt"))).isFalse();
			assertThat(MediaRequest.toMount("/media/private").matches(request(context, "/media/private/a.txt")))
				.isTrue();
			assertThat(MediaRequest.toMount("/media").matches(request(context, "/media/privateer.txt"))).isTrue();
		});
	}

	@Test
	void toMountDistinguishesHosts() {
		run("https://media.example.com/m", "/m", (context) -> {
			MockHttpServletRequest bound = request(context, "/m/a.txt");
			bound.setServerName("MEDIA.example.com");
			assertThat(MediaRequest.toMount("http://media.example.com:8080/m/").matches(bound)).isTrue();
			assertThat(MediaRequest.toMount("/m").matches(bound)).isFalse();
			assertThat(MediaRequest.toMount("/m").matches(request(context, "/m/a.txt"))).isTrue();
		});
	}

	@Test
	void toMountBeginsToMatchWhenItIsMountedAndThenEnds() {
		run("/media", (context) -> {
			MediaRegistry registry = context.getBean(MediaRegistry.class);
			RequestMatcher matcher = MediaRequest.toMount("/later");
			assertThat(matcher.matches(request(context, "/later/a.txt"))).isFalse();
			try (MediaRegistry.Registration later = registry.mount("/later", EMPTY)) {
				assertThat(matcher.matches(request(context, "/later/a.txt"))).isTrue();
				registry.remount(later.mount().withContent(Mount.Content.USER));
				assertThat(matcher.matches(request(context, "/later/a.txt"))).isTrue();
			}
			registry.unmount("/later");
			assertThat(matcher.matches(request(context, "/later/a.txt"))).isFalse();
		});
	}

	@Test
	void allRulesDecideAboutOneRequestAlike() {
		run("/media", (context) -> {
			MockHttpServletRequest request = request(context, "/later/a.txt");
			assertThat(MediaRequest.toMount("/later").matches(request)).isFalse();
			context.getBean(MediaRegistry.class).mount("/later", EMPTY);
			assertThat(MediaRequest.toMedia().matches(request)).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/css/**", "/c?s", "/{name}", "/css#a", "/../css", "/.css", "/a;b", "/%zz",
			"ftp://example.com/css", "https://media.example.com", "https:///css", "https://a@example.com/css" })
	void toMountRefusesWhatCannotBeMounted(String url) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaRequest.toMount(url))
			.withMessageContaining("'" + url + "'")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'/media/'"));
	}

	@Test
	void toAdminMatchesTheMountOfTheProperty() {
		this.runner.withPropertyValues("media.admin-prefix=admin-media/").run(dispatched((context) -> {
			context.getBean(MediaRegistry.class).mount("/media", EMPTY);
			RequestMatcher matcher = MediaRequest.toAdmin();
			assertThat(matcher.matches(request(context, "/admin-media/admin.css"))).isTrue();
			assertThat(matcher.matches(request(context, "/admin-media/../x"))).isTrue();
			assertThat(matcher.matches(request(context, "/media/admin.css"))).isFalse();
			assertThat(matcher.matches(request(context, "/admin"))).isFalse();
		}));
	}

	@Test
	void toAdminMatchesWhatReplacesTheAdminsMount() {
		this.runner.withPropertyValues("media.admin-prefix=/admin-media").run(dispatched((context) -> {
			context.getBean(MediaRegistry.class).remount(Mount.of("/admin-media", EMPTY));
			assertThat(MediaRequest.toAdmin().matches(request(context, "/admin-media/admin.css"))).isTrue();
		}));
	}

	@Test
	void toAdminMatchesNothingWithoutTheProperty() {
		run("/admin-media",
				(context) -> assertThat(MediaRequest.toAdmin().matches(request(context, "/admin-media/admin.css")))
					.isFalse());
	}

	@ParameterizedTest
	@EnumSource
	void whatIsServedInADispatchMatchesInIt(DispatcherType dispatch) {
		run("/media", (context) -> {
			MockHttpServletRequest request = request(context, "/media/a.txt");
			request.setDispatcherType(dispatch);
			boolean part = dispatch == DispatcherType.INCLUDE || dispatch == DispatcherType.ERROR;
			assertThat(MediaRequest.toMedia().matches(request)).isEqualTo(!part);
			assertThat(MediaRequest.toMount("/media").matches(request)).isEqualTo(!part);
		});
	}

	@Test
	void whatARequestIsForwardedToIsDecidedAnew() {
		run("/media", (context) -> {
			MockHttpServletRequest request = request(context, "/forward");
			assertThat(MediaRequest.toMedia().matches(request)).isFalse();
			request.setDispatcherType(DispatcherType.FORWARD);
			request.setRequestURI("/media/a.txt");
			assertThat(MediaRequest.toMedia().matches(request)).isTrue();
		});
	}

	@Test
	void contextPathAndServletPathPrecedeThePrefix() {
		run("/media", (context) -> {
			MockHttpServletRequest request = request(context, "/app/mvc/media/a.txt");
			request.setContextPath("/app");
			request.setServletPath("/mvc");
			request.setHttpServletMapping(
					new MockHttpServletMapping("media/a.txt", "/mvc/*", "dispatcherServlet", MappingMatch.PATH));
			assertThat(MediaRequest.toMedia().matches(request)).isTrue();
			request.setRequestURI("/app/media/a.txt");
			assertThat(MediaRequest.toMedia().matches(request)).isFalse();
		});
	}

	@Test
	void nothingMatchesWhenSwitchedOff() {
		this.runner.withPropertyValues("media.enabled=false", "media.admin-prefix=/a?b").run(dispatched((context) -> {
			context.getBean(MediaRegistry.class).mount("/media", EMPTY);
			assertNothingMatches(context);
		}));
	}

	@Test
	void nothingMatchesWithoutARegistry() {
		new WebApplicationContextRunner().run(dispatched(MediaRequestTests::assertNothingMatches));
	}

	/** By a forward, by another servlet, in a test without server. */
	@Test
	void whatIsServedBeforeSecurityMatchesWhereItGetsThere() {
		this.runner.withPropertyValues("media.dispatch=filter").run(dispatched((context) -> {
			context.getBean(MediaRegistry.class).mount("/media", EMPTY);
			MockHttpServletRequest request = request(context, "/media/a.txt");
			request.setDispatcherType(DispatcherType.FORWARD);
			assertThat(MediaRequest.toMedia().matches(request)).isTrue();
			assertThat(MediaRequest.toMount("/media").matches(request)).isTrue();
		}));
	}

	@Test
	void nothingMatchesOnAManagementPort() {
		run("/media", (parent) -> {
			MockServletContext servlets = new MockServletContext();
			ServletWebServerApplicationContext context = new ServletWebServerApplicationContext();
			context.setServerNamespace("management");
			context.setParent(parent);
			servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
			assertThat(MediaRequest.toMedia().matches(request(servlets, "/media/a.txt"))).isFalse();
			assertThat(MediaRequest.toMount("/media").matches(request(servlets, "/media/a.txt"))).isFalse();
		});
	}

	@Test
	void mediaOfAParentMatchesInItsChildWhereItIsServedToo() {
		run("/media", (parent) -> {
			GenericWebApplicationContext child = new GenericWebApplicationContext(new MockServletContext());
			child.setParent(parent);
			child.refresh();
			dispatch(child);
			assertThat(MediaRequest.toMount("/media").matches(request(child.getServletContext(), "/media/a.txt")))
				.isTrue();
		});
	}

	@Test
	void mediaOfTheContextOfADispatcherMatches() {
		run("/media", (context) -> {
			ServletContext servlets = context.getServletContext();
			GenericWebApplicationContext root = new GenericWebApplicationContext(servlets);
			root.refresh();
			servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, root);
			assertThat(MediaRequest.toMount("/media").matches(request(servlets, "/media/a.txt"))).isTrue();
		});
	}

	/**
	 * A rule asks what the dispatcher asks, and the application may have replaced that.
	 */
	@Test
	void mountOfAMappingOfTheApplicationMatches() {
		MediaRegistry own = MediaRegistry.create(MediaStores.factory());
		own.mount(Mount.of("/invoices", EMPTY));
		this.runner
			.withBean(MediaHandlerMapping.class,
					() -> new MediaHandlerMapping(new MountResolver(own),
							new MediaRequestHandler(new Responder(Clock.systemUTC(), AnswerListener.NONE), List.of(),
									(request, failure) -> true, false, AnswerListener.NONE,
									new Transfers(Duration.ofMinutes(1)))))
			.run(dispatched((context) -> assertThat(
					MediaRequest.toMount("/invoices").matches(request(context, "/invoices/a.pdf")))
				.isTrue()));
	}

	/** As the tags of templates ask, for links that not everybody may follow. */
	@Test
	void questionAboutAUrlIsAnswered() {
		run("/media", (context) -> {
			RequestMatcher matcher = MediaRequest.toMount("/media");
			AuthorizationManagerWebInvocationPrivilegeEvaluator evaluator = new AuthorizationManagerWebInvocationPrivilegeEvaluator(
					(authentication, request) -> new AuthorizationDecision(matcher.matches(request)));
			evaluator.setServletContext(context.getServletContext());
			assertThat(evaluator.isAllowed("/media/a.txt", null)).isTrue();
			assertThat(evaluator.isAllowed("/elsewhere", null)).isFalse();
		});
	}

	@Test
	void questionAboutAUrlBelowThePathOfTheServletIsAnswered() {
		this.runner.withConfiguration(AutoConfigurations.of(MediaSecurityAutoConfiguration.class))
			.withBean(DispatcherServletPath.class, () -> () -> "/mvc")
			.run(dispatched((context) -> {
				context.getBean(MediaRegistry.class).mount("/media", EMPTY);
				RequestMatcher matcher = MediaRequest.toMount("/media");
				AuthorizationManagerWebInvocationPrivilegeEvaluator evaluator = new AuthorizationManagerWebInvocationPrivilegeEvaluator(
						(authentication, request) -> new AuthorizationDecision(matcher.matches(request)));
				evaluator.setServletContext(context.getServletContext());
				assertThat(evaluator.isAllowed("/mvc/media/a.txt", null)).isTrue();
				assertThat(evaluator.isAllowed("/media/a.txt", null)).isFalse();
			}));
	}

	@Test
	void requestOfATestWithoutServerMatches() {
		run("/media", (context) -> {
			RequestMatcher matcher = MediaRequest.toMedia();
			Filter filter = (request, response, chain) -> ((HttpServletResponse) response)
				.setStatus(matcher.matches((HttpServletRequest) request) ? 200 : 401);
			MockMvcTester mvc = MockMvcTester.from(context, (builder) -> builder.addFilters(filter).build());
			assertThat(mvc.get().uri("/media/a.txt")).hasStatus(200);
			assertThat(mvc.get().uri("/elsewhere")).hasStatus(401);
		});
	}

	@Test
	void matchersDescribeThemselves() {
		assertThat(List.of(MediaRequest.toMedia(), MediaRequest.toMount("css/"), MediaRequest.toAdmin()))
			.map(Object::toString)
			.containsExactly("MediaRequest.toMedia()", "MediaRequest.toMount(\"css/\")", "MediaRequest.toAdmin()");
	}

	private static void assertNothingMatches(WebApplicationContext context) {
		for (RequestMatcher matcher : List.of(MediaRequest.toMedia(), MediaRequest.toMount("/media"),
				MediaRequest.toAdmin())) {
			assertThat(matcher.matches(request(context, "/media/a.txt"))).as(matcher.toString()).isFalse();
		}
	}

	private void run(String mounted, ContextConsumer<WebApplicationContext> consumer) {
		run(mounted, mounted, consumer);
	}

	private void run(String mounted, String mountedToo, ContextConsumer<WebApplicationContext> consumer) {
		this.runner.run(dispatched((context) -> {
			MediaRegistry registry = context.getBean(MediaRegistry.class);
			registry.remount(Mount.of(mounted, EMPTY));
			registry.remount(Mount.of(mountedToo, EMPTY));
			consumer.accept(context);
		}));
	}

	/** As it is when a first request has come to the server. */
	private static ContextConsumer<AssertableWebApplicationContext> dispatched(
			ContextConsumer<WebApplicationContext> consumer) {
		return (context) -> {
			dispatch(context);
			consumer.accept(context);
		};
	}

	private static void dispatch(WebApplicationContext context) throws ServletException {
		ServletContext servlets = context.getServletContext();
		servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
		new DispatcherServlet(context).init(new MockServletConfig(servlets, "dispatcherServlet"));
	}

	private static MockHttpServletRequest request(WebApplicationContext context, String uri) {
		return request(context.getServletContext(), uri);
	}

	private static MockHttpServletRequest request(ServletContext servlets, String uri) {
		MockHttpServletRequest request = new MockHttpServletRequest(servlets, "GET", uri);
		request.setHttpServletMapping(new MockHttpServletMapping("", "/", "dispatcherServlet", MappingMatch.DEFAULT));
		return request;
	}

}
