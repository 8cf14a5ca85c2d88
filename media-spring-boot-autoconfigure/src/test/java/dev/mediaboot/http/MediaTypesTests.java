package dev.mediaboot.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.mediaboot.MediaPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTypesTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			apng        | image/apng                        | inert
			avif        | image/avif                        | inert
			avifs       | image/avif                        | inert
			bmp         | image/bmp                         | inert
			cur         | image/vnd.microsoft.icon          | inert
			dib         | image/bmp                         | inert
			gif         | image/gif                         | inert
			heic        | image/heic                        | inert
			heics       | image/heic-sequence               | inert
			heif        | image/heif                        | inert
			heifs       | image/heif-sequence               | inert
			hif         | image/heif                        | inert
			ico         | image/vnd.microsoft.icon          | inert
			jfif        | image/jpeg                        | inert
			jpe         | image/jpeg                        | inert
			jpeg        | image/jpeg                        | inert
			jpg         | image/jpeg                        | inert
			jxl         | image/jxl                         | inert
			pjp         | image/jpeg                        | inert
			pjpeg       | image/jpeg                        | inert
			png         | image/png                         | inert
			tif         | image/tiff                        | inert
			tiff        | image/tiff                        | inert
			webp        | image/webp                        | inert
			svg         | image/svg+xml                     | active
			svgz        | image/svg+xml                     | active
			aac         | audio/x-aac                       | inert
			amr         | audio/amr                         | inert
			awb         | audio/amr-wb                      | inert
			flac        | audio/flac                        | inert
			m4a         | audio/mp4                         | inert
			m4b         | audio/mp4                         | inert
			mp3         | audio/mpeg                        | inert
			oga         | audio/ogg                         | inert
			ogg         | audio/ogg                         | inert
			opus        | audio/ogg                         | inert
			wav         | audio/wav                         | inert
			m4s         | video/iso.segment                 | inert
			m4v         | video/mp4                         | inert
			mkv         | video/matroska                    | inert
			mov         | video/quicktime                   | inert
			mp4         | video/mp4                         | inert
			mpeg        | video/mpeg                        | inert
			ogv         | video/ogg                         | inert
			ts          | video/mp2t                        | inert
			webm        | video/webm                        | inert
			otf         | font/otf                          | inert
			ttf         | font/ttf                          | inert
			woff        | font/woff                         | inert
			woff2       | font/woff2                        | inert
			log         | text/plain;charset=utf-8          | inert
			txt         | text/plain;charset=utf-8          | inert
			css         | text/css;charset=utf-8            | active
			csv         | text/csv;charset=utf-8            | active
			md          | text/markdown;charset=utf-8       | active
			vtt         | text/vtt;charset=utf-8            | active
			cjs         | text/javascript;charset=utf-8     | active
			js          | text/javascript;charset=utf-8     | active
			mjs         | text/javascript;charset=utf-8     | active
			htm         | text/html;charset=utf-8           | active
			html        | text/html;charset=utf-8           | active
			xht         | application/xhtml+xml             | active
			xhtml       | application/xhtml+xml             | active
			xml         | application/xml                   | active
			xsl         | application/xslt+xml              | active
			xslt        | application/xslt+xml              | active
			rss         | application/rss+xml               | active
			atom        | application/atom+xml              | active
			mathml      | application/mathml+xml            | active
			swf         | application/x-shockwave-flash     | active
			wasm        | application/wasm                  | active
			json        | application/json                  | active
			map         | application/json                  | active
			geojson     | application/geo+json              | active
			webmanifest | application/manifest+json         | active
			toml        | application/toml                  | active
			yaml        | application/yaml                  | active
			yml         | application/yaml                  | active
			m3u8        | application/vnd.apple.mpegurl     | active
			mpd         | application/dash+xml              | active
			glb         | model/gltf-binary                 | active
			gltf        | model/gltf+json                   | active
			pdf         | application/pdf                   | active
			zip         | application/zip                   | active
			zst         | application/zstd                  | active
			epub        | application/epub+zip              | active
			docx        | application/vnd.openxmlformats-officedocument.wordprocessingml.document | active
			jar         | application/java-archive          | active
			exe         | application/x-msdownload          | active
			''          | application/octet-stream          | active
			unheardof   | application/octet-stream          | active
			hta         | application/octet-stream          | active
			mht         | application/octet-stream          | active
			mhtml       | application/octet-stream          | active
			php         | application/octet-stream          | active
			shtml       | application/octet-stream          | active
			xbl         | application/octet-stream          | active
			""")
	void extensionDeterminesTypeAndWhetherItRunsAnything(String extension, String type, String kind) {
		assertThat(type(extension, Map.of())).isEqualTo(type);
		assertThat(MediaTypes.isInert(type)).isEqualTo(kind.equals("inert"));
	}

	@Test
	void onlyPlainTextAndMediaAreInertAmongAllTypesThatAreKnown() throws IOException {
		assertThat(knownExtensions()).hasSizeGreaterThan(900).allSatisfy((extension) -> {
			String type = type(extension, Map.of());
			if (MediaTypes.isInert(type)) {
				assertThat(type).matches("(image|audio|video|font)/[^;]+|text/plain;charset=utf-8")
					.doesNotContain("xml", "html", "svg", "script", "flash", "pdf");
			}
		});
	}

	@Test
	void onlyTextHasACharacterSet() throws IOException {
		assertThat(knownExtensions()).allSatisfy((extension) -> {
			String type = type(extension, Map.of());
			assertThat(type.endsWith(";charset=utf-8")).as(type).isEqualTo(type.startsWith("text/"));
		});
	}

	private static List<String> knownExtensions() throws IOException {
		List<String> extensions = new ArrayList<>();
		try (BufferedReader table = new BufferedReader(new InputStreamReader(
				MediaTypeFactory.class.getResourceAsStream("mime.types"), StandardCharsets.US_ASCII))) {
			table.lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("\\s+"))
				.forEach((words) -> extensions.addAll(Arrays.asList(words).subList(1, words.length)));
		}
		return extensions;
	}

	@Test
	void overrideWinsOverTheTable() {
		Map<String, String> overrides = Map.of("txt", "text/x-poem");
		assertThat(type("txt", overrides)).isEqualTo("text/x-poem");
		assertThat(type("txt", Map.of())).isEqualTo("text/plain;charset=utf-8");
	}

	@Test
	void overrideTeachesAnUnknownExtension() {
		assertThat(type("poem", Map.of("poem", "text/plain"))).isEqualTo("text/plain");
		assertThat(type("poem", Map.of())).isEqualTo("application/octet-stream");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ ".well-known/apple-app-site-association, application/json", "CNAME, application/octet-stream",
			"docs/site.v1, text/x-first", "other.v1, text/x-every", "v1, text/x-every",
			"a.cname, application/octet-stream", "png, application/octet-stream", "js, application/octet-stream",
			"licence, text/plain" })
	void overrideOfAWholeNameWinsAndNoOtherNameIsTakenForAnExtension(String path, String type) {
		Map<String, String> overrides = Map.of("apple-app-site-association", "application/json", "site.v1",
				"text/x-first", "v1", "text/x-every", "licence", "text/plain");
		assertThat(MediaTypes.of(Objects.requireNonNull(MediaPath.parse(path)), overrides)).isEqualTo(type);
	}

	private static String type(String extension, Map<String, String> overrides) {
		return MediaTypes.of(Objects.requireNonNull(MediaPath.of(List.of("file." + extension), false)), overrides);
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "image/png;q=1", "text/plain", "text/plain;charset=utf-8",
			"text/plain;charset=iso-8859-1", "audio/mpeg", "video/mp4", "font/woff2" })
	void inertTypeIsInertWithAnyParameter(String type) {
		assertThat(MediaTypes.isInert(type)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "image", "plain", "text/html", "text/xml", "text/plainer", "image/svg+xml",
			"image/svg+xml;charset=utf-8", "image/anything+xml", "image/xml", "video/thing+xml", "application/pdf",
			"application/octet-stream", "multipart/related", "message/rfc822", "model/gltf+json", "chemical/x-pdb",
			"imagery/png", "application/image/png" })
	void anythingElseIsNotInert(String type) {
		assertThat(MediaTypes.isInert(type)).isFalse();
	}

	@Test
	void inertnessDoesNotDependOnTheCaseOfAnOverride() {
		MediaType svg = MediaType.parseMediaType("Image/SVG+XML;charset=UTF-8");
		assertThat(MediaTypes.isInert(svg.toString())).isFalse();
	}

	@Test
	void pdfIsPdfAndNothingElseIs() {
		assertThat(MediaTypes.isPdf(type("pdf", Map.of()))).isTrue();
		assertThat(MediaTypes.isPdf("application/pdfx")).isFalse();
		assertThat(MediaTypes.isPdf("application/octet-stream")).isFalse();
	}

}
