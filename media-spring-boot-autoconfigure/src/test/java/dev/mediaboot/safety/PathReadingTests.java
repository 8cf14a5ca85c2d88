package dev.mediaboot.safety;

import java.io.IOException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R1: a path is decoded once and refused rather than repaired; mount, policy and file
 * come from that one value.
 */
class PathReadingTests extends RefusedPathContract {

	PathReadingTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Stream.of(
				Attack.of("CVE-2018-1199 Spring Security, path parameters read by one layer only, R1",
						"/media/private;/secret.txt", "/media/;/private/secret.txt", "/media/private/secret.txt;.png",
						"/media/private/secret.txt;jsessionid", "/media/private;%2f..%2f/secret.txt",
						"/media/private/secret%3b.txt"),
				Attack.besideMounts("CVE-2018-1199 Spring Security, path parameters read by one layer only, R1",
						"/media;v=1/private/secret.txt"),
				Attack.of("CVE-2018-1199 Spring Security, a session id that the container did not find in the path, R1",
						"/protected/;/media/jsessionid=" + SESSION + "/secret.txt", "/protected/a;/b=" + SESSION),
				Attack.besideMounts(
						"CVE-2018-1199 Spring Security, a session id that the container did not find in the path, R1",
						"/protected;/x/y=" + SESSION + "/secret.txt", "/protected;x/../y=" + SESSION + "/secret.txt",
						"/media;/x/=" + SESSION + "/private/secret.txt"),
				Attack.of("CVE-2024-38816 Spring functional resources, a path that is checked before it is decoded, R1",
						"/media/%2e%2e" + OUTSIDE, "/media/%2e%2e%2foutside%2fsecret.txt",
						"/media/to-directory/%2e%2e" + OUTSIDE, "/media/%5c/%2e%2e/%2e%2e" + OUTSIDE),
				Attack.of("CVE-2024-38819 Spring functional resources, encoded twice and decoded once, R1",
						"/media/%252e%252e" + OUTSIDE, "/media/%252e%252e%252foutside%252fsecret.txt",
						"/media/%25252e%25252e" + OUTSIDE, "/media/..%252foutside%252fsecret.txt"),
				Attack.of("CVE-2025-41242 Spring MVC, left to the container to refuse a suspicious path, R1",
						"/media/.." + OUTSIDE, "/media/./.." + OUTSIDE, "/media//.." + OUTSIDE,
						"/media/cats/../.." + OUTSIDE, "/media/cats/.." + OUTSIDE, "/media/./a.txt", "/media//a.txt",
						"/media/a.txt/", "/media/\u002e\u012e" + OUTSIDE, "/media/\u012e\u012e" + OUTSIDE),
				Attack.of("CVE-2025-55752 Tomcat rewrite, a path that is normalised before it is decoded, R1",
						"/media/x%2f..%2f..%2foutside%2fsecret.txt", "/media/%2e%2e%3b" + OUTSIDE,
						"/media/%2e%2e/outside%2fsecret.txt", "/media/cats%2f%2e%2e%2fa.txt"),
				Attack.of("CVE-2025-49125 Tomcat, one file below two paths of which one is protected, R1",
						"/media/../protected/secret.txt", "/protected/./secret.txt", "/protected//secret.txt",
						"/protected/secret.txt/", "/protected/../protected/secret.txt",
						"/site/%2e%2e/protected/secret.txt"),
				Attack.besideMounts("CVE-2025-49125 Tomcat, one file below two paths of which one is protected, R1",
						"//protected/secret.txt", "/./protected/secret.txt"),
				Attack.of("CVE-2021-28164 Jetty, an encoded dot segment is not normalised, R1",
						"/media/%2e/private/secret.txt", "/protected/%2e/secret.txt"),
				Attack.besideMounts("CVE-2021-28164 Jetty, an encoded dot segment is not normalised, R1",
						"/%2e/protected/secret.txt"),
				Attack.of("CVE-2021-28169 Jetty ConcatServlet, decoded twice, R1", "/media/%252e/private/secret.txt",
						"/media/%2570rivate/secret.txt", "/media?/%2570rivate/secret.txt"),
				Attack.of("CVE-2021-34429 Jetty, %u002e and an encoded NUL within a dot segment, R1",
						"/media/%u002e%u002e" + OUTSIDE, "/media/%u002e/private/secret.txt",
						"/media/.%00/private/secret.txt", "/media/..%00" + OUTSIDE, "/media/private/secret.txt%00",
						"/media/private/secret.txt%00.png"),
				Attack.of("CVE-2018-12542 and CVE-2023-24815 Vert.x on Windows, a backslash is not neutralised, R1",
						"/media/%5c../%5c.." + OUTSIDE, "/media/..%5c..%5coutside%5csecret.txt", "/media/%5c%2e%2e%5c"),
				Attack.of("WhiteNoise PR 684, files that only the development server finds, one code path",
						"/site/../outside/secret.txt", "/site/sub/../app.js", "/site/app.js/", "/site/app.js%2f"),
				Attack.of("CVE-2021-41773 Apache httpd, a dot of two is encoded, R1", "/media/.%2e" + OUTSIDE,
						"/media/%2e." + OUTSIDE, "/media/cats/.%2e/private/secret.txt"),
				Attack.of("CVE-2021-42013 Apache httpd, the digits of an encoded dot are encoded, R1",
						"/media/%%32%65%%32%65" + OUTSIDE, "/media/.%%32%65" + OUTSIDE, "/media/%2%65%2%65" + OUTSIDE,
						"/media/%uff0e%uff0e" + OUTSIDE, "/media/%c0%ae%c0%ae" + OUTSIDE,
						"/media/%e0%80%ae%e0%80%ae" + OUTSIDE, "/media/%c0%ae%c0%ae%c0%afoutside%c0%afsecret.txt"),
				Attack.of("CVE-2026-27585 Caddy, a name is read as a pattern, R1", "/media/*", "/media/private/*",
						"/media/priv*/secret.txt", "/media/private/secret.tx%3f", "/media/private/%5bs%5decret.txt",
						"/media/private/%7bsecret%7d.txt", "/media/%5c*"),
				Attack.of("CVE-2026-6414 @fastify/static, an encoded slash passes the guard of a route, R1",
						"/media/private%2fsecret.txt", "/media/private%2Fsecret.txt"),
				Attack.besideMounts("CVE-2026-6414 @fastify/static, an encoded slash passes the guard of a route, R1",
						"/protected%2fsecret.txt", "/%2fprotected/secret.txt"),
				Attack.of("CVE-2026-15074 @fastify/static, a lower layer resolves the dot segments, R1",
						"/media/cats/../private/secret.txt", "/site/../media/private/secret.txt",
						"/media/./private/secret.txt"),
				Attack.of("CVE-2026-7120 @fastify/static, a path that is allowed before it is normalised, R1",
						"/media/cats/%2e%2e/private/secret.txt", "/media/cats/..%2fprivate/secret.txt",
						"/media/private/./secret.txt"),
				Attack.of("CVE-2026-34763 Rack::Directory, a pattern made of a path, no patterns",
						"/media/(a+)+$/" + "a".repeat(2000), "/media/[/", "/media/%5b/", "/media/.*/"))
			.flatMap(Function.identity());
	}

	@Test
	void pathsAreAskedForThatWouldBeServedIfTheyWereRepaired() throws IOException {
		assertThat(this.server.get("/media/private/secret.txt").text()).endsWith("\r\n\r\n" + AttackedFiles.SECRET);
		assertThat(this.server.get("/bundled/RangeRequest.class").text()).startsWith("HTTP/1.1 200 ");
		assertThat(this.server.get("/jar/Execution.class").text()).startsWith("HTTP/1.1 200 ");
		assertThat(this.server.get("/follow/to-file.txt").text()).endsWith("\r\n\r\n" + AttackedFiles.SECRET);
		assertThat(this.server.get("/protected/secret.txt").text()).isEqualTo(RawAnswer.errorPage(403, "Forbidden"));
	}

	@ParameterizedTest(name = "CVE-2026-24733 Tomcat, methods in HTTP/0.9, R1: {0}")
	@ValueSource(strings = { "HEAD /protected/secret.txt\r\n", "GET /protected/secret.txt\r\n", "HEAD /media/.env\r\n",
			"GET /media/.env\r\n", "GET /media/../protected/secret.txt\r\n" })
	void protocolBeforeMethodsIsNoWayAround(String request) throws IOException {
		assertThat(this.server.exchange(request).text()).doesNotContain(AttackedFiles.SECRET);
	}

}
