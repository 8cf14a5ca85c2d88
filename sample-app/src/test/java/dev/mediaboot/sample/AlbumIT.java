package dev.mediaboot.sample;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who sees which file, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AlbumIT {

	private static final String PEBBLES = "/album/ann/pebbles.jpg";

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/my/album", "/my/certificate", PEBBLES, "/album/ann/none.jpg", "/album/ann/", "/album" })
	void anonymousVisitorIsAskedToLogIn(String path) throws Exception {
		assertRedirect(get(path), "/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/gallery", "/mounts", "/admin", "/login", "/admin-media/", "/css/gallery.css",
			"/media/documents/hello.txt", "/actuator/media" })
	void everythingElseNeedsNoLogin(String path) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void userSeesOwnPictures() throws Exception {
		logIn("ann");
		assertThat(get("/my/album").body()).contains("Ann’s album", "src=\"" + PEBBLES + "\"").doesNotContain("bob");
		HttpResponse<String> picture = get(PEBBLES);
		assertThat(picture.statusCode()).isEqualTo(200);
		assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
		assertThat(picture.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith("private"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/album/bob/green-hills.jpg", "/album/bob/none.jpg", "/album/bob/", "/album/bob",
			"/album/BOB/green-hills.jpg", "/album/anna/pebbles.jpg", "/album/%62ob/green-hills.jpg", "/album/ann",
			"/album" })
	void everythingElseIsHidden(String path) throws Exception {
		logIn("ann");
		assertThat(get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void otherUserSeesThePicturesThatWereHidden() throws Exception {
		logIn("bob");
		assertThat(get("/album/bob/green-hills.jpg").statusCode()).isEqualTo(200);
		assertThat(get(PEBBLES).statusCode()).isEqualTo(404);
	}

	@Test
	void certificateHasNoAddressOfItsOwn() throws Exception {
		assertThat(get("/certificates/ann.pdf").statusCode()).isEqualTo(404);
		logIn("ann");
		assertThat(get("/certificates/ann.pdf").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "ann, Certificate of Ann.pdf", "bob, Certificate of Bob.pdf" })
	void certificateIsDownloadedUnderANameForPeople(String user, String name) throws Exception {
		logIn(user);
		HttpResponse<String> certificate = get("/my/certificate", "Range", "bytes=0-4");
		assertThat(certificate.statusCode()).isEqualTo(206);
		assertThat(certificate.body()).isEqualTo("%PDF-");
		assertThat(certificate.headers().firstValue("Content-Type")).hasValue("application/pdf");
		assertThat(certificate.headers().firstValue("Content-Disposition")).hasValueSatisfying(
				(value) -> assertThat(URLDecoder.decode(value, StandardCharsets.UTF_8)).startsWith("attachment;")
					.contains(name));
	}

	@Test
	void visitorWhoWasAskedToLogInIsSentToThePictureAfterwards() throws Exception {
		assertRedirect(get(PEBBLES), "/login");
		assertRedirect(post("/login", "username=ann&password=ann"), PEBBLES + "?continue");
		assertThat(get(PEBBLES + "?continue").statusCode()).isEqualTo(200);
	}

	@Test
	void wrongPasswordOpensNothing() throws Exception {
		assertRedirect(post("/login", "username=ann&password=bob"), "/login?error");
		assertRedirect(get(PEBBLES), "/login");
	}

	@Test
	void nothingIsLeftAfterLoggingOut() throws Exception {
		logIn("ann");
		assertRedirect(post("/logout", ""), "/login?logout");
		assertRedirect(get(PEBBLES), "/login");
		assertRedirect(get("/my/album"), "/login");
	}

	@Test
	void pageOfAnotherOriginLogsNobodyInOrOut() throws Exception {
		assertThat(post("/login", "username=ann&password=ann", "Sec-Fetch-Site", "cross-site").statusCode())
			.isEqualTo(403);
		assertRedirect(get("/my/album"), "/login");
		logIn("ann");
		assertThat(post("/logout", "", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
		get("/logout", "Sec-Fetch-Site", "cross-site");
		assertThat(get(PEBBLES).statusCode()).isEqualTo(200);
	}

	private void logIn(String user) throws Exception {
		HttpResponse<?> response = post("/login", "username=" + user + "&password=" + user);
		assertThat(response.headers().firstValue("Location").map((location) -> URI.create(location).getPath()))
			.hasValue("/my/album");
	}

	private HttpResponse<String> get(String path, String... fields) throws Exception {
		return send(request(path, fields).GET().build());
	}

	private HttpResponse<String> post(String path, String form, String... fields) throws Exception {
		return send(request(path, fields).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build());
	}

	private HttpRequest.Builder request(String path, String... fields) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		return (fields.length > 0) ? request.headers(fields) : request;
	}

	private HttpResponse<String> send(HttpRequest request) throws Exception {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static void assertRedirect(HttpResponse<?> response, String target) {
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location").map(URI::create))
			.hasValueSatisfying((location) -> assertThat(
					location.getPath() + ((location.getQuery() != null) ? "?" + location.getQuery() : ""))
				.isEqualTo(target));
	}

}
