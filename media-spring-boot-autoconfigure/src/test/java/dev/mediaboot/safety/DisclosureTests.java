package dev.mediaboot.safety;

import java.io.IOException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R7: an error tells nothing of the request and nothing of the disk, there are no
 * listings, and where one answer ends is where the next one begins.
 */
class DisclosureTests extends RefusedPathContract {

	DisclosureTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Stream.of(
				Attack.of("CVE-2019-10241 Jetty, script in the listing of a directory, no listing", "/media/", "/media",
						"/media/cats/", "/media/cats", "/site/empty/", "/site/empty", "/site/empty;<script>/"),
				Attack.of("CVE-2019-10246 Jetty on Windows, a listing tells the path of the directory, R7",
						"/media/%00/", "/media/%5c/", "/media/cats/%20/"),
				Attack.of("CVE-2019-10247 Jetty, the error 404 tells what is where, R7", "/media/missing.txt",
						"/protected/missing/"),
				Attack.besideMounts("CVE-2019-10247 Jetty, the error 404 tells what is where, R7", "/missing"),
				Attack.of("CVE-2025-11966 and CVE-2026-25500, names of files as HTML in a listing, no listing",
						"/media/?C=N;O=D", "/media/cats/?list", "/media/index.html", "/media/cats/index.html"),
				Attack.of("GHSA-pr96-94w5-mx2h @fastify/static, a listing of another directory, no listing",
						"/media/../outside/", "/media/%2e%2e/outside/", "/media/..%2foutside%2f"),
				Attack.of("CVE-2010-2477 Paste, the path of the request in the error 404, R7",
						"/media/%3Cscript%3Ealert(1)%3C/script%3E", "/media/--%3E%3Cscript%3Ealert(1)%3C/script%3E",
						"/media/<script>alert(1)</script>"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest(name = "CVE-2025-27111 Rack::Sendfile, a field is written to the log, R7: {0}")
	@ValueSource(strings = { "X-Sendfile-Type: evil-log-line", "Range: bytes=evil-log-line",
			"If-None-Match: \"evil-log-line", "If-Modified-Since: evil-log-line",
			"Accept-Encoding: evil-log-line;q=evil" })
	@ExtendWith(OutputCaptureExtension.class)
	void logHoldsNothingOfRequest(String field, CapturedOutput output) throws IOException {
		this.server.get("/media/a.txt?evil-log-line", field);
		this.server.get("/media/.evil-log-line", field);
		this.server.get("/media/evil-log-line", field);
		assertThat(output).doesNotContain("evil-log-line");
	}

	@ParameterizedTest(name = "CVE-2026-34831 Rack::Files, an error whose length is not that of its body: {0}")
	@ValueSource(strings = { "GET /media/missing", "GET /media/%C3%A9%E2%82%AC", "POST /media/a.txt",
			"HEAD /media/missing", "OPTIONS /media/a.txt", "GET /site/sub", "GET /media/.env", "HEAD /site/sub" })
	void nextAnswerFollowsAtOnce(String line) throws IOException {
		String first = line + " HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-0\r\n\r\n";
		String both = this.server.exchange(first + AttackedServer.request("GET", "/media/a.txt")).text();
		int end = both.indexOf("\r\n\r\n") + 4;
		assertThat(both.substring(0, end)).contains("Content-Length: 0\r\n");
		assertThat(both.substring(end)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + AttackedFiles.ALPHABET);
	}

	@Test
	void eachRangeErrorHasItsLength() throws IOException {
		// CVE-2026-34831 Rack::Files: the errors that have a field of their own
		String unsatisfiable = "GET /media/a.txt HTTP/1.1\r\nHost: localhost\r\nRange: bytes=26-\r\n\r\n";
		String failed = "GET /media/a.txt HTTP/1.1\r\nHost: localhost\r\nIf-Match: \"x\"\r\n\r\n";
		String hidden = AttackedServer.request("GET", "/media/.env");
		assertThat(this.server.exchange(unsatisfiable + failed + hidden).text()).isEqualTo("""
				HTTP/1.1 416\s
				Content-Range: bytes */26
				Cache-Control: no-store
				X-Content-Type-Options: nosniff
				Content-Length: 0
				Date: now

				HTTP/1.1 412\s
				Cache-Control: no-store
				X-Content-Type-Options: nosniff
				Content-Length: 0
				Date: now

				""".replace("\n", "\r\n") + RawAnswer.NOT_FOUND);
	}

}
