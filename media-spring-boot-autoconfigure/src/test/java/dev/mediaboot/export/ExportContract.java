package dev.mediaboot.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real web server with the configuration that is written for it answers as the
 * application does.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExportContract {

	/** Of the server rather than of the file, or made of another look at the file. */
	private static final Set<String> INDIVIDUAL = Set.of("date", "server", "connection", "keep-alive", "etag");

	/** What 304 (Not Modified) need not repeat. */
	private static final Set<String> REPEATED = Set.of("content-type", "content-length", "accept-ranges",
			"last-modified", "x-custom", "content-security-policy", "content-disposition");

	@TempDir
	private static Path directory;

	@TempDir
	private static Path home;

	private final ExportFormat format;

	private Server.Application application;

	private WebServer.Running front;

	ExportContract(ExportFormat format) {
		this.format = format;
	}

	@BeforeAll
	void start() throws IOException {
		Fixture fixture = Fixture.in(directory);
		fixture.write("shop/prices.txt", "a list");
		fixture.write("shop/feed", "a feed");
		fixture.write("shop/readme.md", "not served");
		fixture.write("so$me \"dir\" #{1};/x.txt", "oddly placed");
		fixture.write("media/sub/alphabet.txt", Fixture.ALPHABET);
		fixture.write("media/includes.html", "<!--#echo var=\"uri\" -->");
		fixture.write("site/bare/x.txt", "no index here");
		fixture.write("free/plain.txt", Fixture.ALPHABET);
		fixture.write("free/page.html", "a page of strangers");
		fixture.write("free/film.mp4", Fixture.numbers(100_000));
		fixture.write("site/includes.html", "<!--#echo var=\"uri\" -->");
		Files.createSymbolicLink(fixture.path("media/link.txt"), fixture.path("media/alphabet.txt"));
		Files.createSymbolicLink(fixture.path("media/secret.txt"), fixture.path("secret.txt"));
		Files.createSymbolicLink(fixture.path("media/linked"), fixture.path("media/sub"));
		fixture.awaitAge();
		this.application = Server.TOMCAT.start(List.of(Pages.class), fixture.properties(
				"media.export.listen=127.0.0.1:65535", "media.headers.X-Custom=a \"$quoted\" \\ {value}; #1",
				"media.mounts.shop.url=https://shop.example.com/shop", "media.mounts.shop.root=" + fixture.path("shop"),
				"media.mounts.shop.extensions=txt", "media.mounts.shop.types.txt=text/plain;charset=iso-8859-1",
				"media.mounts.shop.cache-control.max-age=1h", "media.mounts.odd.url=/odd$%20place",
				"media.mounts.odd.root=" + fixture.path("so$me \"dir\" #{1};"), "media.mounts.inner.url=/media/inner",
				"media.mounts.inner.root=" + fixture.path("site"), "media.mounts.inner.access=internal",
				"media.mounts.cors.url=/cors", "media.mounts.cors.root=" + fixture.path("site"),
				"media.mounts.cors.cors.allowed-origins=https://friend.example.com", "media.mounts.jar.url=/jar",
				"media.mounts.free.url=/free", "media.mounts.free.root=" + fixture.path("free"),
				"media.mounts.free.symlinks=follow", "media.mounts.free.content=user",
				"media.mounts.jar.root=classpath:/META-INF/media/admin/"));
		for (Path each = directory; each != null && !each.equals(Path.of("/tmp")); each = each.getParent()) {
			WebServer.letRead(each);
		}
		MediaExport export = this.application.context().getBean(MediaExport.class);
		this.front = WebServer.valueOf(this.format.name())
			.start(home, (port) -> listened(export.write(this.format), port));
	}

	final WebServer.Running front() {
		return this.front;
	}

	final Path directory() {
		return directory;
	}

	private String listened(String text, int port) {
		String own = switch (this.format) {
			case NGINX -> "ssi on; autoindex on; open_file_cache max=100;\n";
			case APACHE -> "Listen 127.0.0.1:65535\n";
			case CADDY -> "";
		};
		return (own + text).replace("65535", String.valueOf(port));
	}

	@AfterAll
	void stop() {
		if (this.front != null) {
			this.front.close();
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	static Stream<Row> requests() {
		return Stream.of(Row.get("a user's page", "/media/file.html"), Row.get("an image", "/media/file.png"),
				Row.get("a script", "/media/file.js"), Row.get("a drawing", "/media/file.svg"),
				Row.get("a document", "/media/file.pdf"), Row.get("plain text", "/media/alphabet.txt"),
				Row.get("no extension", "/media/extensionless"), Row.get("an empty file", "/media/empty.txt"),
				Row.get("a large file", "/media/large.png"), Row.head("HEAD", "/media/alphabet.txt"),
				Row.get("a query", "/media/alphabet.txt?a=b"), Row.get("a directory", "/media/sub/"),
				Row.get("a directory without its slash", "/media/sub"), Row.get("a mount", "/media/"),
				Row.get("a mount without its slash", "/media"), Row.get("a style sheet", "/site/plain.css"),
				Row.get("one with a gzip sibling", "/site/app.js").with("Accept-Encoding", "gzip"),
				Row.get("one with other siblings", "/site/app.js").with("Accept-Encoding", "identity"),
				Row.get("an index", "/site/docs/"), Row.get("a directory with an index", "/site/docs?a=b"),
				Row.get("a directory with an accent", "/site/%C3%A9t%C3%A9"),
				Row.get("an index with an accent", "/site/%C3%A9t%C3%A9/"), Row.get("a page", "/site/file.html"),
				Row.get("a directory without an index", "/site/bare/"),
				Row.get("server-side includes", "/media/includes.html"),
				Row.get("server-side includes, passed on", "/cors/includes.html")
					.with("Origin", "https://friend.example.com"),
				Row.get("nothing", "/media/nothing.png"), Row.get("nothing in a site", "/site/nothing/at/all.css"),
				Row.get("hidden", "/media/.hidden"), Row.get("hidden, encoded", "/media/%2ehidden"),
				Row.get("well known", "/media/.well-known/known.txt"),
				Row.get("a directory above", "/media/../secret.txt"),
				Row.get("a directory above, encoded", "/media/%2e%2e/secret.txt"),
				Row.get("two slashes", "/media//alphabet.txt"), Row.get("a slash, encoded", "/media%2falphabet.txt"),
				Row.get("a slash within, encoded", "/media/sub%2finner.txt"),
				Row.get("a backslash", "/media/sub%5cinner.txt"), Row.get("NUL", "/media/alphabet.txt%00.png"),
				Row.get("a parameter", "/media/alphabet.txt;a=b"), Row.get("not UTF-8", "/media/%ff.txt"),
				Row.get("overlong", "/media/%c0%ae%c0%ae/secret.txt"), Row.get("a link", "/media/link.txt"),
				Row.get("a link out", "/media/secret.txt"), Row.get("a linked directory", "/media/linked/inner.txt"),
				Row.of("POST", "POST", "/media/alphabet.txt").with("Content-Length", "0"),
				Row.of("DELETE", "DELETE", "/media/alphabet.txt"), Row.of("OPTIONS", "OPTIONS", "/media/alphabet.txt"),
				Row.get("a range", "/media/alphabet.txt").with("Range", "bytes=0-0"),
				Row.get("a suffix", "/media/alphabet.txt").with("Range", "bytes=-3"),
				Row.get("a range of a large file", "/media/large.png").with("Range", "bytes=1000000-1999999"),
				Row.get("a range behind the end", "/media/alphabet.txt").with("Range", "bytes=26-"),
				Row.get("unchanged", "/media/alphabet.txt").with("If-Modified-Since", "Fri, 01 Mar 2024 00:00:00 GMT"),
				Row.get("failed", "/media/alphabet.txt").with("If-Match", "\"other\""),
				Row.get("spaces", "/media/a%20b.txt"), Row.get("percent", "/media/a%25b.txt"),
				Row.get("percent twice", "/media/a%2520b.txt"), Row.get("plus", "/media/a+b.txt"),
				Row.get("semicolon", "/media/a%3Bb.txt"), Row.get("quotes", "/media/a%27b%22.txt"),
				Row.get("hash", "/media/a%23b%3F.txt"), Row.get("accents", "/media/%C3%A9t%C3%A9.txt"),
				Row.get("beyond 16 bits", "/media/%F0%9F%8E%89.txt"), Row.get("an odd place", "/odd$%20place/x.txt"),
				Row.get("within, with rules", "/media/inner/plain.css"),
				Row.get("of another origin", "/cors/plain.css").with("Origin", "https://friend.example.com"),
				Row.get("of a strange origin", "/cors/plain.css").with("Origin", "https://strange.example.com"),
				Row.get("of no origin", "/cors/plain.css"), Row.get("in the jar", "/jar/admin.css"),
				Row.get("another host", "/shop/prices.txt"),
				Row.get("its own host", "/shop/prices.txt").with("Host", "shop.example.com"),
				Row.get("an extension", "/shop/readme.md").with("Host", "shop.example.com"),
				Row.get("no extension there", "/shop/feed").with("Host", "shop.example.com"),
				Row.get("media of that host", "/media/alphabet.txt").with("Host", "shop.example.com"),
				Row.get("followed", "/free/plain.txt"), Row.get("followed, a page", "/free/page.html"),
				Row.get("followed, nothing", "/free/nothing.txt"), Row.head("followed, HEAD", "/free/plain.txt"),
				Row.get("followed, a range", "/free/film.mp4").with("Range", "bytes=5-9"),
				Row.get("a controller", "/page"), Row.get("no controller", "/none"));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void answersLikeTheApplication(Row row) throws IOException {
		Reply expected = this.application.send(row);
		Reply reply = this.front.send(row);
		assertThat(describe(row, reply)).as(row + " " + row.target()).isEqualTo(describe(row, expected));
	}

	private Map<String, Object> describe(Row row, Reply reply) {
		Map<String, Object> description = new TreeMap<>();
		description.put("status", reply.status());
		// Those of the application's own errors contain the time
		description.put("body",
				"application/json".equals(reply.field("Content-Type")) ? "JSON" : Arrays.hashCode(reply.body()));
		Map<String, List<String>> fields = new TreeMap<>();
		for (Reply.Line line : reply.lines()) {
			String name = line.name().toLowerCase(Locale.ROOT);
			List<String> values = fields.computeIfAbsent(name, (each) -> new ArrayList<>());
			if (name.equals("vary")) {
				values.addAll(List.of(line.value().split(", *")));
				values.sort(null);
				fields.put(name, values.stream().distinct().collect(Collectors.toList()));
			}
			else {
				values.add(line.value().replace("; charset", ";charset"));
			}
		}
		description.putAll(fields);
		if (reply.status() == 304) {
			description.keySet().removeAll(REPEATED);
		}
		description.keySet().removeAll(INDIVIDUAL);
		description.keySet().removeAll(differences().getOrDefault(row.toString(), Set.of()));
		return description;
	}

	/**
	 * The fields, by the name of the request, that this web server treats in another way.
	 */
	abstract Map<String, Set<String>> differences();

	/** Each has another entity tag for the same file. */
	@ParameterizedTest
	@MethodSource("served")
	void servesFilesByItself(String target) throws IOException {
		Row row = Row.get(target, target).with("Host", "shop.example.com");
		assertThat(this.front.send(row).field("ETag")).isNotNull()
			.isNotEqualTo(this.application.send(row).field("ETag"));
	}

	List<String> served() {
		return List.of("/media/file.html", "/media/alphabet.txt", "/media/file.png", "/media/a%20b.txt",
				"/media/%C3%A9t%C3%A9.txt", "/site/plain.css", "/cors/plain.css", "/shop/prices.txt");
	}

	@Test
	void forwardsWhatTheApplicationNeedsToKnow() throws IOException {
		Reply reply = this.front.send(Row.get("", "/fields")
			.with("Host", "www.example.com:81")
			.with("X-Forwarded-For", "192.0.2.1, forged")
			.with("X-Forwarded-Prefix", "/forged")
			.with("Forwarded", "host=forged")
			.with("X-Media-Offload", "forged"));
		assertThat(reply.text())
			.contains("host=www.example.com:81\n", "x-forwarded-host=www.example.com:81\n",
					"x-forwarded-for=127.0.0.1\n", "x-forwarded-proto=http\n")
			.doesNotContain("forged");
	}

	@RestController
	static class Pages {

		@GetMapping("/page")
		String page() {
			return "a page";
		}

		@GetMapping("/fields")
		String fields(HttpServletRequest request) {
			StringBuilder fields = new StringBuilder();
			request.getHeaderNames()
				.asIterator()
				.forEachRemaining((name) -> fields.append(name.toLowerCase())
					.append('=')
					.append(request.getHeader(name))
					.append('\n'));
			return fields.toString();
		}

	}

}
