package dev.mediaboot.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that a client sends is an error of the server, or brings to light what is not
 * below a mount.
 */
@Tag("once")
@ParameterizedClass
@EnumSource(Protocol.class)
abstract class FuzzContract {

	/** More of them, and others, in the nightly run. */
	private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);

	private static final long SEED = Long.getLong("fuzz.seed", 9110);

	private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST",
			"PUT", "DELETE", "TRACE", "CONNECT", "M-SEARCH", "G\u00C9T", "G(T", "");

	private static final List<String> STARTS = List.of("/media/", "/media/", "/media/", "/site/", "/cors/", "/media",
			"//media/", "/media/../", "/", "", "*", "http://localhost/media/", "HTTP://LOCALHOST:80/media/",
			"https://[::1]/media/", "/media;x=1/", "/%6dedia/", "\\media\\");

	private static final List<String> PIECES = List.of("alphabet.txt", "numbers.png", "app.js", "sub", "docs", "/",
			"//", "..", ".", "%2e", "%2E%2e", "%2f", "%5c", "\\", "%00", "%", "%%", "%zz", "%u0041", "%c0%ae",
			"%e0%80%80", "%f4%90%80%80", "%ed%a0%80", "%ff", "%25", "%252e", ";", ";a=b", ";jsessionid=1", ":",
			"::$DATA", "~", "~1", "CON", "nul.txt", "*", "?", "?a=b", "#", "<", "\"", "|", "{x}", "\u00E9", "\u00FF",
			"%C3%A9", "%F0%9F%8E%89", "%0d%0aX: y", "%7f", "%e2%80%ae", "+", "%20", " ", "a".repeat(255),
			"%61".repeat(300));

	private static final List<String> NAMES = List.of("Range", "If-Range", "If-Match", "If-None-Match",
			"If-Modified-Since", "If-Unmodified-Since", "Accept-Encoding", "Accept", "Origin",
			"Access-Control-Request-Method", "Access-Control-Request-Headers", "Host", "Expect", "Content-Length",
			"Transfer-Encoding", "Content-Type", "Cookie", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix",
			"X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded", "X-HTTP-Method-Override", "Connection", "Upgrade",
			"TE", "Te\u00E9", "", "A B", "X-Sendfile", "X-Accel-Redirect", "Date");

	private static final List<String> VALUES = List.of("", " ", ",", "*", "\"", "\"a", "W/", "W/\"", "W/\"a\"", "\"a\"",
			"a", "bytes", "bytes=", "bytes=0-0", "bytes=-", "bytes=--", "bytes=-0", "bytes=0-", "bytes=1-0",
			"bytes=9223372036854775807-", "bytes=0-9223372036854775807", "bytes=-9223372036854775808",
			"bytes=18446744073709551616-18446744073709551617", "bytes=0-0,5000-5001,-1", "bytes=\u0660-\u0669",
			"bytes=" + "0-0,".repeat(1_000), "bytes=0-0,9-9" + ",-1".repeat(98), "0", "-1", "1", "99999999999999999999",
			"Thu, 29 Feb 2024 12:34:56 GMT", "Thu, 30 Feb 2024 12:34:56 GMT", "Thu, 29 Feb 0000 99:99:99 GMT",
			"Thu Feb 29 12:34:56 99999", "Thursday, 29-Feb-xx 12:34:56 GMT", "Thu, 29 Feb 2024 12:34:56 +0000",
			"+1000000000-12-31T23:59:59.999999999Z", "gzip", "br;q=", "br;q=2", "br;q=0.0000", "*;q=0", "gzip;;;,;q",
			"identity;q=0", "\u00E9", "\u00FF\u00FE", "null", "http://localhost", "https://friend.example",
			"http://[::1", "http://\u00E9", "javascript:alert(1)", "GET", "chunked", "100-continue", "close", "h2c",
			"/../..", "//evil", "for=\"[::1\";host=\"\\\"", "http://a:99999", "localhost:99999999", "a:b:c", "[::1",
			"text/html;charset=nonsense", "application/x-www-form-urlencoded", "x".repeat(4_000), "\t\t", "a\u0001b",
			"%00", "\u007F");

	private final Server server;

	@Parameter
	private Protocol protocol;

	FuzzContract(Server server) {
		this.server = server;
	}

	@Test
	void noRequestCausesAServerError(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		Random random = new Random(SEED);
		int files = 0;
		try (Server.Application application = this.server.start(this.protocol, List.of(),
				fixture.properties("media.mounts.cors.url=/cors", "media.mounts.cors.root=" + fixture.path("site"),
						"media.mounts.cors.cors.allowed-origins=https://friend.example"))) {
			for (int i = 0; i < REQUESTS; i++) {
				Row request = request(random);
				files += isFile(application, request) ? 1 : 0;
			}
		}
		// With TLS Tomcat closes most connections that its client has half closed
		assertThat(files).as("files sent, without which all this meant little")
			.isGreaterThan(REQUESTS / (this.protocol == Protocol.TLS ? 100 : 20));
	}

	@Test
	void invalidMultipartRequestCausesNoServerError(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		try (Server.Application application = this.server.start(this.protocol, List.of(), fixture.properties())) {
			for (String method : List.of("GET", "HEAD", "POST")) {
				Reply reply = application
					.send(Row.of("", method, "/media/alphabet.txt").with("Content-Type", "multipart/form-data"));
				assertThat(reply.status()).as(method).isLessThan(500);
			}
		}
	}

	private boolean isFile(Server.Application application, Row request) throws IOException {
		String text = new String(request.octets(), StandardCharsets.ISO_8859_1);
		try (Connection connection = application.connect()) {
			Reply reply = answer(connection, request);
			if (reply == null) {
				// No request that could be answered: nothing is the answer.
				return false;
			}
			if (reply.status() == 501 || reply.status() == 505) {
				// The container's word on what nobody here implements (RFC 9110 §9.3.6
				// and
				// RFC 9112 §6.1), or on a request line that it splits elsewhere.
				assertThat(text).containsPattern("^CONNECT |Transfer-Encoding:|^\\S* ( |.* .*) ?HTTP");
				return false;
			}
			if (reply.status() == 500 && !isBelowMount(application, request)) {
				// Spring's own error page cannot say that there is nothing at such a path
				assertThat(text).contains("%");
				return false;
			}
			assertThat(reply.status()).as(text).isLessThan(500);
			assertThat(reply.complete()).as("complete: " + text).isTrue();
			assertThat(reply.text()).as(text).doesNotContain(Fixture.SECRET, "java.", "Exception");
			assertThat(reply.lines().toString()).as(text).doesNotContain("Exception", "X: y");
			return reply.field("Accept-Ranges") != null;
		}
	}

	/** What is not below one is the application's. */
	private static boolean isBelowMount(Server.Application application, Row request) {
		String path = request.target().replaceFirst("(?i)^https?://[^/]*", "").replaceFirst("[?#].*", "");
		return application.context().getBean(MediaRegistry.class).match("localhost", path) != null;
	}

	/** None where the request is malformed (RFC 9113 §8.1.1). */
	private static Reply answer(Connection connection, Row request) throws IOException {
		if (connection instanceof RawHttp http) {
			http.send(request.octets()).finish();
			return http.readIfAny(request.method());
		}
		Reply reply = connection.send(request).read();
		return (reply.status() != 0) ? reply : null;
	}

	private static Row request(Random random) {
		StringBuilder target = new StringBuilder(pick(STARTS, random));
		for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
			target.append(pick(PIECES, random));
		}
		if (random.nextInt(3) == 0) {
			target = new StringBuilder(
					pick(List.of("/media/alphabet.txt", "/media/numbers.png", "/site/app.js"), random));
		}
		Row row = Row.of("", pick(METHODS, random), target.toString());
		for (int fields = random.nextInt(4); fields > 0; fields--) {
			row.with(pick(NAMES, random), pick(VALUES, random));
		}
		return row;
	}

	private static String pick(List<String> from, Random random) {
		return from.get(random.nextInt(from.size()));
	}

}
