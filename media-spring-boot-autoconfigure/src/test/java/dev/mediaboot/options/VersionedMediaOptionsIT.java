package dev.mediaboot.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.RecordingListener;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.version.VersionedUrls;
import dev.mediaboot.web.AnswerListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versioned links together with the cache, and with Spring Security.
 */
class VersionedMediaOptionsIT {

	private static final String FOR_EVER = "public, max-age=31536000, immutable";

	@TempDir
	private Path directory;

	private Fixture fixture;

	@BeforeEach
	void write() throws IOException {
		this.fixture = Fixture.in(this.directory);
	}

	private static Reply get(Server.Application application, String target) throws IOException {
		return application.send(Row.get(target, target));
	}

	/** A file that is kept without looking at the disk is of one version. */
	@ParameterizedTest
	@EnumSource
	void linkIsThatOfTheContentInMemory(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(),
				this.fixture.properties("media.versions.enabled=true", "media.cache.revalidate=1h"))) {
			VersionedUrls urls = application.context().getBean(VersionedUrls.class);
			String link = urls.url("/site", "plain.css");
			this.fixture.write("site/plain.css", "another content");
			assertThat(urls.url("/site", "plain.css")).isEqualTo(link);
			assertThat(get(application, link).text()).isEqualTo("css");
			assertThat(get(application, link).field("Cache-Control")).isEqualTo(FOR_EVER);
		}
	}

	@ParameterizedTest
	@EnumSource
	void linkIsTheSameWithoutTheCache(Server server) throws IOException {
		String link;
		try (Server.Application application = server.start(List.of(),
				this.fixture.properties("media.versions.enabled=true"))) {
			link = application.context().getBean(VersionedUrls.class).url("/site", "plain.css");
		}
		try (Server.Application application = server.start(List.of(),
				this.fixture.properties("media.versions.enabled=true", "media.cache.enabled=false"))) {
			assertThat(get(application, link).field("Cache-Control")).isEqualTo(FOR_EVER);
			VersionedUrls urls = application.context().getBean(VersionedUrls.class);
			assertThat(urls.url("/site", "plain.css")).isEqualTo(link);
			this.fixture.write("site/plain.css", "another content");
			assertThat(urls.url("/site", "plain.css")).isNotEqualTo(link);
			assertThat(get(application, link).status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource
	void pageBehindSpringSecurityHasVersionedLinks(Server server) throws IOException {
		try (Server.Application application = server.startSecured(List.of(Secured.class),
				this.fixture.properties("media.versions.enabled=true"))) {
			String link = application.context().getBean(VersionedUrls.class).url("/site", "plain.css");
			assertThat(get(application, "/page").text()).isEqualTo(link);
			assertThat(get(application, link).field("Cache-Control")).isEqualTo(FOR_EVER);
			RecordingListener listener = application.context().getBean(RecordingListener.class);
			Awaitility.await().until(() -> listener.results.size() == 1);
			listener.results.clear();
			assertThat(get(application, "/file").body()).hasSize(Fixture.LARGE);
			Awaitility.await().until(() -> listener.results.size() == 1);
			assertThat(listener.results).extracting(AnswerListener.Result::writer).doesNotContain("stream");
		}
	}

	@ParameterizedTest
	@EnumSource
	void noSharedCacheStoresVersionsThatSpringSecurityProtects(Server server) throws IOException {
		try (Server.Application application = server.startSecured(List.of(Protected.class),
				this.fixture.properties("media.versions.enabled=true"))) {
			String link = application.context().getBean(VersionedUrls.class).url("/site", "plain.css");
			Row row = Row.get(link, link);
			assertThat(application.send(row).status()).isEqualTo(401);
			Row known = Row.get(link, link).with("Authorization", "Basic YW5uOmFubg==");
			assertThat(application.send(known).field("Cache-Control"))
				.isEqualTo("private, max-age=31536000, immutable");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Protected {

		@Bean
		SecurityFilterChain users(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.userDetailsService(new InMemoryUserDetailsManager(
						User.withUsername("ann").password("{noop}ann").roles("USER").build()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RecordingListener.class, Pages.class })
	static class Secured {

		@Bean
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Controller
	static class Pages {

		@GetMapping("/page")
		@ResponseBody
		String page(HttpServletRequest request, HttpServletResponse response) {
			request.getSession(true);
			return response.encodeURL("/site/plain.css");
		}

		@GetMapping("/file")
		String file() {
			return "forward:/media/large.png";
		}

	}

}
