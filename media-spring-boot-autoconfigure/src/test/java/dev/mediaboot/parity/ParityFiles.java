package dev.mediaboot.parity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Program;
import dev.mediaboot.testing.WebServer;

/**
 * The files that the requests are about. Every server reads the same ones.
 */
final class ParityFiles {

	static final String SECRET = "nobody may read this";

	/** Only links of the application's own people lead there. */
	private static final String LINKED = "where links lead that are not followed";

	private static final String EXTENSIONS = "page.html PAGE.HTML page.htm page.shtml page.xhtml data.xml style.xsl"
			+ " image.svg image.svgz script.js script.mjs style.css flash.swf data.json photo.jpg PHOTO.JPEG photo.png"
			+ " photo.gif photo.webp photo.avif photo.ico film.mp4 film.webm film.mkv sound.mp3 sound.ogg sound.opus"
			+ " sound.flac font.woff2 paper.pdf letter.docx table.csv text.md calendar.ics archive.zip archive.tar.gz"
			+ " app.wasm program.php program.cgi extensionless file.unknown file. page.html.txt photo.jpg.html"
			+ " page.html.unknown page.de.txt text.utf16.txt text.txt PHOTO.PNG";

	private static final List<String> ODD_NAMES = List.of("a b.txt", "a+b.txt", "a%b.txt", "a%20b.txt", "a;b.txt",
			"a&b.txt", "a=b,c.txt", "a'b\".txt", "a#b?.txt", "a#b", "a:b.txt", "a@b.txt", "a$b.txt", "$uri.txt",
			"${uri}.txt", "{a}.txt", "[a].txt", "(a)!.txt", "a*b.txt", "~a.txt", "a^b|c`.txt", "<a>.txt", "a\\b.txt",
			"été.txt", "e\u0301te\u0301.txt", "🎉.txt", "trailing.txt ", " leading.txt", "trailing.txt.", "a\tb.txt",
			"a\nb.txt", "a\u0001b.txt", "a\u007fb.txt", "a b\"c'.txt", "...", "..two", "a..b.txt", "plain.txt~",
			"a".repeat(200) + ".txt");

	private final Path base;

	private ParityFiles(Path base) {
		this.base = base;
	}

	static ParityFiles in(Path base) throws IOException, InterruptedException {
		ParityFiles files = new ParityFiles(base);
		files.writeMedia();
		files.writeSite();
		files.writeLinks();
		files.write("secret.txt", SECRET);
		files.write("other/plain.txt", "another plain text");
		files.write("media2/plain.txt", SECRET);
		files.write("indexed/start.html", "start");
		files.write("indexed/docs/start.html", "start of the documents");
		files.write("indexed/docs/index.html", "no index here");
		for (String name : List.of("file.foo", "FILE.FOO", "file.scripted", "text.txt", "apple-app-site-association")) {
			files.write("types/" + name, "content of " + name);
		}
		files.write("scripts/script.js", "identity of strangers");
		files.write("scripts/script.js.gz", gzip("gzip of strangers"));
		files.write("do$lar \"quoted\"/plain.txt", "in an odd directory");
		Fixture.awaitAge(base);
		WebServer.letRead(base);
		return files;
	}

	private void writeMedia() throws IOException, InterruptedException {
		write("media/plain.txt", Fixture.ALPHABET);
		write("media/empty.txt", "");
		write("media/numbers.png", Fixture.numbers(100_000));
		write("media/film.bin", Fixture.numbers(50_000));
		write("media/sniffed.txt", "<!DOCTYPE html><html><script>alert(1)</script></html>");
		write("media/long.html", "<p>long</p>".repeat(1_000));
		write("media/map.var", "URI: plain.txt\nContent-type: text/html\n\n");
		for (String name : EXTENSIONS.split(" ")) {
			write("media/" + name, "content of " + name);
		}
		for (String name : ODD_NAMES) {
			write("media/" + name, "named " + name);
		}
		write("media/sub/inner.txt", "inner");
		write("media/indexed/index.html", "an index of strangers");
		for (String name : List.of(".hidden", ".git/config", "sub/.env", ".htaccess", ".well-known/.hidden")) {
			write("media/" + name, SECRET);
		}
		write("media/.well-known/known.txt", "known");
		write("media/sub/.well-known/known.txt", "known, but not at the root");
		writeBigFile();
		writeLatinName();
	}

	/** It has holes, so it takes no place. */
	private void writeBigFile() throws IOException {
		Path big = this.base.resolve("media/big.mp4");
		try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
			file.setLength(6L << 30);
			file.seek(4_294_967_290L);
			file.write("0123456789".getBytes(StandardCharsets.US_ASCII));
		}
		Files.setLastModifiedTime(big, FileTime.from(Fixture.MODIFIED));
	}

	/** Java cannot spell it where names are UTF-8. */
	private void writeLatinName() throws IOException, InterruptedException {
		Program.installed("sh")
			.run(this.base.resolve("media"), "-c", "printf latin > \"$(printf 'latin\\351.txt')\"")
			.succeeds();
	}

	private void writeSite() throws IOException {
		write("site/app.js", "identity".repeat(100));
		write("site/app.js.br", "brotli".repeat(50));
		write("site/app.js.zst", "zstandard".repeat(40));
		write("site/app.js.gz", gzip("gzip".repeat(60)));
		write("site/stale.js", "fresh");
		write("site/stale.js.gz", gzip("stale"));
		Files.setLastModifiedTime(this.base.resolve("site/stale.js.gz"),
				FileTime.from(Fixture.MODIFIED.minusSeconds(60)));
		write("site/only.css", "only identity".repeat(10));
		write("site/only.css.gz", gzip("only gzip".repeat(10)));
		write("site/data.json", "{\"identity\":true}");
		write("site/data.json.gz", gzip("json in gzip"));
		write("site/orphan.js.gz", gzip("no file beside it"));
		write("site/long.txt", "a long text ".repeat(1_000));
		for (String name : ("text.txt page.html image.svg script.js plain.css plain.txt paper.pdf app.wasm app.js.map"
				+ " app.webmanifest extensionless file.unknown")
			.split(" ")) {
			write("site/" + name, "content of " + name);
		}
		write("site/.hidden", SECRET);
		write("site/index.html", "the index of the root");
		write("site/docs/index.html", "the index");
		write("site/docs/index.html.gz", gzip("the index in gzip"));
		write("site/été/index.html", "summer");
		write("site/a b/index.html", "an index behind a space");
		write("site/bare/text.txt", "no index here");
		write("site/strange/index.html/text.txt", "a directory by the name of an index");
		write("site/inner/covered.txt", SECRET);
	}

	private void writeLinks() throws IOException {
		write("outside/other.txt", "outside of the root");
		write("outside/secret.txt", LINKED);
		write("links/target.txt", "the target");
		write("links/dir/target.txt", "the target in a directory");
		write("links/.hidden", LINKED);
		write("links/packed.js", "packed");
		Files.createDirectories(this.base.resolve("links/index"));
		link("links/within.txt", "target.txt");
		link("links/absolute.txt", this.base.resolve("links/target.txt").toString());
		link("links/outside.txt", "../outside/other.txt");
		link("links/withindir", "dir");
		link("links/outdir", "../outside");
		link("links/tohidden.txt", ".hidden");
		link("links/dangling.txt", "nothing.txt");
		link("links/loop.txt", "loop.txt");
		link("links/twice.txt", "outside.txt");
		link("links/index/index.html", "../../outside/other.txt");
		link("links/packed.js.gz", "../outside/other.txt");
		link("links/dir/outside.txt", "../../outside/other.txt");
		link("current", "links");
		write("free/target.txt", "the target");
		write("free/.hidden", LINKED);
		link("free/within.txt", "target.txt");
		link("free/outside.txt", "../outside/other.txt");
		link("free/outdir", "../outside");
		link("free/tohidden.txt", ".hidden");
		write("sent/target.txt", "the target");
		write("sent/.hidden", SECRET);
		link("sent/within.txt", "target.txt");
		link("sent/outside.txt", "../secret.txt");
		link("sent/outdir", "..");
		link("sent/tohidden.txt", ".hidden");
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.base.resolve(name), Path.of(target));
	}

	private void write(String name, String content) throws IOException {
		write(name, content.getBytes(StandardCharsets.UTF_8));
	}

	private void write(String name, byte[] content) throws IOException {
		Path file = this.base.resolve(name);
		Files.createDirectories(file.getParent());
		Files.write(file, content);
		Files.setLastModifiedTime(file, FileTime.from(Fixture.MODIFIED));
	}

	/** Some clients decode what they get. */
	private static byte[] gzip(String content) throws IOException {
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(octets)) {
			output.write(content.getBytes(StandardCharsets.UTF_8));
		}
		return octets.toByteArray();
	}

	Path path(String name) {
		return this.base.resolve(name);
	}

}
