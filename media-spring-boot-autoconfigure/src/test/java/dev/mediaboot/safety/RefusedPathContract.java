package dev.mediaboot.safety;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths that are refused: through a container, which may be the one that refuses them,
 * and without its help.
 */
@WithAttackedServer
abstract class RefusedPathContract {

	static final String OUTSIDE = "/outside/secret.txt";

	static final String SESSION = "5E5510";

	final AttackedServer server;

	RefusedPathContract(AttackedServer server) {
		this.server = server;
	}

	abstract Stream<Attack> attacks();

	Stream<Attack> everyPath() {
		return attacks();
	}

	Stream<Attack> pathsOfMounts() {
		return attacks().filter(Attack::mounted);
	}

	Stream<Attack> pathsOfTheApplication() {
		return attacks().filter((attack) -> !attack.mounted());
	}

	@ParameterizedTest
	@MethodSource("everyPath")
	void pathIsRefusedBehindContainer(Attack attack) throws IOException {
		assertThat(this.server.get(attack.target(), "Cookie: JSESSIONID=" + SESSION).text()).isIn(RawAnswer.NOT_FOUND,
				RawAnswer.errorPage(400, "Bad Request"), RawAnswer.errorPage(403, "Forbidden"),
				RawAnswer.errorPage(404, "Not Found"));
	}

	@ParameterizedTest
	@MethodSource("pathsOfMounts")
	void pathIsRefusedWithoutHelpOfContainer(Attack attack) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(this.server.handle(request(attack), response)).as("a mount owns it").isTrue();
		assertThat(response.getStatus()).isEqualTo(404);
		assertThat(response.getContentAsByteArray()).isEmpty();
		assertThat(response.getHeaderNames()).containsExactlyInAnyOrder("Cache-Control", "X-Content-Type-Options",
				"Content-Length");
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("pathsOfTheApplication")
	void pathBesideMountsIsLeftAlone(Attack attack) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThat(this.server.handle(request(attack), response)).as("a mount owns it").isFalse();
	}

	private static MockHttpServletRequest request(Attack attack) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", attack.target().split("\\?")[0]);
		request.setRequestedSessionId(SESSION);
		return request;
	}

}
