package dev.mediaboot.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaFilter}.
 */
class MediaFilterTests {

	private static final MediaStore EMPTY = (path) -> null;

	private static final int PASSED_ON = 299;

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	private final MediaRequestHandler handler = new MediaRequestHandler(
			new Responder(Clock.systemUTC(), AnswerListener.allOf(List.of())), List.of(), (request, failure) -> false,
			false, AnswerListener.allOf(List.of()), new Transfers(Duration.ofMinutes(1)));

	private final MountResolver resolver = new MountResolver(this.registry);

	private final MediaFilter first = MediaFilter.first(this.resolver, this.handler, "dispatcherServlet");

	private final MediaFilter last = MediaFilter.last(this.resolver, this.handler);

	private final FilterChain application = (request, response) -> ((MockHttpServletResponse) response)
		.setStatus(PASSED_ON);

	@ParameterizedTest
	@CsvSource({ "FILTER, dispatcherServlet, 404", "FILTER, '', 404", "FILTER, another, 299",
			"MVC, dispatcherServlet, 299", "MVC, '', 299" })
	void theFirstFilterAnswersWhatIsItsOwn(Mount.Dispatch dispatch, String servlet, int status) throws Exception {
		this.registry.mount(Mount.of("/other", EMPTY).withDispatch(Mount.Dispatch.FILTER));
		this.registry.mount(Mount.of("/media", EMPTY).withDispatch(dispatch));
		MockHttpServletRequest request = request("/media/a.txt");
		request.setHttpServletMapping(new MockHttpServletMapping("", "", servlet, null));
		assertThat(status(this.first, request, this.application)).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "FILTER", "MVC" })
	void theLastFilterAnswersWhatHasComeSoFar(Mount.Dispatch dispatch) throws Exception {
		this.registry.mount(Mount.of("/media", EMPTY).withDispatch(dispatch));
		assertThat(status(this.last, request("/media/a.txt"), this.application)).isEqualTo(404);
		assertThat(status(this.last, request("/elsewhere"), this.application)).isEqualTo(PASSED_ON);
	}

	/**
	 * Else the rules would have been asked about another mount than that which answers.
	 */
	@Test
	void whatWasPassedOnIsAnsweredAsItWasFound() throws Exception {
		this.registry.mount(Mount.of("/media", EMPTY).withDispatch(Mount.Dispatch.FILTER));
		this.registry.mount(Mount.of("/media/private", EMPTY));
		MediaHandlerMapping mapping = new MediaHandlerMapping(this.resolver, this.handler);
		MockHttpServletRequest request = request("/media/private/a.txt");
		int status = status(this.first, request, (passed, response) -> {
			this.registry.unmount("/media/private");
			assertThat(this.resolver.resolveOnce(request).mount().url()).isEqualTo("/media/private");
			this.application.doFilter(passed, response);
		});
		assertThat(status).isEqualTo(PASSED_ON);
	}

	@Test
	void withoutAMountOfItsOwnTheFirstFilterLooksAtNothing() throws Exception {
		this.registry.mount("/media", EMPTY);
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt") {

			@Override
			public String getRequestURI() {
				throw new AssertionError("Nobody asks for the path");
			}

		};
		assertThat(status(this.first, request, this.application)).isEqualTo(PASSED_ON);
		assertThat(request.getAttributeNames().hasMoreElements()).isFalse();
	}

	private static MockHttpServletRequest request(String uri) {
		return new MockHttpServletRequest("GET", uri);
	}

	private static int status(MediaFilter filter, MockHttpServletRequest request, FilterChain chain)
			throws IOException, ServletException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter.doFilter(request, response, chain);
		return response.getStatus();
	}

}
