package dev.mediaboot.safety;

import java.io.IOException;
import java.net.URI;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R6: a redirect is a path, made of the mount.
 */
class RedirectTests extends RefusedPathContract {

	RedirectTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Stream.concat(
				Attack.of("CVE-2017-7234 Django, a crafted path redirects to another host, R6", "/site//evil.example/",
						"/site//evil.example", "/site/%5cevil.example/", "/site/%2fevil.example/",
						"/site/http://evil.example/sub"),
				Attack.besideMounts("CVE-2017-7234 Django, a crafted path redirects to another host, R6",
						"//evil.example/sub"));
	}

	static Stream<Attack> redirects() {
		return Stream.of(
				Attack.of("CVE-2017-7234 Django, a crafted path redirects to another host, R6", "/site/sub",
						"/site/sub?http://evil.example/", "/site/sub?next=//evil.example"),
				Attack.of("CVE-2015-1164 serve-static, a redirect that begins with two slashes, R6",
						"/site/sub?//evil.example"),
				Attack.of("CVE-2022-28923 Caddy, the slash that completes a path, R6", "/site/sub?/%5cevil.example"),
				Attack.of("CVE-2021-22963 @fastify/static, a path that begins like a host, R6",
						"/site/sub?@evil.example/..;/"),
				Attack.of("CVE-2024-43799 and CVE-2024-43800 send, the URL in the body of a redirect, R6 R7",
						"/site/%22%3E%3Cscript%3Ealert(1)%3C", "/site/%22%3e%3C%73cript%3ealert%281%29%3c"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest
	@MethodSource("redirects")
	void redirectIsPathOfMountAndHasNoBody(Attack attack) throws IOException {
		int query = attack.target().indexOf('?');
		String path = attack.target().startsWith("/site/sub") ? "/site/sub/"
				: "/site/%22%3E%3Cscript%3Ealert%281%29%3C/";
		String expected = """
				HTTP/1.1 301\s
				Location: %s
				Cache-Control: no-cache
				X-Content-Type-Options: nosniff
				Content-Length: 0
				Date: now
				Connection: close

				""".formatted(path + ((query > 0) ? attack.target().substring(query) : "")).replace("\n", "\r\n");
		String request = AttackedServer
			.request("GET", attack.target(), "X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: //evil.example",
					"Forwarded: host=evil.example")
			.replace("localhost", "evil.example");
		assertThat(this.server.exchange(request).text()).isEqualTo(expected);
	}

	@ParameterizedTest(name = "CVE-2015-1164 serve-static, a redirect to what the request begins with, R6: {0}")
	@ValueSource(
			strings = { "//evil.example/..", "///evil.example/..", "/;@evil.example/..", "/.//evil.example/../.." })
	void redirectNeverBeginsWithHost(String prefix) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", prefix + "/site/sub");
		request.setContextPath(prefix);
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(this.server.handle(request, response)).isTrue();
		URI location = URI.create("http://localhost" + prefix + "/site/sub").resolve(location(response));
		assertThat(location.getAuthority()).isEqualTo("localhost");
		assertThat(location(response)).startsWith("/").doesNotStartWith("//").doesNotStartWith("/\\");
	}

	private static String location(MockHttpServletResponse response) {
		String location = response.getHeader("Location");
		assertThat(location).isNotNull();
		return location;
	}

}
