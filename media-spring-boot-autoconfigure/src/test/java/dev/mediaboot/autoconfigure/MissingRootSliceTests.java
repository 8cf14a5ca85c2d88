package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of somebody whose application serves a directory that only the real server
 * has, written with the one line that docs/testing.md recommends.
 */
@WebMvcTest(controllers = MissingRootSliceTests.Page.class, properties = "media.missing-root=ignore")
@Import(MissingRootSliceTests.Assets.class)
class MissingRootSliceTests {

	@TempDir
	private static Path server;

	@Autowired
	private MockMvcTester mvc;

	/** As {@code application.properties} would say. */
	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("media.root", () -> server.resolve("srv/media").toString());
		registry.add("media.mounts.docs.url", () -> "/docs");
		registry.add("media.mounts.docs.root", () -> server.resolve("srv/docs").toString());
	}

	@Test
	void pageIsTestedWithoutTheFiles() {
		assertThat(this.mvc.get().uri("/page")).hasStatusOk().bodyText().isEqualTo("<img src=\"/media/a.png\">");
		assertThat(server).isEmptyDirectory();
	}

	@Test
	void whatIsMountedHasNoFiles() {
		for (String url : new String[] { "/media/a.txt", "/docs/a.txt", "/css/a.txt", "/avatars/a.txt" }) {
			assertThat(this.mvc.get().uri(url)).hasStatus(HttpStatus.NOT_FOUND);
		}
	}

	@Test
	void directoryThatComesLaterIsServed(@Autowired MediaRegistry media) throws IOException {
		Path late = server.resolve("late");
		media.mount("/late", late);
		assertThat(this.mvc.get().uri("/late/a.txt")).hasStatus(HttpStatus.NOT_FOUND);
		Files.createDirectory(late);
		Files.writeString(late.resolve("a.txt"), "there");
		assertThat(this.mvc.get().uri("/late/a.txt")).hasStatusOk().bodyText().isEqualTo("there");
		Files.delete(late.resolve("a.txt"));
		Files.delete(late);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Page.class)
	static class Application {

	}

	@RestController
	static class Page {

		private final MediaUrls urls;

		Page(MediaUrls urls) {
			this.urls = urls;
		}

		@GetMapping("/page")
		String page() {
			return "<img src=\"" + this.urls.url("a.png") + "\">";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Assets {

		Assets(MediaRegistry media, @Value("${media.root}") Path root) {
			media.mount("/css", root.resolveSibling("css"));
		}

		@Bean
		Mount avatars(@Value("${media.root}") Path root) {
			return Mount.of("/avatars", root.resolveSibling("avatars"));
		}

	}

}
