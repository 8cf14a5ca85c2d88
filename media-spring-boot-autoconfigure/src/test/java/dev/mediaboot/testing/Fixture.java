package dev.mediaboot.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import org.awaitility.Awaitility;

/**
 * The files that the tests of this package ask for: what strangers sent, what the
 * application's own people wrote, and a secret beside both.
 */
public final class Fixture {

	public static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

	public static final String WITHIN = "a file within a directory";

	public static final String SECRET = "nobody may read this";

	/** More than a server writes at once. */
	public static final int LARGE = 3 * 1024 * 1024;

	public static final Instant MODIFIED = Instant.parse("2024-02-29T12:34:56.789Z");

	public static final List<String> ODD_NAMES = List.of("a b.txt", "a%b.txt", "a%20b.txt", "a+b.txt", "a;b.txt",
			"a&b.txt", "a'b\".txt", "a#b?.txt", "été.txt", "🎉.txt");

	private final Path base;

	private Fixture(Path base) {
		this.base = base;
	}

	public static Fixture in(Path base) throws IOException {
		Fixture fixture = new Fixture(base);
		fixture.write("secret.txt", SECRET);
		fixture.write("media/alphabet.txt", ALPHABET);
		fixture.write("media/numbers.png", numbers(100_000));
		fixture.write("media/large.png", numbers(LARGE));
		fixture.write("media/empty.txt", "");
		fixture.write("media/extensionless", "{}");
		fixture.write("media/sub/inner.txt", WITHIN);
		fixture.write("media/.hidden", SECRET);
		fixture.write("media/.well-known/known.txt", "known");
		for (String name : ODD_NAMES) {
			fixture.write("media/" + name, "named " + name);
		}
		for (String extension : List.of("html", "xhtml", "svg", "xml", "js", "swf", "unknown", "png", "mp4", "txt",
				"pdf")) {
			fixture.write("media/file." + extension, "a " + extension);
		}
		fixture.write("site/app.js", "identity".repeat(100));
		fixture.write("site/app.js.br", "brotli".repeat(50));
		fixture.write("site/app.js.zst", "zstandard".repeat(40));
		fixture.write("site/app.js.gz", "gzip".repeat(60));
		fixture.write("site/stale.js", "fresh");
		fixture.write("site/stale.js.br", SECRET);
		Files.setLastModifiedTime(fixture.path("site/stale.js.br"), FileTime.from(MODIFIED.minusSeconds(1)));
		fixture.write("site/plain.css", "css");
		fixture.write("site/file.html", "a html");
		fixture.write("site/docs/index.html", "index");
		fixture.write("site/été/index.html", "summer");
		fixture.awaitAge();
		return fixture;
	}

	/** Bytes of which each position can be told from its neighbours. */
	public static byte[] numbers(int length) {
		StringBuilder text = new StringBuilder(length + 8);
		for (int i = 0; text.length() < length; i++) {
			text.append(i).append('\n');
		}
		return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
	}

	public Path path(String name) {
		return this.base.resolve(name);
	}

	public void write(String name, String content) throws IOException {
		write(name, content.getBytes(StandardCharsets.UTF_8));
	}

	public void write(String name, byte[] content) throws IOException {
		Path file = path(name);
		Files.createDirectories(file.getParent());
		Files.write(file, content);
		Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
	}

	/**
	 * Waits until each file is described by its identity rather than by its content, as
	 * files are that are sent in parts, cached, or sent without a copy. That takes some
	 * milliseconds of real time: a file is as old as its last change, which the kernel
	 * stamps and nobody can set back, and a server has no clock that a test could put
	 * forward. What is written last is the last to be old enough.
	 */
	public void awaitAge() throws IOException {
		awaitAge(this.base);
	}

	/** The same for the files below another directory. */
	public static void awaitAge(Path base) throws IOException {
		Path last = Files.writeString(base.resolve("last"), "");
		MediaStore store = MediaStores.directory(base);
		MediaPath name = Objects.requireNonNull(MediaPath.parse("last"));
		Awaitility.await().pollInSameThread().pollInterval(Duration.ofMillis(5)).until(() -> {
			try (MediaFile file = Objects.requireNonNull(store.find(name))) {
				return file.isCurrent();
			}
		});
		Files.delete(last);
	}

	public String[] properties(String... more) {
		String[] properties = new String[more.length + 5];
		System.arraycopy(more, 0, properties, 0, more.length);
		properties[more.length] = "media.root=" + path("media");
		properties[more.length + 1] = "media.mounts.site.url=/site";
		properties[more.length + 2] = "media.mounts.site.root=" + path("site");
		properties[more.length + 3] = "logging.level.dev.mediaboot=ERROR";
		properties[more.length + 4] = "logging.level.root=ERROR";
		return properties;
	}

}
