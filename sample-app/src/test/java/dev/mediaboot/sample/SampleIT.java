package dev.mediaboot.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application, started from some other directory.
 */
@Timeout(120)
class SampleIT {

	private static final Path JAR = Path.of("target/sample-app.jar").toAbsolutePath();

	private static final String ALBUM = "--media.mounts.album.root=" + Path.of("album").toAbsolutePath();

	private static final Pattern STARTED = Pattern.compile(" started on port (\\d+)");

	@TempDir
	Path elsewhere;

	private Process process;

	@AfterEach
	void stop() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor(30, TimeUnit.SECONDS);
	}

	@Test
	void packagedApplicationServesTheRootItIsGiven() throws Exception {
		Path root = Files.createDirectory(this.elsewhere.resolve("films"));
		Files.writeString(root.resolve("Été 1.txt"), "abcdefghijklmnopqrstuvwxyz");
		start("--media.root=" + root, ALBUM);
		int port = awaitPort();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port + "/media/%C3%89t%C3%A9%201.txt"))
			.header("Range", "bytes=-3")
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(206);
		assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes 23-25/26");
		assertThat(response.body()).isEqualTo("xyz");
	}

	@Test
	void packagedApplicationServesTheAssetsInsideIt() throws Exception {
		start("--media.root=" + Files.createDirectory(this.elsewhere.resolve("empty")), ALBUM);
		int port = awaitPort();
		for (String path : List.of("/css/gallery.css", "/admin-media/admin.css",
				"/admin-media/lib/uplot/uPlot.min.css")) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(request, HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type"))
				.hasValueSatisfying((type) -> assertThat(type).startsWith("text/css"));
		}
	}

	@Test
	void packagedApplicationWithoutItsRootSaysWhatToDo() throws Exception {
		start();
		List<String> output = new ArrayList<>();
		try (BufferedReader reader = this.process.inputReader()) {
			reader.lines().forEach(output::add);
		}
		assertThat(this.process.waitFor()).isNotZero();
		assertThat(output).anySatisfy((line) -> assertThat(line).contains("APPLICATION FAILED TO START"))
			.anySatisfy((line) -> assertThat(line).contains("'media.root'", "does not exist"));
	}

	@Test
	void packagedApplicationWritesTheConfigurationOfAWebServerAndExits() throws Exception {
		Path media = Files.createDirectory(this.elsewhere.resolve("media"));
		Path errors = this.elsewhere.resolve("errors");
		ProcessBuilder builder = command("--media.root=" + media, ALBUM,
				"--media.export.upstream=http://127.0.0.1:8080", "--media.export.format=nginx");
		this.process = builder.redirectErrorStream(false).redirectError(errors.toFile()).start();
		String output = new String(this.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(this.process.waitFor()).as(Files.readString(errors)).isZero();
		// Assets mounts /css in its constructor
		assertThat(output).startsWith("# media-spring-boot-starter nginx sha256:")
			.contains("alias \"" + media + "/\"", "\"/css/\"")
			.doesNotContain(" INFO ", "Spring Boot");
		assertThat(Files.readString(errors)).doesNotContain("started on port");
	}

	@Test
	void packagedApplicationThatCannotWriteTheConfigurationSaysSo() throws Exception {
		Path media = Files.createDirectory(this.elsewhere.resolve("media"));
		start("--media.root=" + media, ALBUM, "--media.export.format=nginx",
				"--media.export.upstream=http://127.0.0.1:8080",
				"--media.export.file=" + this.elsewhere.resolve("nowhere/media.conf"));
		String output = new String(this.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(this.process.waitFor()).isEqualTo(1);
		assertThat(output).contains("APPLICATION FAILED TO START", "cannot be written", "'media.export.file'");
		assertThat(this.elsewhere.resolve("nowhere")).doesNotExist();
	}

	private void start(String... arguments) throws IOException {
		this.process = command(arguments).start();
	}

	private ProcessBuilder command(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-jar", JAR.toString(), "--server.port=0"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).directory(this.elsewhere.toFile()).redirectErrorStream(true);
	}

	private int awaitPort() throws IOException {
		BufferedReader reader = this.process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			Matcher matcher = STARTED.matcher(line);
			if (matcher.find()) {
				return Integer.parseInt(matcher.group(1));
			}
		}
		throw new AssertionError("The application stopped before it listened");
	}

}
