package dev.mediaboot.security;

import java.io.IOException;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules about mounts that have gone: nothing loses its protection without a word.
 */
class UnmountedRulesIT extends RuledMounts {

	@ParameterizedTest
	@CsvSource({ "TOMCAT, mvc", "TOMCAT, filter", "JETTY, mvc", "JETTY, filter" })
	void whatWasProtectedWithinAnotherMountStaysClosedWhenItHasGone(Server server, String dispatch,
			CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, Rule.WITHIN, "media.dispatch=" + dispatch,
				"media.mounts.site.dispatch=mvc", "media.mounts.inner.url=/media/sub",
				"media.mounts.inner.root=" + fixture.path("media/sub"), "media.mounts.inner.dispatch=mvc")) {
			String file = "/media/sub/inner.txt";
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			Mount inner = registry.find("/media/sub");
			check(application, Row.get("mounted", file).status(401));
			check(application, admin(Row.get("mounted", file)).status(200).body(Fixture.WITHIN));
			registry.unmount("/media/sub");
			for (String target : List.of(file, "/media/sub", "/media/%73ub/inner.txt")) {
				check(application, Row.get("gone", target).status(401).without("ETag"));
				check(application, admin(Row.get("gone", target)).status(404).body(""));
			}
			check(application, Row.get("around it", "/media/alphabet.txt").status(200).body(Fixture.ALPHABET));
			assertThat(output.getOut()).containsOnlyOnce(
					"URLs below '/media/sub' were protected. They get 404 (Not Found), and are not served by '/media'");
			registry.mount(inner);
			check(application, Row.get("mounted again", file).status(401));
			check(application, admin(Row.get("mounted again", file)).status(200).body(Fixture.WITHIN));
		}
	}

	/** They are about the URLs, whatever is mounted there. */
	@ParameterizedTest
	@EnumSource
	void whatOtherRulesProtectFallsToTheMountAroundIt(Server server, CapturedOutput output) throws IOException {
		try (Server.Application application = start(server, Rule.PATHS, "media.mounts.inner.url=/site/sub",
				"media.mounts.inner.root=" + fixture.path("media/sub"))) {
			MediaRegistry registry = application.context().getBean(MediaRegistry.class);
			registry.unmount("/site/sub");
			assertThat(registry.match("localhost", "/site/sub/inner.txt").path()).hasToString("sub/inner.txt");
			check(application, Row.get("gone", "/site/sub/inner.txt").status(403));
			assertThat(output.getOut()).doesNotContain("were protected");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, MEDIA", "JETTY, MEDIA", "TOMCAT, COMPOSITE", "JETTY, COMPOSITE" })
	void whatARuleForTheMountAroundItWouldPermitStaysClosed(Server server, Rule rule, CapturedOutput output)
			throws IOException {
		try (Server.Application application = start(server, rule, "media.mounts.inner.url=/media/sub",
				"media.mounts.inner.root=" + fixture.path("media/sub"))) {
			check(application, Row.get("mounted", "/media/sub/inner.txt").status(403));
			application.context().getBean(MediaRegistry.class).unmount("/media/sub");
			check(application, Row.get("gone", "/media/sub/inner.txt").status(403));
			check(application, Row.get("around it", "/media/alphabet.txt").status(200));
			assertThat(output.getOut()).containsOnlyOnce("URLs below '/media/sub' were protected");
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsUnmountedWhileTheApplicationStopsIsNoMatter(Server server, CapturedOutput output) {
		Server.Application application = start(server, List.of(ByRule.class, Unmounting.class), "test.rule=WITHIN");
		MediaRegistry registry = application.context().getBean(MediaRegistry.class);
		assertThat(registry.find("/media/sub")).isNotNull();
		application.close();
		assertThat(registry.find("/media/sub")).isNull();
		assertThat(output.getOut()).doesNotContain(" WARN ", " ERROR ");
	}

	private static Row admin(Row row) {
		return row.with("Authorization", "Basic YWRtaW46YWRtaW4=");
	}

	@Configuration(proxyBeanMethods = false)
	static class Unmounting implements DisposableBean {

		private final MediaRegistry.Registration within;

		Unmounting(MediaRegistry registry) {
			this.within = registry.mount("/media/sub", fixture.path("media/sub"));
		}

		@Override
		public void destroy() {
			this.within.close();
		}

	}

}
