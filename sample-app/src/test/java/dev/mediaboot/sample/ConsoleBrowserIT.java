package dev.mediaboot.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.mediaboot.MediaRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console shows what the running application does, to everybody.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ConsoleBrowserIT {

	@TempDir
	Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private MediaRegistry media;

	private Browser browser;

	@BeforeEach
	void openConsole() {
		Browser.assumeInstalled();
		this.browser = Browser.start(this.directory, Map.of());
		this.browser.open(url("/admin-media/"));
		this.browser.await("the figures", () -> this.browser.element("#figures").isDisplayed());
	}

	@AfterEach
	void browserHasNothingToComplainAbout() {
		// There is none where it is not installed
		if (this.browser != null) {
			try (Browser closing = this.browser) {
				assertThat(closing.errors()).isEmpty();
			}
		}
	}

	@Test
	void plotsRiseUnderLoadAndFallAfterIt() {
		String before = requests("/media");
		try (Load load = new Load()) {
			load.ask(url("/media/documents/hello.txt"));
			load.ask(url("/media/none.txt"));
			this.browser.await("requests", () -> !now("Requests per second").equals("0"));
			this.browser.await("bytes", () -> !now("Bytes per second").equals("0 B/s"));
			this.browser.await("a time", () -> now("Mean time to last byte").endsWith("s"));
			this.browser.await("the total", () -> !requests("/media").equals(before));
			this.browser.await("what was not found",
					() -> this.browser.elements(".legend li")
						.stream()
						.anyMatch((outcome) -> outcome.getText().matches("not found\\s+[1-9].*")));
		}
		this.browser.await("the silence", () -> now("Requests per second").equals("0"));
	}

	@Test
	void lastHourIsAChoice() {
		this.browser.element(".span label:last-child").click();
		this.browser.await("the minutes", () -> plot("Requests per second").getText().contains("last minute"));
	}

	@Test
	void pausedConsoleStandsStill() {
		this.browser.element("#pause").click();
		assertThat(this.browser.element("#updated").getText()).startsWith("Paused");
		this.browser.element("#pause").click();
		this.browser.await("the next figures", () -> this.browser.element("#updated").getText().startsWith("Updated"));
	}

	@Test
	void figuresThatNobodySentAreNotNew() {
		this.browser.run("window.fetch = () => Promise.reject(new TypeError())");
		this.browser.await("the silence", () -> this.browser.title().startsWith("No response"));
		this.browser.element(".span label:last-child").click();
		assertThat(plot("Requests per second").getText()).contains("last minute");
		assertThat(this.browser.element("#updated").getText()).startsWith("Last updated");
		assertThat(this.browser.title()).startsWith("No response");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			401, , 404, Sign in to see the console
			403, , 404, Sign in to see the console
			404, , 404, The console is no longer here
			500, , 404, The application failed to provide the figures
			200, , 401, You do not have access to the figures
			200, , 404, The endpoint is not exposed
			200, 9001, 403, You do not have access to the figures
			200, 9001, 404, The figures are on another port
			200, 9001, 502, The application failed to provide the figures
			""")
	void whatIsMissingIsNamed(int page, Integer management, int endpoint, String notice) {
		this.browser.run("window.fetch = () => Promise.reject(new TypeError())");
		this.browser.await("the silence", () -> notice().equals("The application does not respond"));
		this.browser.run("""
				const [page, port, endpoint] = arguments;
				const settings = JSON.stringify({ endpoint: '/actuator/media', port });
				window.fetch = async (url) => new Response(settings, {
					status: url.pathname.endsWith('/console.json') ? page : endpoint,
					headers: { 'Content-Type': 'application/json' },
				});
				""", page, management, endpoint);
		this.browser.element("#again button").click();
		this.browser.await(notice, () -> notice().equals(notice));
	}

	@Test
	void keyboardMovesThroughTimeAndTheValuesAreSaid() {
		WebElement slider = plot("Requests per second").findElement(By.cssSelector("[role=slider]"));
		slider.sendKeys(Keys.HOME);
		assertThat(slider.getDomAttribute("aria-valuetext"))
			.matches("\\d\\d:\\d\\d:\\d\\d: .+ in total, .+ not found, .+");
		String first = slider.getDomAttribute("aria-valuenow");
		slider.sendKeys(Keys.END, Keys.ARROW_LEFT);
		assertThat(Long.parseLong(slider.getDomAttribute("aria-valuenow"))).isGreaterThan(Long.parseLong(first));
	}

	@Test
	void mountsComeAndGo() {
		assertThat(this.browser.elements("#mount-rows th")).extracting(WebElement::getText)
			.contains("/media", "/css", "/js", "/admin-media");
		try (MediaRegistry.Registration late = this.media.mount("/late", this.directory)) {
			this.browser.await("the mount", () -> !rows(late.mount().url()).isEmpty());
		}
		this.browser.await("the mount to go", () -> rows("/late").isEmpty());
	}

	@Test
	void detailsOfPausedConsoleStayWhenTheyAreOpenedAgain() {
		WebElement button = row("/media").findElement(By.tagName("button"));
		button.click();
		WebElement details = this.browser.element("#" + button.getDomAttribute("aria-controls"));
		String before = details.getText();
		try (Load load = new Load()) {
			load.ask(url("/media/none.txt"));
			this.browser.await("what was not found", () -> !details.getText().equals(before));
		}
		this.browser.element("#pause").click();
		String paused = details.getText();
		button.click();
		button.click();
		assertThat(details.getText()).isEqualTo(paused);
	}

	@Test
	void rootThatIsMissingIsShownUntilItIsBack() throws IOException {
		Path root = Files.createDirectory(this.directory.resolve("root"));
		try (MediaRegistry.Registration registration = this.media.mount("/fragile", root)) {
			String url = registration.mount().url();
			this.browser.await("the mount", () -> !rows(url).isEmpty());
			assertThat(row(url).getText()).startsWith("Up");
			Files.delete(root);
			this.browser.await("the bad news", () -> row(url).getText().startsWith("Down"));
			assertThat(row(url).findElement(By.className("problem")).getText()).isNotBlank();
			assertThat(this.browser.element("#state").getText()).contains("1 down", url);
			assertThat(this.browser.title()).startsWith("1 down");
			Files.createDirectory(root);
			this.browser.await("the good news", () -> row(url).getText().startsWith("Up"));
			assertThat(this.browser.element("#state").getText()).endsWith("all up");
		}
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "light, 360", "dark, 1280", "dark, 360" })
	void everybodyCanUseIt(String colours, int width) throws IOException {
		this.browser.emulate(colours, width);
		this.browser.element("#mount-rows button").click();
		this.browser.run("document.querySelectorAll('.plot details').forEach((table) => table.open = true)");
		assertThat(this.browser.violations()).isEmpty();
		assertThat(this.browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	private String notice() {
		return this.browser.elements("#notice h2").stream().map(WebElement::getText).collect(Collectors.joining());
	}

	private WebElement plot(String title) {
		return this.browser.elements(".plot")
			.stream()
			.filter((plot) -> plot.findElement(By.tagName("h3")).getText().equals(title))
			.findFirst()
			.orElseThrow();
	}

	private String now(String title) {
		return plot(title).findElement(By.cssSelector(".now strong")).getText();
	}

	private String requests(String url) {
		return row(url).findElement(By.cssSelector("[data-label=Requests] span")).getText();
	}

	private WebElement row(String url) {
		return rows(url).get(0);
	}

	private List<WebElement> rows(String url) {
		return this.browser.elements("#mount-rows tr:not(.more)")
			.stream()
			.filter((row) -> row.findElement(By.tagName("th")).getText().equals(url))
			.toList();
	}

	/**
	 * Asks for every URL fifty times a second.
	 */
	private static final class Load implements AutoCloseable {

		private final HttpClient client = HttpClient.newHttpClient();

		private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

		void ask(String url) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
			this.clock.scheduleAtFixedRate(
					() -> this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join(), 0, 20,
					TimeUnit.MILLISECONDS);
		}

		@Override
		public void close() {
			this.clock.shutdownNow();
		}

	}

}
