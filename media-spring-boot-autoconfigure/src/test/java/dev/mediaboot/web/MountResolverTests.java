package dev.mediaboot.web;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class MountResolverTests {

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	private final MountResolver resolver = new MountResolver(this.registry);

	@BeforeEach
	void mount() {
		this.registry.mount(Mount.of("/media", (path) -> null));
	}

	@ParameterizedTest
	@EnumSource(names = { "INCLUDE", "ERROR" })
	void partOfAnotherAnswerIsTheApplications(DispatcherType dispatch) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		request.setDispatcherType(dispatch);
		assertThat(this.resolver.resolve(request)).isNull();
	}

	@Test
	void whatWasFoundIsRemembered() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		MediaRegistry.Match match = this.resolver.resolve(request);
		this.resolver.remember(match, request);
		// Requests in flight finish on what they started with
		this.registry.unmount("/media");
		assertThat(this.resolver.resolve(request)).isSameAs(match).isNotNull();
	}

	@Test
	void whatWasFoundDoesNotHoldForAnotherPath() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		this.resolver.remember(this.resolver.resolve(request), request);
		request.setRequestURI("/media/b.txt");
		assertThat(this.resolver.resolve(request).path()).hasToString("b.txt");
		request.setRequestURI("/elsewhere");
		assertThat(this.resolver.resolve(request)).isNull();
	}

	@Test
	void whatWasFoundDoesNotHoldForWhatTheRequestIsForwardedTo() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		this.resolver.remember(this.resolver.resolve(request), request);
		this.registry.unmount("/media");
		request.setDispatcherType(DispatcherType.FORWARD);
		assertThat(this.resolver.resolve(request)).isNull();
	}

	@Test
	void whatWasFoundDoesNotHoldForAnotherRegistry() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		this.resolver.remember(this.resolver.resolve(request), request);
		assertThat(new MountResolver(MediaRegistry.create(MediaStores.factory())).resolve(request)).isNull();
	}

	@Test
	void whatWasFoundOnceIsFoundAgain() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		MediaRegistry.Match match = this.resolver.resolveOnce(request);
		this.registry.unmount("/media");
		assertThat(this.resolver.resolveOnce(request)).isSameAs(match).isNotNull();
		assertThat(this.resolver.resolve(request)).isSameAs(match);
	}

	@Test
	void whatWasFoundOnceIsNotTakenOverByALongerPrefix() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/private/a.txt");
		MediaRegistry.Match match = this.resolver.resolveOnce(request);
		this.registry.mount(Mount.of("/media/private", (path) -> null));
		assertThat(this.resolver.resolve(request)).isSameAs(match).isNotNull();
	}

	@Test
	void whatWasOnceTheApplicationsStaysWithIt() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/css/a.css");
		assertThat(this.resolver.resolveOnce(request)).isNull();
		this.registry.mount(Mount.of("/css", (path) -> null));
		assertThat(this.resolver.resolve(request)).isNull();
	}

	@Test
	void whatARequestIsForwardedToIsFoundOnce() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/media/a.txt");
		this.resolver.resolveOnce(request);
		request.setDispatcherType(DispatcherType.FORWARD);
		this.registry.remount(Mount.of("/media", (path) -> null));
		MediaRegistry.Match match = this.resolver.resolveOnce(request);
		this.registry.unmount("/media");
		assertThat(this.resolver.resolveOnce(request)).isSameAs(match).isNotNull();
	}

}
