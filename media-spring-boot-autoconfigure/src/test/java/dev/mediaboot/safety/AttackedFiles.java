package dev.mediaboot.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * What attackers ask for: files that are served, and secrets within and beside them.
 *
 * @param disk where they are
 */
record AttackedFiles(Path disk) {

	static final String SECRET = "TOP-SECRET";

	static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

	/** The content of {@code bytes.bin}. */
	static final byte[] BYTES = bytes(100_000);

	static AttackedFiles in(Path disk) throws IOException {
		AttackedFiles files = new AttackedFiles(disk);
		files.writeMedia();
		files.writeSite();
		files.write("media-secret/secret.txt", SECRET);
		files.write("outside/secret.txt", SECRET);
		files.write("protected/secret.txt", SECRET);
		files.write("protected/shared.txt", "protected");
		return files;
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	private void writeMedia() throws IOException {
		write("media/a.txt", ALPHABET);
		Files.write(path("media/bytes.bin"), BYTES);
		write("media/private/secret.txt", SECRET);
		write("media/.env", SECRET);
		write("media/.hidden/secret.txt", SECRET);
		write("media/cats/.git/config", SECRET);
		write("media/cats/mia.txt", "mia");
		write("media/shared.txt", "public");
		write("media/page.html", "<script>alert(1)</script>");
		write("media/shell.jsp", "<% out.print(6 * 7); %>");
		write("media/report\";filename=\"evil.bat", "evil");
		write("media/<img src=x onerror=alert(1)>.txt", "img");
		Files.createSymbolicLink(path("media/to-file.txt"), path("outside/secret.txt"));
		Files.createSymbolicLink(path("media/to-directory"), path("outside"));
		Files.createSymbolicLink(path("media/to-neighbour"), path("media-secret"));
	}

	private void writeSite() throws IOException {
		write("site/index.html", "index");
		write("site/sub/index.html", "sub");
		write("site/empty/name-of-a-file.txt", "not an index");
		write("site/\"><script>alert(1)</index.html", "script");
		write("site/app.js", "identity");
		write("site/app.js.br", "brotli");
		write("site/app.js.gz", "gzip");
		FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
		for (String name : List.of("app.js", "app.js.br", "app.js.gz")) {
			Files.setLastModifiedTime(path("site").resolve(name), time);
		}
	}

	Path path(String name) {
		return this.disk.resolve(name);
	}

	void write(String name, String content) throws IOException {
		Path file = path(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
