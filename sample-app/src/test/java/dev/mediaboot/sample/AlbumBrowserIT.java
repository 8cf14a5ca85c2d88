package dev.mediaboot.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees who logs in, looks at pictures, and logs out.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "sample.share-for=8s")
class AlbumBrowserIT {

	@TempDir
	Path downloads;

	@LocalServerPort
	private int port;

	private Browser browser;

	@BeforeEach
	void startBrowser() {
		Browser.assumeInstalled();
		this.browser = Browser.start(this.downloads, Map.of());
		this.browser.open(url("/"));
		this.browser.element("nav a[href*=album]").click();
	}

	@AfterEach
	void stopBrowser() {
		// There is none where it is not installed
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@Test
	void userLogsInSeesPicturesAndLogsOut() {
		assertThat(this.browser.element("main").getText()).contains("the password ann");
		logIn("ann", "ann");
		assertThat(this.browser.element("h1").getText()).isEqualTo("Ann’s album");
		assertThat(this.browser.awaitPictures()).hasSize(5)
			.allSatisfy((source) -> assertThat(source).startsWith("/album/ann/"));
		assertThat(this.browser.errors()).isEmpty();
		logOut();
		assertThat(this.browser.element("[role=status]").getText()).isEqualTo("You are logged out.");
		this.browser.open(url("/my/album"));
		assertThat(this.browser.title()).isEqualTo("Log in");
		this.browser.open(url("/album/ann/pebbles.jpg"));
		assertThat(this.browser.title()).isEqualTo("Log in");
	}

	@Test
	void nextUserSeesNothingOfTheOneBefore() {
		logIn("ann", "ann");
		this.browser.awaitPictures();
		logOut();
		logIn("bob", "bob");
		assertThat(this.browser.element("h1").getText()).isEqualTo("Bob’s album");
		assertThat(this.browser.awaitPictures()).allSatisfy((source) -> assertThat(source).startsWith("/album/bob/"));
		// Although the browser may have stored it
		assertThat(this.browser.runAsync("return (await fetch('/album/ann/pebbles.jpg')).status;")).isEqualTo(404L);
	}

	@Test
	void sharedPictureIsSeenWithoutALoginUntilItsLinkExpires() {
		logIn("ann", "ann");
		String shared = this.browser.element("#shared").getAttribute("href");
		logOut();
		assertThat(status(shared)).isEqualTo(200L);
		assertThat(status(shared + "x")).isNotEqualTo(200L);
		this.browser.await("the end of the link", () -> !status(shared).equals(200L));
	}

	/** A redirect to the login page is not followed. */
	private Object status(String url) {
		return this.browser.runAsync("return (await fetch('" + url + "', { redirect: 'manual' })).status;");
	}

	@Test
	void styleSheetHasAFingerprintAndIsKeptForEver() {
		String href = (String) this.browser
			.run("return document.querySelector('link[rel=stylesheet]').getAttribute('href')");
		assertThat(href).matches("/css/gallery\\.[a-z2-7]{16}\\.css");
		assertThat(this.browser.runAsync("return (await fetch('" + href + "')).headers.get('Cache-Control');"))
			.isEqualTo("public, max-age=31536000, immutable");
		assertThat(this.browser.run("return document.styleSheets[0].cssRules.length > 0")).isEqualTo(true);
	}

	@Test
	void wrongPasswordIsReported() {
		logIn("ann", "bob");
		assertThat(this.browser.element("[role=alert]").getText()).isEqualTo("The name or the password is wrong.");
	}

	@Test
	void certificateIsSavedUnderANameForPeople() {
		logIn("ann", "ann");
		this.browser.element("a[href*=certificate]").click();
		this.browser.await("the download", () -> Files.exists(this.downloads.resolve("Certificate of Ann.pdf")));
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "light, 360", "dark, 1280", "dark, 360" })
	void everybodyCanUseIt(String colours, int width) throws IOException {
		this.browser.emulate(colours, width);
		assertUsable();
		logIn("bob", "ann");
		assertUsable();
		logIn("ann", "ann");
		this.browser.awaitPictures();
		assertUsable();
	}

	private void assertUsable() throws IOException {
		assertThat(this.browser.violations()).isEmpty();
		assertThat(this.browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	private void logIn(String name, String password) {
		this.browser.element("#username").sendKeys(name);
		this.browser.element("#password").sendKeys(password);
		this.browser.element(".login button").click();
		this.browser.await("the answer", () -> !this.browser.elements("form[action$=logout], [role=alert]").isEmpty());
	}

	private void logOut() {
		this.browser.element("form[action$=logout] button").click();
		this.browser.await("the login page", () -> this.browser.title().equals("Log in"));
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

}
