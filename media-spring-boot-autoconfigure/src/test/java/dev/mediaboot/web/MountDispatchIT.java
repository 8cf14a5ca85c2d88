package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.view.InternalResourceView;

/**
 * Mounts that are served before the application and mounts that are served behind its
 * filters, side by side and within each other.
 */
class MountDispatchIT {

	private static final String TXT = "alphabet.txt";

	/** Told by each request that came as far as the application. */
	private static final String SEEN = "Seen";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
	}

	@ParameterizedTest
	@EnumSource
	void eachMountGoesItsOwnWay(Server server) throws IOException {
		try (Server.Application application = start(server, "media.mounts.site.dispatch=filter")) {
			behind(application, "/media/" + TXT);
			before(application, "/site/plain.css");
			check(application, Row.get("missing", "/site/missing.css").status(404).without(SEEN));
			check(application, Row.get("refused", "/site/.hidden").status(404).without(SEEN));
			check(application, Row.get("an application's path", "/page").status(404).field(SEEN, "yes"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void theLongestPrefixIsFoundBeforeItsDispatchIsLookedAt(Server server) throws IOException {
		try (Server.Application application = start(server, "media.dispatch=filter")) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.mount(mount("/media/private").withDispatch(Mount.Dispatch.MVC));
			registry.mount(mount("/media/private/open"));
			before(application, "/media/" + TXT);
			behind(application, "/media/private/" + TXT);
			behind(application, "/media/%70rivate/" + TXT);
			behind(application, "/%6dedia/privat%65/" + TXT);
			before(application, "/media/private/open/" + TXT);
			check(application, Row.get("missing", "/media/private/none.txt").status(404).field(SEEN, "yes"));
			check(application, Row.get("a longer name", "/media/privateer/none.txt").status(404).without(SEEN));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsMountedLaterGoesItsOwnWayAtOnce(Server server) throws IOException {
		try (Server.Application application = start(server)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.mount(mount("/later").withDispatch(Mount.Dispatch.FILTER));
			before(application, "/later/" + TXT);
			registry.remount(mount("/later"));
			behind(application, "/later/" + TXT);
			registry.remount(mount("/later").withDispatch(Mount.Dispatch.FILTER));
			before(application, "/later/" + TXT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aMountThatIsBoundToAHostGoesItsOwnWayThere(Server server) throws IOException {
		try (Server.Application application = start(server)) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.mount(mount("https://media.example.com/media").withDispatch(Mount.Dispatch.FILTER));
			behind(application, "/media/" + TXT);
			check(application,
					Row.get("bound", "/media/" + TXT)
						.with("Host", "media.example.com")
						.status(200)
						.without(SEEN)
						.body(Fixture.ALPHABET));
		}
	}

	@ParameterizedTest
	@EnumSource
	void contextPathAndServletPathPrecedeThePrefix(Server server) throws IOException {
		try (Server.Application application = start(server, "media.dispatch=filter", "media.mounts.site.dispatch=mvc",
				"server.servlet.context-path=/app", "spring.mvc.servlet.path=/mvc")) {
			before(application, "/app/mvc/media/" + TXT);
			behind(application, "/app/mvc/site/plain.css");
			for (String target : List.of("/app/media/" + TXT, "/media/" + TXT, "/mvc/media/" + TXT)) {
				check(application, Row.get("no media", target).status(404));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatAnotherDispatcherServesIsBehindTheFilters(Server server) throws IOException {
		try (Server.Application application = start(server, List.of(OtherDispatcher.class), "media.dispatch=filter")) {
			before(application, "/media/" + TXT);
			behind(application, "/other/media/" + TXT);
		}
	}

	/** No filter of ours is there, and the rules of the application are. */
	@ParameterizedTest
	@EnumSource
	void whatIsForwardedToIsServedUnderTheRulesOfTheApplication(Server server) throws IOException {
		try (Server.Application application = server.startSecured(List.of(Pages.class, Rules.class, Seeing.class),
				properties("media.dispatch=filter"))) {
			check(application, Row.get("forward", "/forward").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("async", "/async").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("to what a path rule denies", "/forward-to-denied").status(403).without("ETag"));
			check(application, Row.get("to what a path rule denies", "/async-to-denied").status(403).without("ETag"));
			before(application, "/site/plain.css");
		}
	}

	private static Mount mount(String url) {
		return Mount.of(url, fixture.path("media"));
	}

	private static Server.Application start(Server server, String... properties) {
		return start(server, List.of(), properties);
	}

	private static Server.Application start(Server server, List<Class<?>> more, String... properties) {
		List<Class<?>> configurations = new ArrayList<>(more);
		configurations.add(Seeing.class);
		return server.start(configurations, properties(properties));
	}

	private static String[] properties(String... more) {
		return fixture.properties(more);
	}

	private static void before(Server.Application application, String target) throws IOException {
		check(application, Row.get("before", target).status(200).without(SEEN));
	}

	private static void behind(Server.Application application, String target) throws IOException {
		check(application, Row.get("behind", target).status(200).field(SEEN, "yes"));
	}

	private static void check(Server.Application application, Row row) throws IOException {
		row.check(application.send(row));
	}

	@Configuration(proxyBeanMethods = false)
	static class Seeing {

		@Bean
		FilterRegistrationBean<Filter> seeing() {
			return new FilterRegistrationBean<>((request, response, chain) -> {
				((HttpServletResponse) response).setHeader(SEEN, "yes");
				chain.doFilter(request, response);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/site/**").denyAll().anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherDispatcher {

		@Bean
		ServletRegistrationBean<DispatcherServlet> otherDispatcher(WebApplicationContext context) {
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/other/*");
			registration.setName("otherDispatcher");
			return registration;
		}

	}

	@Controller
	static class Pages {

		@GetMapping("/forward")
		InternalResourceView forward() {
			return new InternalResourceView("/media/" + TXT);
		}

		@GetMapping("/forward-to-denied")
		InternalResourceView forwardToDenied() {
			return new InternalResourceView("/site/plain.css");
		}

		@GetMapping("/async")
		void async(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext context = request.startAsync(request, response);
			context.dispatch("/media/" + TXT);
		}

		@GetMapping("/async-to-denied")
		void asyncToDenied(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext context = request.startAsync(request, response);
			context.dispatch("/site/plain.css");
		}

	}

}
