package dev.mediaboot.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import dev.mediaboot.MediaUrls;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.VouchedStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.view.InternalResourceView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications of other shapes: each of them serves media alike, and keeps the rest to
 * itself.
 */
class DeploymentIT {

	private static final String TXT = "/media/alphabet.txt";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
	}

	@ParameterizedTest
	@EnumSource
	void contextPathAndServletPathPrecedeThePrefix(Server server) throws IOException {
		try (Server.Application application = start(server, "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			check(application, Row.get("a file", "/app/mvc/media/alphabet.txt").status(200).body(Fixture.ALPHABET));
			check(application, Row.get("without the servlet", "/app/media/alphabet.txt").status(404).without("ETag"));
			check(application, Row.get("without the context", "/mvc/media/alphabet.txt").status(404).without("ETag"));
			check(application, Row.get("without either", TXT).status(404).without("ETag"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void linksOfEveryMountLeadToItsFiles(Server server) throws IOException {
		try (Server.Application application = start(server, "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			MediaUrls urls = application.context().getBean(MediaUrls.class);
			check(application, Row.get("a link", urls.url("alphabet.txt")).status(200).body(Fixture.ALPHABET));
			check(application,
					Row.get("its mount named", urls.url("/media", "alphabet.txt")).status(200).body(Fixture.ALPHABET));
			check(application, Row.get("another mount", urls.url("site/", "/plain.css")).status(200).body("css"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectsStayBelowContextPathAndServletPath(Server server) throws IOException {
		try (Server.Application application = start(server, "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			check(application,
					Row.get("a directory", "/app/mvc/site/docs?a=b")
						.with("Host", "evil.example")
						.status(301)
						.field("Location", "/app/mvc/site/docs/?a=b"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectsNeverLeadToAnotherHost(Server server) throws IOException {
		try (Server.Application application = start(server, "server.servlet.context-path=/app")) {
			for (String target : List.of("//app/site/docs", "/app//site/docs", "//evil.example/app/site/docs",
					"/evil.example//..//app/site/docs", "/./app/site/docs", "/%61pp/site/docs", "/x/../app/site/docs",
					"/app/%73ite/docs", "/app/site//docs")) {
				check(application, Row.get("no host in " + target, target)
					// 500 is Spring's own answer to a context path that is not written
					// as it is configured, before any mapping is asked.
					.statusIn(301, 400, 404, 500)
					.expect((reply) -> assertThat(reply.all("Location"))
						.allMatch((location) -> location.matches("/[^/\\\\].*"))));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectsBelowThePrefixOfAProxy(Server server) throws IOException {
		try (Server.Application application = start(server, "server.forward-headers-strategy=framework",
				"server.servlet.context-path=/app")) {
			check(application,
					Row.get("a prefix", "/app/site/docs")
						.with("X-Forwarded-Prefix", "/outer")
						.with("X-Forwarded-Host", "evil.example")
						.status(301)
						.field("Location", "/outer/site/docs/"));
			check(application,
					Row.get("a file below the prefix of a proxy", "/app/media/alphabet.txt")
						.with("X-Forwarded-Prefix", "/outer")
						.status(200)
						.body(Fixture.ALPHABET));
			check(application,
					Row.get("a prefix that begins like a host", "/app/site/docs")
						.with("X-Forwarded-Prefix", "//evil.example")
						.expect((reply) -> assertThat(reply.field("Location")).matches("/[^/\\\\].*")));
			check(application,
					Row.get("a prefix that browsers read as a host", "/app/site/docs")
						.with("X-Forwarded-Prefix", "/\\evil.example")
						.expect((reply) -> assertThat(reply.field("Location")).matches("/[^/\\\\].*")));
		}
	}

	@ParameterizedTest
	@EnumSource
	void enableWebMvcChangesNothing(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(OwnMvc.class), fixture.properties())) {
			check(application, Row.get("a file", TXT).status(200).body(Fixture.ALPHABET));
			check(application, Row.get("nothing", "/media/missing.txt").status(404).body(""));
			check(application, Row.of("a method", "POST", TXT).status(405).field("Allow", "GET, HEAD, OPTIONS"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void theStaticResourcesOfTheApplicationMayBeOff(Server server) throws IOException {
		try (Server.Application application = start(server, "spring.web.resources.add-mappings=false")) {
			check(application, Row.get("a file", TXT).status(200).body(Fixture.ALPHABET));
			check(application, Row.get("nothing", "/media/missing.txt").status(404).body(""));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aControllerOfEverythingGetsEverythingElse(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(CatchAll.class), fixture.properties())) {
			check(application, Row.get("a file", TXT).status(200).body(Fixture.ALPHABET));
			check(application, Row.get("nothing", "/media/missing.txt").status(404).body(""));
			for (String target : List.of("/", "/other", "/mediafile", "/media.txt", "/MEDIA/alphabet.txt", "/medi%61x",
					"/a%20b%C3%A9", "/site2/app.js", "/other/media/alphabet.txt")) {
				check(application, Row.get("the application's " + target, target).status(200).body("GET " + target));
			}
			check(application, Row.of("a method", "PATCH", "/other").status(200).body("PATCH /other"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aMissingFileIsTheApplicationsIfItWantsThat(Server server) throws IOException {
		try (Server.Application application = start(server, "media.errors=application")) {
			check(application,
					Row.get("404", "/media/missing.txt")
						.with("Accept", "application/json")
						.status(404)
						.without("ETag", "Last-Modified", "Accept-Ranges")
						.field("Content-Type", "application/json")
						.field("X-Content-Type-Options", "nosniff")
						.expect((reply) -> assertThat(reply.field("Cache-Control")).contains("no-store"))
						.expect((reply) -> assertThat(reply.text()).contains("\"status\":404")
							.doesNotContain(directory.toString())));
			check(application, Row.of("405", "POST", TXT).status(405).field("Allow", "GET, HEAD, OPTIONS"));
			check(application, Row.get("412", TXT).with("If-Match", "\"other\"").status(412));
			check(application,
					Row.get("416", TXT).with("Range", "bytes=99-").status(416).field("Content-Range", "bytes */26"));
			check(application, Row.get("a file", TXT).status(200).body(Fixture.ALPHABET));
		}
	}

	@ParameterizedTest
	@EnumSource
	void errorPagesOfTheApplicationAreNotTakenForMedia(Server server) throws IOException {
		try (Server.Application application = start(server, "media.url=/error")) {
			check(application, Row.get("a file", "/error/alphabet.txt").status(200).body(Fixture.ALPHABET));
			check(application,
					Row.get("an error", "/nothing")
						.with("Accept", "application/json")
						.status(404)
						.expect((reply) -> assertThat(reply.text()).contains("\"path\":\"/nothing\"")));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aForwardLeadsToMediaAndAnIncludeDoesNot(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(Forwarding.class), fixture.properties())) {
			check(application, Row.get("forwarded", "/forward").status(200).body(Fixture.ALPHABET));
			check(application,
					Row.get("included", "/include")
						.without("ETag", "Last-Modified", "Accept-Ranges")
						.expect((reply) -> assertThat(reply.text()).doesNotContain(Fixture.ALPHABET)));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aForcedCharsetIsForTextOnly(Server server) throws IOException {
		try (Server.Application application = start(server, "spring.servlet.encoding.force=true",
				"spring.servlet.encoding.charset=ISO-8859-15")) {
			check(application, Row.get("an image", "/media/file.png").status(200).field("Content-Type", "image/png"));
			check(application, Row.get("a video", "/media/file.mp4").status(200).field("Content-Type", "video/mp4"));
			check(application,
					Row.get("a PDF", "/media/file.pdf").status(200).field("Content-Type", "application/pdf"));
			check(application,
					Row.get("text", "/media/file.txt").status(200).field("Content-Type", "text/plain;charset=utf-8"));
			check(application,
					Row.get("a range", "/media/file.png")
						.with("Range", "bytes=0-0")
						.status(206)
						.field("Content-Type", "image/png"));
		}
	}

	@ParameterizedTest(name = "{0} with {1}: {2} is {3}")
	@CsvSource(textBlock = """
			TOMCAT, cookie.name=SID,       SID,        200
			TOMCAT, cookie.name=SID,       sid,        404
			TOMCAT, cookie.name=SID,       jsessionid, 404
			TOMCAT, tracking-modes=url,    jsessionid, 200
			TOMCAT, tracking-modes=cookie, jsessionid, 404
			JETTY,  cookie.name=SID,       SID,        404
			JETTY,  cookie.name=SID,       jsessionid, 200
			JETTY,  tracking-modes=url,    jsessionid, 200
			JETTY,  tracking-modes=cookie, jsessionid, 404
			""")
	void aSessionInTheUrlIsWhatTheContainerTakesForOne(Server server, String property, String name, int status)
			throws IOException {
		try (Server.Application application = start(server, "server.servlet.session." + property)) {
			for (String cookie : List.of("SID", "JSESSIONID", "other")) {
				check(application,
						Row.get(name, TXT + ";" + name + "=0123456789ABCDEF")
							.with("Cookie", cookie + "=FEDCBA9876543210")
							.status(status));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void compressionOfTheServerLeavesPartsAlone(Server server) throws IOException {
		fixture.write("media/numbers.txt", Fixture.numbers(VouchedStore.LENGTH));
		fixture.awaitAge();
		try (Server.Application application = server.start(List.of(VouchedStore.Mounted.class),
				fixture.properties("server.compression.enabled=true"))) {
			for (String target : List.of("/media/numbers.txt", "/vouched/tag.txt", "/vouched/date.txt")) {
				for (String validator : List.of("none", "ETag", "Last-Modified")) {
					checkParts(application, target, validator);
				}
			}
		}
	}

	private static void checkParts(Server.Application application, String target, String validator) throws IOException {
		String content = new String(Fixture.numbers(VouchedStore.LENGTH), StandardCharsets.US_ASCII);
		Reply whole = application.send(Row.get("whole", target));
		assertThat(whole.field("Accept-Ranges")).isEqualTo("bytes");
		String value = whole.field(validator);
		Row part = Row.get("a part", target).with("Accept-Encoding", "gzip").with("Range", "bytes=10-4009");
		Row parts = Row.get("parts", target).with("Accept-Encoding", "gzip").with("Range", "bytes=0-9,5000-8999");
		if (value != null) {
			part.with("If-Range", value);
			parts.with("If-Range", value);
		}
		check(application,
				part.status(206)
					.without("Content-Encoding")
					.field("Content-Range", "bytes 10-4009/" + VouchedStore.LENGTH)
					.body(content.substring(10, 4010)));
		check(application,
				parts.status(206)
					.without("Content-Encoding")
					.expect((reply) -> assertThat(reply.text()).contains("\r\n\r\n" + content.substring(5000, 9000))
						.hasSize(Integer.parseInt(reply.field("Content-Length")))));
	}

	@ParameterizedTest
	@EnumSource
	void whatNothingVouchesForIsNeverSentInParts(Server server) throws IOException {
		for (String compression : List.of("true", "false")) {
			try (Server.Application application = server.start(List.of(VouchedStore.Mounted.class),
					fixture.properties("server.compression.enabled=" + compression))) {
				for (String target : List.of("/vouched/none.txt", "/vouched/now.txt", "/vouched/future.txt")) {
					for (String range : List.of("bytes=10-4009", "bytes=0-9,5000-8999", "bytes=-1", "bytes=99999-")) {
						check(application, whole(Row.get("", target).with("Range", range)));
						check(application,
								whole(Row.get("", target).with("Range", range).with("Accept-Encoding", "gzip")));
						check(application,
								whole(Row.get("", target).with("Range", range).with("If-Range", "\"null\"")));
						check(application,
								Row.head("", target).with("Range", range).status(200).without("Accept-Ranges", "ETag"));
					}
				}
			}
		}
	}

	private static Row whole(Row row) {
		return row.status(200)
			.without("Accept-Ranges", "Content-Range", "ETag", "Last-Modified")
			.expect((reply) -> assertThat(decoded(reply)).isEqualTo(Fixture.numbers(VouchedStore.LENGTH)));
	}

	private static byte[] decoded(Reply reply) {
		try {
			return (reply.field("Content-Encoding") != null) ? gunzip(reply.body()) : reply.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatTheServerCompressesIsStillAllOfIt(Server server) throws IOException {
		byte[] content = Fixture.numbers(300_000);
		Files.write(fixture.path("site").resolve("numbers.txt"), content);
		try (Server.Application application = start(server, "server.compression.enabled=true")) {
			for (String target : List.of("/site/numbers.txt", "/memory/300000.png", "/memory/300000.txt")) {
				for (String field : List.of("Accept-Encoding", "TE")) {
					Reply reply = application.send(Row.get("", target).with(field, "gzip"));
					boolean coded = "gzip".equals(reply.field("Content-Encoding"))
							|| reply.all("Transfer-Encoding").contains("gzip");
					assertThat(coded ? gunzip(reply.body()) : reply.body()).isEqualTo(content);
					// A strong entity tag keeps Tomcat from another content coding.
					boolean tomcatCodes = field.equals("TE") && target.endsWith(".txt");
					assertThat(coded || server == Server.JETTY).isEqualTo(tomcatCodes || server == Server.JETTY);
				}
			}
		}
	}

	private static byte[] gunzip(byte[] body) throws IOException {
		return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
	}

	@ParameterizedTest
	@EnumSource
	void aBodyArrivesWholeThroughFilters(Server server) throws IOException {
		for (Class<?> filters : List.of(Keeping.class, ErrorPages.class, Asking.class, Synchronous.class)) {
			try (Server.Application application = server.start(List.of(filters, MemoryStore.Mounted.class),
					fixture.properties())) {
				for (String target : List.of("/media/large.png", "/memory/" + Fixture.LARGE + ".png")) {
					check(application,
							Row.get(filters.getSimpleName(), target)
								.status(200)
								.expect((reply) -> assertThat(reply.body()).isEqualTo(Fixture.numbers(Fixture.LARGE))));
				}
				check(application, Row.get(filters.getSimpleName(), TXT).status(200).body(Fixture.ALPHABET));
			}
		}
	}

	/** The next answer of the connection would begin with it. */
	@ParameterizedTest
	@EnumSource
	void whatAFilterAddsToAWholeBodyIsNotSent(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(Adding.class), fixture.properties());
				Connection connection = application.connect()) {
			for (String target : List.of(TXT, "/media/large.png", TXT, TXT)) {
				Reply reply = connection.get(target);
				assertThat(reply.status()).as(target).isEqualTo(200);
				assertThat(reply.complete()).as(target).isTrue();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, mvc", "TOMCAT, filter", "JETTY, mvc", "JETTY, filter" })
	void whatAnotherServletIsMappedToIsItsOwn(Server server, String dispatch) throws IOException {
		try (Server.Application application = server.start(List.of(OtherServlets.class),
				fixture.properties("media.dispatch=" + dispatch))) {
			check(application, Row.get("a file", TXT).status(200).body(Fixture.ALPHABET));
			for (String target : List.of("/rest/media/upload", "/rest/media/.hidden", "/rest/media/alphabet.txt",
					"/media/upload")) {
				for (String method : List.of("GET", "POST")) {
					check(application, Row.of(method, method, target).status(200).body("servlet"));
				}
				check(application,
						Row.get("multipart", target).with("Content-Type", "multipart/x").status(200).body("servlet"));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void noRequestPassesByAFilterOfTheApplication(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(Guarded.class), fixture.properties())) {
			check(application, Row.get("a file", TXT).status(401));
			check(application, Row.get("multipart", TXT).with("Content-Type", "multipart/x").status(401));
			check(application, Row.get("refused", "/media/.hidden").status(401));
			check(application, Row.of("a method", "POST", TXT).status(401));
			check(application, Row.of("OPTIONS", "OPTIONS", TXT).status(401));
		}
	}

	private static Server.Application start(Server server, String... properties) {
		return server.start(List.of(MemoryStore.Mounted.class), fixture.properties(properties));
	}

	private static void check(Server.Application application, Row row) throws IOException {
		row.check(application.send(row));
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

	/** It must see the whole body to name it. */
	@Configuration(proxyBeanMethods = false)
	static class Keeping {

		@Bean
		Filter keeping() {
			return new ShallowEtagHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ErrorPages {

		@Bean
		Filter errorPages() {
			return new ErrorPageFilter();
		}

	}

	/** It says something about what it takes for an answer. */
	@Configuration(proxyBeanMethods = false)
	static class Adding {

		@Bean
		Filter adding() {
			return (request, response, chain) -> {
				chain.doFilter(request, response);
				if (!request.isAsyncStarted()) {
					try {
						response.getOutputStream().print("added");
						response.flushBuffer();
					}
					catch (IOException ex) {
						// It has been ended.
					}
				}
			};
		}

	}

	/** It ends what it takes for an answer. */
	@Configuration(proxyBeanMethods = false)
	static class Asking {

		@Bean
		Filter asking() {
			return (request, response, chain) -> {
				chain.doFilter(request, response);
				if (!request.isAsyncStarted()) {
					response.getOutputStream().close();
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Synchronous {

		@Bean
		FilterRegistrationBean<Filter> synchronous() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setAsyncSupported(false);
			return registration;
		}

	}

	/** A filter without an order, as applications have them. */
	@Configuration(proxyBeanMethods = false)
	static class Guarded {

		@Bean
		Filter guard() {
			return (request, response, chain) -> ((HttpServletResponse) response).setStatus(401);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class OwnMvc {

	}

	@RestController
	static class CatchAll {

		@RequestMapping("/**")
		String everything(HttpServletRequest request) {
			return request.getMethod() + " " + request.getRequestURI();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ForwardingController.class)
	static class Forwarding {

	}

	@Controller
	static class ForwardingController {

		@GetMapping("/forward")
		InternalResourceView forward() {
			return new InternalResourceView(TXT);
		}

		@GetMapping("/include")
		InternalResourceView include() {
			InternalResourceView view = new InternalResourceView(TXT);
			view.setAlwaysInclude(true);
			return view;
		}

	}

}
