package dev.mediaboot.safety;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * R10: what strangers wrote runs nothing, and hidden files stay hidden.
 */
class InertContentTests extends RefusedPathContract {

	InertContentTests(AttackedServer server) {
		super(server);
	}

	@Override
	Stream<Attack> attacks() {
		return Attack.of("CVE-2025-11965 Vert.x, only the last name is tested for being hidden, R10",
				"/media/.hidden/secret.txt", "/media/%2ehidden/secret.txt", "/media/cats/.git/config",
				"/media/cats/%2egit/config", "/media/.env", "/media/%2Eenv", "/media/.hidden/", "/media/.env/");
	}

	static Stream<Attack> names() {
		return Stream.of(
				Attack.of("CVE-2020-5398 Spring, a name ends the file name of Content-Disposition, R10",
						"/media/report%22;filename=%22evil.bat", "/media/report%22%3Bfilename%3D%22evil.bat"),
				Attack.of("CVE-2026-34786 Rack::Static, rules for headers on the encoded path, R1", "/media/page.html",
						"/media/page%2ehtml", "/media/p%61ge.html", "/media/page.%68tml", "/%6dedia/page.htm%6C"),
				Attack.of("CVE-2017-12615 Tomcat, a page that runs on the server, R10", "/media/shell.jsp",
						"/media/shell.%6asp"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest
	@MethodSource("names")
	void whatStrangersWroteIsInert(Attack attack) throws IOException {
		// A semicolon reaches us encoded only: the container reads a parameter otherwise
		String target = attack.target().replace(";", "%3B");
		String name = URI.create(target).getPath().substring("/media/".length());
		RawAnswer answer = this.server.get(target);
		assertThat(answer.head())
			.contains("\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox\r\n",
					"\r\nX-Content-Type-Options: nosniff\r\n",
					"\r\nContent-Disposition: attachment; "
							+ ((name.indexOf('"') < 0) ? "filename=\"" + name + '"'
									: "filename*=UTF-8''"
											+ name.replace("\"", "%22").replace(";", "%3B").replace("=", "%3D"))
							+ "\r\n");
		assertThat(answer.body()).isEqualTo(Files.readAllBytes(this.server.path("media").resolve(name)));
	}

	@ParameterizedTest(name = "A script that strangers wrote is run by a page of the application, R10: {0}")
	@ValueSource(strings = { "evil.js", "evil.mjs", "evil.cjs", "evil.ecma", "evil.JS" })
	void scriptOfStrangersHasNoTypeThatPageRuns(String name) throws IOException {
		// With nosniff a page, a worker and a service worker take JavaScript types only
		this.server.files().write("media/" + name, "alert(1)");
		assertThat(this.server.get("/media/" + name).field("Content-Type")).doesNotContain("javascript", "ecmascript");
	}

	@ParameterizedTest(name = "CVE-2026-34786 Rack::Static, a rule for headers takes the protection away, R10: {0}")
	@ValueSource(strings = { "Content-Security-Policy", "content-security-policy" })
	void policyOfMountIsAddedToProtection(String name) throws IOException {
		Mount mount = user().withHeader(name, "frame-ancestors 'self'");
		try (MediaRegistry.Registration guarded = this.server.registry().mount(mount)) {
			assertThat(this.server.get(guarded.mount().url() + "/page.html").head()).contains("sandbox");
		}
	}

	@ParameterizedTest(name = "CVE-2026-34786 Rack::Static, a rule for headers takes the protection away, R10: {0}")
	@CsvSource({ "Content-Disposition, inline", "X-Content-Type-Options, none" })
	void headerInPlaceOfProtectionIsRefused(String name, String value) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> user().withHeader(name, value));
	}

	private Mount user() {
		return Mount.of("/guarded", this.server.path("media")).withContent(Mount.Content.USER);
	}

}
