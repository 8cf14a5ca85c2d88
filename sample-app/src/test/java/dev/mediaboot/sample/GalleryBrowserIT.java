package dev.mediaboot.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees, and what strangers' files cannot do.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GalleryBrowserIT {

	/** Leaves traces wherever it runs: a request, a title and a cookie. */
	private static final String SCRIPT = """
			fetch('/ran?where=' + encodeURIComponent(location.pathname), { mode: 'no-cors' });
			try { document.cookie = 'owned=yes; path=/'; } catch (error) { }
			document.title = 'owned';
			""";

	private static final Map<String, String> EVIL = Map.of("evil.html",
			"<!DOCTYPE html><title>evil</title><h1>evil</h1><script>" + SCRIPT + "</script>", "evil.svg",
			"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/>"
					+ "<script><![CDATA[" + SCRIPT + "]]></script></svg>");

	@TempDir
	static Path directory;

	@TempDir
	Path downloads;

	@LocalServerPort
	private int port;

	@Autowired
	private MediaRegistry media;

	@Autowired
	private Exchanges exchanges;

	@Autowired
	private Unprotected unprotected;

	private Browser browser;

	@DynamicPropertySource
	static void mediaRoot(DynamicPropertyRegistry properties) throws IOException {
		Path root = directory.resolve("media");
		FileSystemUtils.copyRecursively(Path.of("media"), root);
		properties.add("media.root", root::toString);
	}

	@BeforeEach
	void startBrowser() throws IOException {
		Browser.assumeInstalled();
		FileSystemUtils.deleteRecursively(directory.resolve("media/uploads"));
		this.browser = Browser.start(this.downloads, Map.of());
		this.exchanges.clear();
		this.unprotected.ran.clear();
	}

	@AfterEach
	void stopBrowser() {
		// There is none where it is not installed
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@Test
	void galleryIsStyledAndScriptedAndEveryPictureIsDecoded() {
		this.browser.open(url("/"));
		this.browser.assertGalleryStyledAndScripted();
		assertEveryPictureDecoded();
		assertThat(this.exchanges).noneMatch((exchange) -> exchange.status() >= 400);
	}

	@Test
	void galleryIsTheSameOnAFirstVisitWithoutCookies() {
		this.browser.close();
		this.browser = Browser.start(this.downloads, Map.of("profile.default_content_setting_values.cookies", 2));
		this.browser.open(url("/"));
		assertThat(this.browser.element("link[rel=stylesheet]").getDomAttribute("href"))
			.matches("/css/gallery\\.[a-z2-7]{16}\\.css");
		assertThat(this.browser.element("script").getDomAttribute("src")).matches("/js/gallery\\.[a-z2-7]{16}\\.js");
		this.browser.assertGalleryStyledAndScripted();
		assertEveryPictureDecoded();
	}

	@Test
	void pictureOpensInAViewerThatTheKeyboardMoves() {
		this.browser.open(url("/"));
		this.browser.element(".picture").click();
		this.browser.await("the viewer", () -> this.browser.element(".viewer figcaption").getText().contains("1 of "));
		this.browser.run("arguments[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))",
				this.browser.element(".viewer"));
		assertThat(this.browser.element(".viewer figcaption").getText()).contains("2 of ");
		this.browser.await("the picture", () -> this.browser.naturalWidth(this.browser.element(".viewer img")) > 0);
	}

	@Test
	void filmSeeksAndShowsItsCaptions() {
		this.browser.open(url("/"));
		WebElement film = this.browser.element("video");
		this.browser.await("the film's length",
				() -> this.browser.number("return arguments[0].duration || 0", film) > 29);
		this.browser.run("arguments[0].muted = true; arguments[0].currentTime = 26; arguments[0].play();", film);
		this.browser.await("the film plays after the jump",
				() -> this.browser.number("return arguments[0].currentTime", film) > 26.5);
		assertThat(this.exchanges).anySatisfy((exchange) -> {
			assertThat(exchange.path()).endsWith(".mp4");
			assertThat(exchange.status()).isEqualTo(206);
			assertThat(exchange.range()).startsWith("bytes=").isNotEqualTo("bytes=0-");
		});
		assertThat(this.browser.run("return arguments[0].textTracks[0].cues.length", film)).isEqualTo(7L);
		assertThat(this.browser.run("return arguments[0].textTracks[0].activeCues[0].text", film))
			.isEqualTo("Good night.");
	}

	@Test
	void uploadIsDisplayedAtOnce() throws IOException {
		this.browser.open(url("/"));
		upload(Files.copy(directory.resolve("media/images/stained-glass.png"),
				directory.resolve("Mein Bücherregal.png")));
		assertThat(this.browser.element("[role=status]").getText()).contains("Mein Bücherregal.png");
		WebElement picture = this.browser.element(".picture img[alt='Mein Bücherregal']");
		assertThat(picture.getDomAttribute("src")).isEqualTo("/media/uploads/Mein%20B%C3%BCcherregal.png");
		this.browser.await("the uploaded picture", () -> this.browser.naturalWidth(picture) == 1200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.html", "evil.svg" })
	void uploadedScriptIsDownloadedNotRun(String name) throws IOException {
		uploadEvil(name);
		this.browser.open(url("/media/uploads/" + name));
		this.browser.await("the download", () -> Files.exists(this.downloads.resolve(name)));
		embed("img", "/media/uploads/" + name);
		embed("iframe", "/media/uploads/" + name);
		embed("object", "/media/uploads/" + name);
		assertNothingRan();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.html", "evil.svg" })
	void uploadedScriptDoesNotRunEvenWhenDisplayed(String name) throws IOException {
		uploadEvil(name);
		Mount inline = Mount.of("/inline", directory.resolve("media"))
			.withContent(Mount.Content.USER)
			.withDisposition(Mount.Disposition.INLINE);
		try (MediaRegistry.Registration registration = this.media.mount(inline)) {
			this.browser.open(url(registration.mount().url() + "/uploads/" + name));
			assertThat(this.browser.elements("h1, rect")).hasSize(1);
			assertThat(this.browser.title()).isNotEqualTo("owned");
			this.browser.open(url("/mounts"));
			embed("iframe", "/inline/uploads/" + name);
			embed("object", "/inline/uploads/" + name);
			assertNothingRan();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.html", "evil.svg" })
	void sameScriptRunsWhereNothingProtects(String name) {
		this.browser.open(url("/unprotected/" + name));
		this.browser.await("the script", () -> this.unprotected.ran.contains("/unprotected/" + name));
		assertThat(this.browser.title()).isEqualTo("owned");
		assertThat(this.browser.run("return document.cookie")).asString().contains("owned=yes");
	}

	@Test
	void pdfIsDisplayedInTheBrowser() {
		this.browser.open(url("/media/documents/how%20these%20pictures%20were%20made.pdf"));
		assertThat(this.browser.run("return document.contentType")).isEqualTo("application/pdf");
		this.browser.await("the viewer", () -> this.browser.targets().contains("chrome-extension://"));
		assertThat(this.downloads).isEmptyDirectory();
	}

	@Test
	void secondVisitAsksAgainForPicturesButNotForVersionedAssets() {
		this.browser.open(url("/"));
		assertEveryPictureDecoded();
		this.exchanges.clear();
		this.browser.open(url("/"));
		assertEveryPictureDecoded();
		assertThat(this.exchanges).filteredOn((exchange) -> exchange.path().matches("/media/images/.*"))
			.hasSize(12)
			.allSatisfy((exchange) -> assertThat(exchange.status()).isEqualTo(304));
		assertThat(this.exchanges).noneMatch((exchange) -> exchange.path().matches("/(css|js)/.*"));
	}

	@Test
	void pageOfAnotherOriginCannotReadMedia() {
		this.browser.open(url("/mounts").replace("localhost", "127.0.0.1"));
		String read = "return (await (await fetch('%s')).text()).length;";
		assertThat(this.browser.runAsync(read.formatted(url("/media/documents/about.txt")))).asString()
			.startsWith("TypeError");
		assertThat(this.browser.runAsync(read.formatted("/media/documents/about.txt"))).isInstanceOf(Long.class);
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	private void assertEveryPictureDecoded() {
		assertThat(this.browser.awaitPictures()).hasSize(12);
	}

	private void uploadEvil(String name) throws IOException {
		this.browser.open(url("/"));
		upload(Files.writeString(directory.resolve(name), EVIL.get(name)));
		assertThat(this.browser.element(".others").getText()).contains(name);
	}

	private void upload(Path file) {
		this.browser.element("input[type=file]").sendKeys(file.toString());
		this.browser.element(".upload button").click();
		this.browser.await("the answer to the upload", () -> !this.browser.elements("[role=status]").isEmpty());
	}

	private void embed(String element, String path) {
		this.browser.run("""
				const element = document.createElement(arguments[0]);
				element.setAttribute(arguments[0] === 'object' ? 'data' : 'src', arguments[1]);
				document.body.append(element);
				""", element, path);
		this.browser.await(path, () -> this.exchanges.stream().anyMatch((exchange) -> exchange.path().equals(path)));
		this.exchanges.clear();
	}

	/** What the page started before this script ran is over when this one was heard. */
	private void assertNothingRan() {
		assertThat(this.browser.title()).isNotEqualTo("owned");
		assertThat(this.browser.run("return document.cookie")).asString().doesNotContain("owned");
		this.browser.open(url("/unprotected/evil.html"));
		this.browser.await("the script", () -> !this.unprotected.ran.isEmpty());
		assertThat(this.unprotected.ran).containsOnly("/unprotected/evil.html");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Observers {

		@Bean
		Exchanges exchanges() {
			return new Exchanges();
		}

		@Bean
		Filter recordingFilter(Exchanges exchanges) {
			return (request, response, chain) -> {
				chain.doFilter(request, response);
				HttpServletRequest http = (HttpServletRequest) request;
				exchanges.add(new Exchange(http.getServletPath(), String.valueOf(http.getHeader("Range")),
						((HttpServletResponse) response).getStatus()));
			};
		}

		@Bean
		Unprotected unprotected() {
			return new Unprotected();
		}

	}

	record Exchange(String path, String range, int status) {
	}

	static final class Exchanges extends ConcurrentLinkedQueue<Exchange> {

		private static final long serialVersionUID = 1L;

	}

	/**
	 * What happens without the starter, and the place where the scripts are heard.
	 */
	@RestController
	static class Unprotected {

		private final Queue<String> ran = new ConcurrentLinkedQueue<>();

		@GetMapping("/unprotected/{name}")
		ResponseEntity<String> file(@PathVariable String name) {
			MediaType type = name.endsWith(".svg") ? MediaType.valueOf("image/svg+xml") : MediaType.TEXT_HTML;
			return ResponseEntity.ok().contentType(type).body(EVIL.get(name));
		}

		@GetMapping("/ran")
		void ran(@RequestParam String where) {
			this.ran.add(where);
		}

	}

}
