package dev.mediaboot.sample;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a client sends as an upload, the answer is a page of the gallery.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class UploadIT {

	@TempDir
	private static Path root;

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("media.root", root::toString);
		registry.add("spring.servlet.multipart.max-file-size", () -> "1MB");
		registry.add("spring.servlet.multipart.max-request-size", () -> "2MB");
	}

	static String[] names() {
		String ideograph = Character.toString(0x20000);
		return new String[] { "ordinary.txt", "nul\0.txt", "in front of the cut" + ideograph + "y".repeat(79),
				ideograph.repeat(60) + ".txt", ideograph.repeat(60) + "y.txt", "\u4E2D".repeat(300), "..", "\u0001",
				"\uFFFD" };
	}

	@ParameterizedTest
	@MethodSource("names")
	void uploadWithAnyNameIsTakenOrRefused(String name) throws Exception {
		String body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
				+ "\"\r\n\r\nhello\r\n--B--\r\n";
		assertThat(post("/uploads", "multipart/form-data; boundary=B", body)).isEqualTo("/gallery");
		assertThat(root.resolve(Library.UPLOADS)).isDirectoryNotContaining("glob:**/.*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=B", "multipart/form-data", "text/plain" })
	void uploadThatIsNoneOrEndsEarlyIsRefused(String type) throws Exception {
		String body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhel";
		assertThat(post("/uploads", type, body)).isEqualTo("/gallery");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1.5, 3 })
	void uploadThatIsTooLargeIsExplained(double megabytes) throws Exception {
		String body = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
				+ "a".repeat((int) (megabytes * 1024 * 1024)) + "\r\n--B--\r\n";
		assertThat(post("/uploads", "multipart/form-data; boundary=B", body)).isEqualTo("/gallery");
		HttpRequest gallery = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/gallery")).build();
		assertThat(this.client.send(gallery, HttpResponse.BodyHandlers.ofString()).body())
			.contains("The file is too large. The limit is 1 MB.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%00", "..", ".", "a%2Fb", "" })
	void uploadThatCannotBeIsNotDeleted(String name) throws Exception {
		assertThat(post("/admin/delete", "application/x-www-form-urlencoded", "name=" + name)).isEqualTo("/admin");
	}

	private String post(String path, String type, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<Void> response = this.client.send(request, HttpResponse.BodyHandlers.discarding());
		assertThat(response.statusCode()).isEqualTo(302);
		return response.headers()
			.firstValue("Location")
			.map((location) -> URI.create(location).getPath())
			.orElseThrow()
			.replaceFirst(";jsessionid=.*", "");
	}

}
