package dev.mediaboot.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R8: what is kept is kept under everything that led to it.
 */
@WithAttackedServer
class KeptAnswerTests {

	private final AttackedServer server;

	KeptAnswerTests(AttackedServer server) {
		this.server = server;
	}

	@Test
	void eachCodingIsKeptApart() throws IOException {
		// CVE-2026-22741 Spring: a variant is kept under the wrong encoding, R8
		for (String order : List.of("br gzip identity", "identity gzip br", "gzip br identity", "br br gzip")) {
			for (String coding : order.split(" ")) {
				RawAnswer answer = this.server.get("/site/app.js", "Accept-Encoding: " + coding);
				boolean identity = coding.equals("identity");
				assertThat(answer.head()).contains("\r\nVary: Accept-Encoding\r\n");
				assertThat(answer.head().contains("\r\nContent-Encoding: " + coding + "\r\n")).isEqualTo(!identity);
				assertThat(answer.body()).asString().isEqualTo(coding.equals("br") ? "brotli" : coding);
			}
		}
	}

	@Test
	void tagOfOneCodingDoesNotConfirmAnother() throws IOException {
		// CVE-2026-22741 Spring: a variant is kept under the wrong encoding, R8
		String tag = this.server.get("/site/app.js", "Accept-Encoding: br").field("ETag");
		assertThat(this.server.get("/site/app.js", "Accept-Encoding: gzip", "If-None-Match: " + tag).head())
			.startsWith("HTTP/1.1 200 ");
		assertThat(this.server.get("/site/app.js", "Accept-Encoding: br", "If-None-Match: " + tag).head())
			.startsWith("HTTP/1.1 304 ");
	}

	@Test
	void upperFileIsNotSentInTheCodingOfLowerOne() throws IOException {
		// CVE-2026-22741 Spring, R8: the variant belongs to the file of its own location
		this.server.files().write("upper/app.js", "upper");
		this.server.files().write("lower/app.js", "lower");
		this.server.files().write("lower/app.js.br", "lower, in br");
		Files.setLastModifiedTime(this.server.path("upper/app.js"),
				FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
		MediaStore overlay = MediaStores.overlay(List.of(MediaStores.directory(this.server.path("upper")),
				MediaStores.directory(this.server.path("lower"))));
		try (MediaRegistry.Registration overlaid = this.server.registry().mount("/overlay", overlay)) {
			assertThat(overlaid.mount().policy().precompressed()).isTrue();
			assertThat(this.server.get("/overlay/app.js", "Accept-Encoding: br").body()).asString().isEqualTo("upper");
		}
	}

	@Test
	void protectedAndPublicFilesOfOneNameAreKeptApart() throws Exception {
		// CVE-2026-41841 Spring CachingResourceResolver: a key lacks the location, R8
		for (int i = 0; i < 2; i++) {
			assertThat(this.server.get("/media/shared.txt").body()).asString().isEqualTo("public");
			MockHttpServletResponse response = new MockHttpServletResponse();
			assertThat(this.server.handle(new MockHttpServletRequest("GET", "/protected/shared.txt"), response))
				.isTrue();
			assertThat(response.getContentAsString()).isEqualTo("protected");
			assertThat(this.server.get("/protected/shared.txt").text())
				.isEqualTo(RawAnswer.errorPage(403, "Forbidden"));
		}
	}

	@Test
	void nothingIsKeptOfMountThatWasReplaced() throws IOException {
		// CVE-2026-41841 Spring CachingResourceResolver: a key lacks the location, R8
		MediaRegistry registry = this.server.registry();
		try (MediaRegistry.Registration first = registry.mount("/switched", this.server.path("media"))) {
			assertThat(this.server.get(first.mount().url() + "/shared.txt").body()).asString().isEqualTo("public");
			Mount other = Mount.of("/switched", this.server.path("protected"));
			try (MediaRegistry.Registration second = registry.remount(other)) {
				assertThat(this.server.get(second.mount().url() + "/shared.txt").body()).asString()
					.isEqualTo("protected");
			}
			assertThat(this.server.get("/switched/shared.txt").text()).isEqualTo(RawAnswer.errorPage(404, "Not Found"));
		}
	}

	@ParameterizedTest(
			name = "CVE-2026-1002 Vert.x, a path that is not normalised makes a 404 for everyone, R8 R1: {0}")
	@ValueSource(strings = { "/media/x/../a.txt", "/media/./a.txt", "/media//a.txt", "/media/a.txt/",
			"/media/%2e/a.txt", "/media/a.txt;x", "/media/A.TXT" })
	void refusalIsNotKeptForFile(String target) throws IOException {
		assertThat(this.server.get(target).text()).isEqualTo(RawAnswer.NOT_FOUND);
		assertThat(this.server.get("/media/a.txt").body()).asString().isEqualTo(AttackedFiles.ALPHABET);
	}

	@Test
	void absenceIsNotKept() throws IOException {
		// CVE-2026-1002 Vert.x: a 404 is kept, R8
		assertThat(this.server.get("/media/late.txt").text()).isEqualTo(RawAnswer.NOT_FOUND);
		this.server.files().write("media/late.txt", "late");
		assertThat(this.server.get("/media/late.txt").body()).asString().isEqualTo("late");
		Files.delete(this.server.path("media/late.txt"));
		assertThat(this.server.get("/media/late.txt").text()).isEqualTo(RawAnswer.NOT_FOUND);
	}

}
