package dev.mediaboot.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A headless Chromium with an empty profile of its own.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
		this.driver.manage().timeouts().scriptTimeout(PATIENCE);
	}

	/**
	 * Skips the tests where there is no browser, but fails them in continuous
	 * integration.
	 */
	static void assumeInstalled() {
		List<String> missing = Stream.of("chromium", "chromedriver").filter((name) -> find(name).isEmpty()).toList();
		String message = "The browser tests need chromium and chromedriver on the PATH, missing: " + missing;
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			assertThat(missing).as(message).isEmpty();
		}
		assumeThat(missing).as(message).isEmpty();
	}

	static Browser start(Path downloads, Map<String, Object> preferences) {
		Map<String, Object> all = new HashMap<>(preferences);
		all.put("download.default_directory", downloads.toString());
		ChromeOptions options = new ChromeOptions();
		options.setBinary(find("chromium").orElseThrow());
		options.setExperimentalOption("prefs", all);
		options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=1280,900");
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(find("chromedriver").orElseThrow())
			.usingAnyFreePort()
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	private static Optional<File> find(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.map(Path::toFile)
			.findFirst();
	}

	void open(String url) {
		this.driver.get(url);
	}

	String title() {
		return this.driver.getTitle();
	}

	WebElement element(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Runs the body of an asynchronous function.
	 * @param body what it does
	 * @return what it returned, or the error it ended with as a text
	 */
	Object runAsync(String body) {
		return this.driver.executeAsyncScript("const done = arguments[0];" + "(async () => {" + body
				+ "})().then(done, (error) => done(String(error)));");
	}

	/**
	 * Returns what the browser shows, frames and its own viewers included.
	 * @return the targets of the DevTools protocol as a text
	 */
	String targets() {
		return this.driver.executeCdpCommand("Target.getTargets", Map.of()).toString();
	}

	/**
	 * Returns what the browser wrote into its console as errors since this was asked
	 * last.
	 * @return the messages, those of a violated policy among them
	 */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Waits until every picture of the page is decoded, also those further down.
	 * @return where they are from, as the page says it
	 */
	List<String> awaitPictures() {
		List<String> sources = new ArrayList<>();
		for (WebElement picture : elements(".picture img")) {
			String source = picture.getDomAttribute("src");
			run("arguments[0].scrollIntoView()", picture);
			await(source, () -> naturalWidth(picture) > 0);
			sources.add(source);
		}
		return sources;
	}

	double naturalWidth(WebElement picture) {
		return number("return arguments[0].complete ? arguments[0].naturalWidth : 0", picture);
	}

	double number(String script, WebElement element) {
		return (run(script, element) instanceof Number number) ? number.doubleValue() : Double.NaN;
	}

	void assertGalleryStyledAndScripted() {
		assertThat(run("return getComputedStyle(document.querySelector('.pictures')).display")).isEqualTo("grid");
		assertThat(element("html").getDomAttribute("class")).isEqualTo("script");
	}

	/**
	 * Returns which rules of accessibility the page violates.
	 * @return a line for each of them
	 * @throws IOException when the rules cannot be read
	 */
	String violations() throws IOException {
		Resource[] scripts = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js");
		assertThat(scripts).hasSize(1);
		run(scripts[0].getContentAsString(StandardCharsets.UTF_8));
		return String.valueOf(runAsync("""
				const found = await axe.run();
				return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`).join('\\n');
				"""));
	}

	void emulate(String colours, int width) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
	}

	void await(String what, Supplier<Boolean> condition) {
		// What was looked at may have been replaced meanwhile
		new WebDriverWait(this.driver, PATIENCE).withMessage(what)
			.ignoring(StaleElementReferenceException.class)
			.until((driver) -> condition.get());
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
