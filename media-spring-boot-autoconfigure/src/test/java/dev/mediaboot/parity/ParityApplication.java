package dev.mediaboot.parity;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.MediaAccess;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The application that is asked itself, and that the web servers are in front of.
 */
@Configuration(proxyBeanMethods = false)
@Import(ParityApplication.Pages.class)
class ParityApplication {

	static final String SECRET = "only-the-web-server-knows";

	private static final Path MOUNTS = Path.of("src/test/resources/dev/mediaboot/parity/mounts.properties");

	/**
	 * The mounts, and what else the application is told.
	 * @param files the files of the mounts
	 * @param offload how files with rules are handed over
	 * @param more further properties
	 */
	static String[] properties(ParityFiles files, String offload, String... more) throws IOException {
		Properties mounts = new Properties();
		try (Reader reader = Files.newBufferedReader(MOUNTS)) {
			mounts.load(reader);
		}
		List<String> properties = new ArrayList<>(
				List.of("files=" + files.path(""), "offload=" + offload, "media.offload.secret=" + SECRET,
						"server.forward-headers-strategy=framework", "spring.mvc.problemdetails.enabled=true",
						"spring.web.resources.add-mappings=false", "logging.level.root=ERROR"));
		properties.addAll(List.of(more));
		mounts.forEach((key, value) -> properties.add(key + "=" + value));
		return properties.toArray(String[]::new);
	}

	@Bean(defaultCandidate = false)
	MediaAccess gate() {
		return (request) -> "open".equals(request.field("X-Pass")) ? MediaAccess.Decision.ALLOW
				: MediaAccess.Decision.DENY;
	}

	@Bean
	Visits visits() {
		return new Visits();
	}

	/**
	 * Counts the requests that reach the application, and those whose files it hands
	 * over.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static final class Visits implements Filter {

		private final AtomicLong count = new AtomicLong();

		private final AtomicLong handedOver = new AtomicLong();

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			this.count.incrementAndGet();
			chain.doFilter(request, response);
			HttpServletResponse head = (HttpServletResponse) response;
			if (head.getHeader("X-Accel-Redirect") != null || head.getHeader("X-Sendfile") != null) {
				this.handedOver.incrementAndGet();
			}
		}

		long count() {
			return this.count.get();
		}

		long handedOver() {
			return this.handedOver.get();
		}

	}

	@RestController
	static class Pages {

		@RequestMapping("/app/echo/**")
		String echo(HttpServletRequest request) {
			return request.getMethod() + " " + request.getRequestURI() + " " + request.getQueryString();
		}

		@GetMapping("/app/address")
		String address(HttpServletRequest request) {
			return request.getScheme() + "://" + request.getServerName();
		}

		@GetMapping("/app/client")
		String client(HttpServletRequest request) {
			return request.getRemoteAddr();
		}

		@GetMapping("/app/teapot")
		ResponseEntity<String> teapot() {
			return ResponseEntity.status(418).body("short and stout");
		}

		@GetMapping("/app/redirect")
		ResponseEntity<Void> redirect() {
			return ResponseEntity.status(303).location(URI.create("/app/echo")).build();
		}

		@GetMapping("/app/field")
		ResponseEntity<String> field() {
			return ResponseEntity.ok()
				.header("X-Application", "a field")
				.header("Cache-Control", "private")
				.header("Content-Security-Policy", "default-src 'self'")
				.body("a field");
		}

		@GetMapping("/app/page")
		String page() {
			return "<p>a page</p>".repeat(200);
		}

	}

}
