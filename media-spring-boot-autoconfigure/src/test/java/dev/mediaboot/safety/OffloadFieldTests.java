package dev.mediaboot.safety;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R9: a request cannot make a server in front send a file.
 */
@WithAttackedServer
class OffloadFieldTests {

	private final AttackedServer server;

	OffloadFieldTests(AttackedServer server) {
		this.server = server;
	}

	Stream<Attack> offloads() {
		Path disk = this.server.files().disk();
		return Stream
			.of(Attack.of("CVE-2025-61780 Rack::Sendfile, the request says where the files are, R9",
					"X-Sendfile-Type: X-Accel-Redirect", "X-Sendfile-Type: X-Sendfile",
					"X-Accel-Mapping: " + disk + "=/protected"),
					Attack.of("CVE-2026-34830 Rack::Sendfile, the request holds a pattern, R9",
							"X-Accel-Mapping: (.*)=/protected/secret.txt", "X-Accel-Mapping: .*=/,(a+)+$=/"),
					Attack.of("CVE-2026-34830 Rack::Sendfile, the request names a file, R9",
							"X-Accel-Redirect: /protected/secret.txt", "X-Sendfile: " + disk + "/outside/secret.txt",
							"X-Lighttpd-Send-File: /etc/passwd", "X-Original-URL: /protected/secret.txt",
							"X-Rewrite-URL: /protected/secret.txt", "X-HTTP-Method-Override: DELETE"))
			.flatMap(Function.identity());
	}

	@ParameterizedTest
	@MethodSource("offloads")
	void fieldOfRequestChangesNothing(Attack attack) throws IOException {
		assertThat(this.server.get("/media/a.txt", attack.target()).text())
			.isEqualTo(this.server.get("/media/a.txt").text());
	}

}
