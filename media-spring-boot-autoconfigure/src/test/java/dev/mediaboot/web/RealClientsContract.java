package dev.mediaboot.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Program;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs that people use get what is on the disk. They are of other hands than ours and
 * know nothing of this library.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealClientsContract {

	private static final byte[] LARGE = Fixture.numbers(700_001);

	/**
	 * A little less and a little more than HTTP/2 lets be sent at once (RFC 9113 §6.9.2),
	 * and much more.
	 */
	private static final int[] LENGTHS = { 60_000, 66_000, LARGE.length };

	private final Server server;

	private final String dispatch;

	private final Map<Protocol, Server.Application> applications = new EnumMap<>(Protocol.class);

	private Fixture fixture;

	@TempDir
	Path home;

	RealClientsContract(Server server, String dispatch) {
		this.server = server;
		this.dispatch = dispatch;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		for (int length : LENGTHS) {
			this.fixture.write("media/" + length + ".png", Fixture.numbers(length));
		}
		this.fixture.awaitAge();
		for (Protocol protocol : List.of(Protocol.H2C, Protocol.H2)) {
			this.applications.put(protocol, this.server.start(protocol, List.of(MemoryStore.Mounted.class),
					this.fixture.properties("media.dispatch=" + this.dispatch)));
		}
	}

	@AfterAll
	void stop() {
		this.applications.values().forEach(Server.Application::close);
	}

	@ParameterizedTest
	@CsvSource({ "H2C, /media/700001.png", "H2, /media/700001.png", "H2C, /memory/700001.png", "H2, /memory/700001.png",
			"H2C, /media/66000.png", "H2, /media/66000.png", "H2C, /memory/66000.png", "H2, /memory/66000.png" })
	void nghttpReceivesWholeLargeFiles(Protocol protocol, String path) throws Exception {
		Program nghttp = Program.installed("nghttp");
		for (int i = 0; i < 20; i++) {
			Program.Run run = nghttp.run(this.home, "--no-verify-peer", url(protocol, path)).succeeds();
			assertThat(run.output()).as("answer %d", i).isEqualTo(content(path));
		}
	}

	/** A window of so many bits is a byte less than their power of two. */
	@ParameterizedTest
	@CsvSource({ "/media/alphabet.txt, 1", "/media/60000.png, 8", "/media/700001.png, 12", "/media/700001.png, 16",
			"/memory/700001.png, 12", "/memory/700001.png, 16", "/media/700001.png, 24" })
	void nghttpReceivesFilesThroughWindowsOfAnySize(String path, String bits) throws Exception {
		Program nghttp = Program.installed("nghttp");
		Program.Run run = nghttp.run(this.home, "--window-bits=" + bits, url(Protocol.H2C, path)).succeeds();
		assertThat(run.output()).isEqualTo(content(path));
	}

	@Test
	void nghttpUpgradesFromHttp11() throws Exception {
		Program nghttp = Program.installed("nghttp");
		Program.Run run = nghttp.run(this.home, "--upgrade", url(Protocol.H2C, "/media/700001.png")).succeeds();
		assertThat(run.output()).isEqualTo(LARGE);
	}

	@ParameterizedTest
	@CsvSource({ "streams, /media/700001.png, 1", "streams, /media/700001.png, 100", "streams, /memory/700001.png, 100",
			"streams, /media/60000.png, 100", "streams, /media/66000.png, 100", "window, /media/alphabet.txt, 1",
			"window, /media/60000.png, 1000", "window, /media/700001.png, 16384", "window, /media/700001.png, 1048576",
			"late, /media/60000.png, 50", "late, /media/700001.png, 50", "late, /memory/700001.png, 50",
			"resets, /media/60000.png, 60", "resets, /media/700001.png, 60", "resets, /memory/700001.png, 60" })
	void nodeReceivesWholeFiles(String scenario, String path, String number) throws Exception {
		Program node = Program.installed("node");
		Path script = Path.of(getClass().getResource("http2-client.mjs").toURI());
		Path expected = Files.write(this.home.resolve("expected"), content(path));
		for (Protocol protocol : this.applications.keySet()) {
			node.run(this.home, script.toString(), scenario, url(protocol, path), expected.toString(), number)
				.succeeds();
		}
	}

	@Test
	void zsyncDownloadsOnlyTheChanges() throws Exception {
		Program zsyncmake = Program.installed("zsyncmake");
		Program zsync = Program.installed("zsync");
		byte[] film = new byte[1_000_000];
		new Random(9110).nextBytes(film);
		this.fixture.write("media/film.bin", film);
		zsyncmake
			.run(this.home, "-b", "2048", "-u", url(Protocol.H2C, "/media/film.bin"), "-o",
					this.fixture.path("media/film.zsync").toString(), this.fixture.path("media/film.bin").toString())
			.succeeds();
		this.fixture.awaitAge();
		for (int place = 100_000; place < film.length; place += 200_000) {
			film[place]++;
		}
		Path old = Files.write(this.home.resolve("old.bin"), film);
		Program.Run run = zsync
			.run(this.home, "-i", old.toString(), "-o", "new.bin", url(Protocol.H2C, "/media/film.zsync"))
			.succeeds();
		assertThat(this.home.resolve("new.bin")).hasSameBinaryContentAs(this.fixture.path("media/film.bin"));
		// Five blocks and what is around them
		Matcher fetched = Pattern.compile("fetched (\\d+)").matcher(run.text());
		assertThat(fetched.find()).isTrue();
		assertThat(Integer.parseInt(fetched.group(1))).isBetween(5 * 2048, 20_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "file.html", "a b.html", "a+b.html", "a;b.html", "a&b.html", "a'b.html", "a#b.html",
			"a,b.html" })
	void curlSavesAttachmentsUnderTheirNames(String name) throws Exception {
		Program curl = Program.installed("curl");
		this.fixture.write("media/" + name, "named " + name);
		curl.run(this.home, "-sSfOJ", url(Protocol.H2C, "/media/") + percentEncoded(name)).succeeds();
		assertThat(this.home.resolve(name)).hasContent("named " + name);
	}

	@ParameterizedTest
	@CsvSource({ "H2C, --http1.1, 1.1", "H2C, --http2, 2", "H2C, --http2-prior-knowledge, 2", "H2, --http1.1, 1.1",
			"H2, --http2, 2", "H2, --http2-prior-knowledge, 2" })
	void curlSpeaksEveryVersion(Protocol protocol, String option, String version) throws Exception {
		// What comes with the answer to an upgrade must fit into 32 KiB of curl.
		boolean upgrades = protocol == Protocol.H2C && option.equals("--http2");
		Program curl = Program.installed("curl");
		Program.Run run = curl
			.run(this.home, "-sSk", option, "-o", "file", "-w", "%{http_version} %{http_code}",
					url(protocol, upgrades ? "/media/alphabet.txt" : "/media/700001.png"))
			.succeeds();
		assertThat(run.text()).isEqualTo(version + " 200");
		assertThat(this.home.resolve("file"))
			.hasBinaryContent(upgrades ? Fixture.ALPHABET.getBytes(StandardCharsets.US_ASCII) : LARGE);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2C", "H2" })
	void curlResumesDownloads(Protocol protocol) throws Exception {
		Program curl = Program.installed("curl");
		Path file = Files.write(this.home.resolve("file"), Arrays.copyOf(LARGE, 300_000));
		String[] resume = { "-sSk", "-C", "-", "-o", "file", "-w", "%{http_code} %{size_download}",
				url(protocol, "/media/700001.png") };
		assertThat(curl.run(this.home, resume).succeeds().text()).isEqualTo("206 400001");
		assertThat(file).hasBinaryContent(LARGE);
		// Nothing is left to load
		assertThat(curl.run(this.home, resume).succeeds().text()).startsWith("416");
		assertThat(file).hasBinaryContent(LARGE);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2C", "H2" })
	void curlComparesEntityTags(Protocol protocol) throws Exception {
		Program curl = Program.installed("curl");
		this.fixture.write("media/edited.txt", "first");
		this.fixture.awaitAge();
		String[] load = { "-sSfk", "--etag-save", "tag", "--etag-compare", "tag", "-o", "file", "-w", "%{http_code}",
				url(protocol, "/media/edited.txt") };
		assertThat(curl.run(this.home, load).succeeds().text()).isEqualTo("200");
		assertThat(curl.run(this.home, load).succeeds().text()).isEqualTo("304");
		assertThat(this.home.resolve("file")).hasContent("first");
		this.fixture.write("media/edited.txt", "second");
		assertThat(curl.run(this.home, load).succeeds().text()).isEqualTo("200");
		assertThat(this.home.resolve("file")).hasContent("second");
	}

	private String url(Protocol protocol, String path) {
		return protocol.scheme() + "://localhost:" + this.applications.get(protocol).port() + path;
	}

	private byte[] content(String path) throws IOException {
		String name = path.substring(path.lastIndexOf('/') + 1);
		return Files.readAllBytes(this.fixture.path("media/" + name));
	}

	private static String percentEncoded(String name) {
		StringBuilder encoded = new StringBuilder();
		for (char c : name.toCharArray()) {
			boolean plain = Character.isLetterOrDigit(c) || c == '.';
			encoded.append(plain ? String.valueOf(c) : "%" + Integer.toHexString(c));
		}
		return encoded.toString();
	}

}
