package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.MediaRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
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
 * Tests for the slice that {@link WebMvcTest @WebMvcTest} starts.
 */
@WebMvcTest(controllers = MediaWebMvcSliceTests.Greeting.class)
@Import(MediaWebMvcSliceTests.Assets.class)
class MediaWebMvcSliceTests {

	@TempDir
	private static Path root;

	@Autowired
	private MockMvcTester mvc;

	@BeforeAll
	static void write() throws IOException {
		Files.writeString(root.resolve("a.txt"), "from the disk");
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("media.root", () -> root.toString());
		registry.add("media.admin-prefix", () -> "/admin-media");
	}

	@Test
	void mountOfThePropertiesIsServed() {
		assertThat(this.mvc.get().uri("/media/a.txt")).hasStatusOk().bodyText().isEqualTo("from the disk");
	}

	@Test
	void adminMountOfThePropertiesIsServed() {
		assertThat(this.mvc.get().uri("/admin-media/admin.css")).hasStatusOk();
	}

	@Test
	void importedConfigurationMounts() {
		assertThat(this.mvc.get().uri("/assets/a.txt")).hasStatusOk().bodyText().isEqualTo("from the disk");
	}

	@Test
	void missingFileIsNotFound() {
		assertThat(this.mvc.get().uri("/media/missing.txt")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void controllerOfTheSliceIsServed() {
		assertThat(this.mvc.get().uri("/hello")).hasStatusOk().bodyText().isEqualTo("Hello");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Greeting.class)
	static class Application {

	}

	@RestController
	static class Greeting {

		@GetMapping("/hello")
		String hello() {
			return "Hello";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Assets {

		Assets(MediaRegistry media, @Value("${media.root}") Path directory) {
			media.mount("/assets", directory);
		}

	}

}
