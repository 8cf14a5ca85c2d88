package dev.mediaboot.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R5: nothing is ever written, whatever the method, and the method changes nothing else.
 */
@WithAttackedServer
class ReadOnlyTests {

	private final AttackedServer server;

	ReadOnlyTests(AttackedServer server) {
		this.server = server;
	}

	static Stream<Attack> writes() {
		return Stream.of(
				Attack.of("CVE-2017-12615 and CVE-2017-12617 Tomcat, PUT writes a page that runs, R5",
						"PUT /media/evil.jsp", "PUT /media/evil.jsp/", "PUT /media/evil.jsp%20", "PUT /site/evil.jsp"),
				Attack.of("CVE-2024-50379 and CVE-2024-56337 Tomcat, PUT races with a look in another case, R5 R12 R3",
						"PUT /media/shell.JSP", "PUT /media/shell.jsp", "DELETE /media/shell.jsp"),
				Attack.of("CVE-2025-24813 Tomcat, a partial PUT writes a file named after the path, R5",
						"PUT /media/cats/mia.txt", "PUT /media/evil/session", "PATCH /media/cats/mia.txt"),
				Attack.of("WebDAV, R5", "MKCOL /media/evil", "MOVE /media/a.txt", "COPY /media/a.txt",
						"PROPFIND /media/", "PROPPATCH /media/a.txt", "LOCK /media/a.txt", "POST /media/a.txt"),
				Attack.of("CVE-2017-5664 Tomcat, a static page is served with any method, only GET and HEAD",
						"POST /media/page.html", "DELETE /media/page.html", "get /media/page.html", "BREW /site/"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest
	@MethodSource("writes")
	void methodIsNotAllowedAndNothingIsWritten(Attack attack) throws IOException {
		Set<String> before = tree();
		String[] line = attack.target().split(" ");
		RawAnswer answer = this.server.exchange(AttackedServer.request(line[0], line[1], "Content-Range: bytes 0-3/100",
				"Destination: /media/evil.txt", "Overwrite: T", "Content-Length: 4") + "evil");
		assertThat(answer.text()).isEqualTo(RawAnswer.METHOD_NOT_ALLOWED);
		assertThat(tree()).isEqualTo(before);
	}

	/** Everything on the disk, with times and sizes. */
	private Set<String> tree() throws IOException {
		try (Stream<Path> files = Files.walk(this.server.files().disk())) {
			return files.map((file) -> file + " " + file.toFile().lastModified() + " " + file.toFile().length())
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	@ParameterizedTest(name = "CVE-2017-5664 Tomcat, a static error page is served with the original method: {0}")
	@ValueSource(strings = { "POST", "DELETE", "PUT", "GET" })
	void errorIsNotAnsweredWithFile(String method) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/media/a.txt");
		request.setDispatcherType(DispatcherType.ERROR);
		assertThat(this.server.handle(request, new MockHttpServletResponse())).isFalse();
	}

	@ParameterizedTest(name = "CVE-2026-24733 Tomcat, another policy for HEAD than for GET: {0}")
	@ValueSource(strings = { "/media/a.txt", "/media/page.html", "/media/missing", "/media/.env", "/media/cats/",
			"/site/sub", "/site/app.js", "/protected/secret.txt", "/protected/../protected/secret.txt" })
	void headIsAnsweredLikeGet(String target) throws IOException {
		RawAnswer head = this.server.exchange(AttackedServer.request("HEAD", target));
		assertThat(head.body()).isEmpty();
		assertThat(head.head()).isEqualTo(this.server.get(target).head());
	}

}
