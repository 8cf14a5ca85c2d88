package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for media in the tests of an application: without a server it is served as with
 * one, however it is dispatched, and with the filters it is as well protected.
 */
@ContextConfiguration(classes = MockMvcDispatchTests.Configured.class)
class MockMvcDispatchTests {

	@TempDir
	private static Path root;

	@BeforeAll
	static void write() throws IOException {
		Files.writeString(root.resolve("a.txt"), "from the disk");
	}

	private abstract static class Contract {

		private final HttpStatus protectedStatus;

		@Autowired
		private MockMvcTester mvc;

		Contract(HttpStatus protectedStatus) {
			this.protectedStatus = protectedStatus;
		}

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("media.root", () -> root.toString());
			registry.add("media.dispatch", () -> "filter");
			registry.add("media.mounts.docs.root", () -> root.toString());
			registry.add("media.mounts.docs.url", () -> "/media/docs");
			registry.add("media.mounts.docs.dispatch", () -> "mvc");
		}

		@Test
		void whatIsServedBeforeTheApplicationIsServed() {
			assertThat(this.mvc.get().uri("/media/a.txt")).hasStatusOk().bodyText().isEqualTo("from the disk");
			assertThat(this.mvc.get().uri("/media/missing.txt")).hasStatus(HttpStatus.NOT_FOUND);
		}

		@Test
		void whatIsServedBelowAContextPathIsServed() {
			assertThat(this.mvc.get().uri("/app/media/a.txt").contextPath("/app")).hasStatusOk();
			assertThat(this.mvc.get().uri("/app/mvc/media/a.txt").contextPath("/app").servletPath("/mvc"))
				.hasStatusOk();
		}

		/** Spring Boot's own rules let nobody in, but they are not in this slice. */
		@Test
		void whatIsServedBehindTheFiltersPassesThem() {
			assertThat(this.mvc.get().uri("/media/docs/a.txt")).hasStatus(this.protectedStatus);
		}

	}

	@Nested
	@WebMvcTest
	class Slice extends Contract {

		Slice() {
			super(HttpStatus.OK);
		}

	}

	@Nested
	@WebMvcTest
	@AutoConfigureMockMvc(addFilters = false)
	class SliceWithoutFilters extends Contract {

		SliceWithoutFilters() {
			super(HttpStatus.OK);
		}

	}

	@Nested
	@SpringBootTest
	@AutoConfigureMockMvc
	class Application extends Contract {

		Application() {
			super(HttpStatus.UNAUTHORIZED);
		}

	}

	@Nested
	@SpringBootTest
	@AutoConfigureMockMvc(addFilters = false)
	class ApplicationWithoutFilters extends Contract {

		ApplicationWithoutFilters() {
			super(HttpStatus.OK);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configured {

	}

}
