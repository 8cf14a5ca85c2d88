package dev.mediaboot.safety;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.Mount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * R13: roots that would expose the application are refused.
 */
@WithAttackedServer
class DangerousRootTests {

	private final AttackedServer server;

	DangerousRootTests(AttackedServer server) {
		this.server = server;
	}

	@ParameterizedTest(
			name = "CVE-2025-27610 Rack::Static and CVE-2021-41773 httpd, roots that expose too much, R13: {0}")
	@ValueSource(strings = { "/", "file:/", "/.", "//", "", ".", "..", "classpath:", "classpath:/", "classpath:.",
			"classpath:/../", "classpath:META-INF", "classpath:BOOT-INF/classes", "classpath:WEB-INF" })
	void rootThatExposesTheApplicationIsRefused(String location) {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.server.registry().mount(Mount.of("/everything", location)));
		assertThat(this.server.registry().find("/everything")).isNull();
	}

	@ParameterizedTest(name = "CVE-2025-27610 Rack::Static, a prefix of everything, R13: {0}")
	@ValueSource(strings = { "", "/", "//", "https://media.example.com", "https://media.example.com/", "/*", "/**",
			"/{path}", "/..", "/a/../b", "/%2e%2e", "/a;b", "/a\\b", "/.hidden" })
	void prefixThatIsNoneIsRefused(String url) {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> this.server.registry().mount(url, this.server.path("site")));
	}

}
