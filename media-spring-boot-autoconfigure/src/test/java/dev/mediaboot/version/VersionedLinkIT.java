package dev.mediaboot.version;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RecordingListener;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.web.AnswerListener;
import dev.mediaboot.web.MediaResponses;
import dev.mediaboot.web.MediaView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links that a page has the response encode, as template engines do.
 */
@Tag("once")
class VersionedLinkIT {

	private static final String SESSION = ";jsessionid=";

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
		fixture.write("site/a b.css", "spaces");
		fixture.write("site/a.b.css", "dots");
		fixture.awaitAge();
	}

	private static Server.Application start(Server server, String... more) {
		String[] properties = new String[more.length + 2];
		System.arraycopy(more, 0, properties, 2, more.length);
		properties[0] = "media.versions.enabled=true";
		properties[1] = "media.content=site";
		return server.start(List.of(Application.class), fixture.properties(properties));
	}

	private static String encoded(Server.Application application, String page, String url, String... fields)
			throws IOException {
		Row row = Row.get(url, page + "?url=" + UriUtils.encode(url, StandardCharsets.UTF_8));
		for (int i = 0; i < fields.length; i += 2) {
			row.with(fields[i], fields[i + 1]);
		}
		Reply reply = application.send(row);
		assertThat(reply.text()).as(page + ": " + reply.status()).contains("[");
		return reply.text().substring(reply.text().indexOf('[') + 1, reply.text().indexOf(']'));
	}

	@ParameterizedTest
	@EnumSource
	void linkToFileIsVersionedAndHasNoSession(Server server) throws IOException {
		try (Server.Application application = start(server, "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc")) {
			VersionedUrls urls = application.context().getBean(VersionedUrls.class);
			String css = urls.url("/site", "plain.css");
			assertThat(css).startsWith("/app/mvc/site/plain.").isNotEqualTo("/app/mvc/site/plain.css");
			String page = "/app/mvc/page";
			assertThat(encoded(application, page, "/app/mvc/site/plain.css")).isEqualTo(css);
			assertThat(encoded(application, page, "/app/mvc/site/plain.css?a=/b.c#d/e.f"))
				.isEqualTo(css + "?a=/b.c#d/e.f");
			assertThat(encoded(application, page, "/app/mvc/site/plain.css#d?e")).isEqualTo(css + "#d?e");
			assertThat(encoded(application, page, "/app/mvc/site/a%20b.css")).isEqualTo(urls.url("/site", "a b.css"));
			assertThat(encoded(application, page, "/app/mvc/site/a%2Eb%2ecss")).isEqualTo(urls.url("/site", "a.b.css"));
			assertThat(encoded(application, page, "/app/mvc/media/alphabet.txt")).isEqualTo(urls.url("alphabet.txt"));
			assertThat(application.send(Row.get(css, css)).status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void linkIsVersionedBelowThePrefixOfAProxy(Server server) throws IOException {
		try (Server.Application application = start(server, "server.forward-headers-strategy=framework")) {
			assertThat(encoded(application, "/page", "/outer/site/plain.css", "X-Forwarded-Prefix", "/outer"))
				.isEqualTo("/outer" + application.context().getBean(VersionedUrls.class).url("/site", "plain.css"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void otherLinksAreLeftAlone(Server server) throws IOException {
		try (Server.Application application = start(server)) {
			String css = application.context().getBean(VersionedUrls.class).url("/site", "plain.css");
			// Links to media have no session, versioned or not
			for (String url : List.of(css, "/site/missing.css", "/site/docs/", "/site", "/site/.hidden",
					"/site/%zz.css", "/media/extensionless/")) {
				assertThat(encoded(application, "/page", url)).isEqualTo(url);
			}
			for (String url : List.of("/page", "/", "plain.css", "site/plain.css", "/sites/plain.css")) {
				assertThat(encoded(application, "/page", url)).startsWith(url + SESSION);
			}
			for (String url : List.of("https://other.example/site/plain.css", "//localhost/site/plain.css",
					"mailto:ann@example.com", "../site/plain.css", "#plain.css")) {
				String encoded = encoded(application, "/page", url);
				// Whether the session is added is up to the container
				assertThat(encoded.replaceFirst(SESSION + "[^#]*", "")).isEqualTo(url);
			}
			// A page must not tell strangers what only others may see
			assertThat(encoded(application, "/page", "/ruled/plain.css")).startsWith("/ruled/plain.css" + SESSION);
			assertThat(encoded(application, "/redirect", "/site/plain.css")).startsWith("/site/plain.css" + SESSION);
		}
	}

	@ParameterizedTest
	@EnumSource
	void mountThatIsNotListedIsLeftAlone(Server server) throws IOException {
		try (Server.Application application = start(server, "media.versions.mounts=/media")) {
			assertThat(encoded(application, "/page", "/site/plain.css")).startsWith("/site/plain.css" + SESSION);
			assertThat(encoded(application, "/page", "/media/alphabet.txt")).startsWith("/media/alphabet.")
				.doesNotContain(SESSION)
				.isNotEqualTo("/media/alphabet.txt");
		}
	}

	@ParameterizedTest
	@EnumSource
	void pagesOfOtherDispatchesHaveVersionedLinks(Server server) throws IOException {
		try (Server.Application application = start(server)) {
			String css = application.context().getBean(VersionedUrls.class).url("/site", "plain.css");
			for (String page : List.of("/later", "/forwarded", "/failing")) {
				assertThat(encoded(application, page, "/site/plain.css")).as(page).isEqualTo(css);
			}
		}
	}

	/**
	 * The response that is given to a page must not come between a file and the server.
	 */
	@ParameterizedTest
	@EnumSource
	void fileIsSentAsWithoutVersionedLinks(Server server) throws IOException {
		List<String> targets = List.of("/media/large.png", "/file", "/forwarded-file");
		List<String> without = writers(server, "media.versions.enabled=false", targets);
		assertThat(writers(server, "media.versions.enabled=true", targets)).isEqualTo(without);
		assertThat(without).doesNotContain("stream");
	}

	private static List<String> writers(Server server, String property, List<String> targets) throws IOException {
		try (Server.Application application = server.start(List.of(Application.class), fixture.properties(property))) {
			RecordingListener listener = application.context().getBean(RecordingListener.class);
			for (String target : targets) {
				assertThat(application.send(Row.get(target, target)).body()).hasSize(Fixture.LARGE);
			}
			Awaitility.await().until(() -> listener.results.size() == targets.size());
			return listener.results.stream().map(AnswerListener.Result::writer).toList();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RecordingListener.class, Pages.class })
	static class Application {

		@Bean
		Mount ruled() {
			return Mount.of("/ruled", fixture.path("site")).withAccess((request) -> Decision.ALLOW);
		}

	}

	@Controller
	static class Pages {

		private final MediaResponses media;

		Pages(MediaResponses media) {
			this.media = media;
		}

		@GetMapping("/page")
		@ResponseBody
		String page(@RequestParam String url, HttpServletRequest request, HttpServletResponse response) {
			request.getSession(true);
			return "[" + response.encodeURL(url) + "]";
		}

		@GetMapping("/redirect")
		@ResponseBody
		String redirect(@RequestParam String url, HttpServletRequest request, HttpServletResponse response) {
			request.getSession(true);
			return "[" + response.encodeRedirectURL(url) + "]";
		}

		@GetMapping("/later")
		@ResponseBody
		Callable<String> later(@RequestParam String url, HttpServletResponse response) {
			return () -> "[" + response.encodeURL(url) + "]";
		}

		@GetMapping("/forwarded")
		String forwarded() {
			return "forward:/page";
		}

		@GetMapping("/failing")
		void failing(HttpServletResponse response) throws IOException {
			response.sendError(500);
		}

		@GetMapping("/error")
		@ResponseBody
		String error(@RequestParam String url, HttpServletResponse response) {
			return "[" + response.encodeURL(url) + "]";
		}

		@GetMapping("/file")
		MediaView file() {
			return this.media.of("/media", "large.png");
		}

		@GetMapping("/forwarded-file")
		String forwardedFile() {
			return "forward:/media/large.png";
		}

	}

}
