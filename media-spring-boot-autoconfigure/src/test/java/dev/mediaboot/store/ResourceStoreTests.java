package dev.mediaboot.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

import dev.mediaboot.EntityTag;
import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResourceStoreTests {

	private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

	@TempDir
	private Path directory;

	private final List<URLClassLoader> classLoaders = new ArrayList<>();

	@AfterEach
	void closeClassLoaders() throws IOException {
		for (URLClassLoader classLoader : this.classLoaders) {
			classLoader.close();
		}
	}

	@Test
	void entryOfAJarIsFound() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", ALPHABET)));
		try (MediaFile file = FileContent.find(store, "a.txt")) {
			assertThat(file.length()).isEqualTo(26);
			assertThat(FileContent.of(file)).isEqualTo(ALPHABET);
		}
	}

	@Test
	void entryInADirectoryIsFound() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/css/a b%20+.css", "abc")));
		assertThat(FileContent.of(store, "/css/a%20b%2520+.css")).isEqualTo("abc");
	}

	@Test
	void emptyEntryIsFound() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/empty.txt", "")));
		assertThat(FileContent.of(store, "empty.txt")).isEmpty();
	}

	@Test
	void storedEntryIsFound() throws IOException {
		Path jar = this.directory.resolve("a.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			byte[] content = ALPHABET.getBytes(StandardCharsets.US_ASCII);
			CRC32 crc = new CRC32();
			crc.update(content);
			JarEntry entry = new JarEntry("assets/a.txt");
			entry.setMethod(ZipEntry.STORED);
			entry.setSize(content.length);
			entry.setCrc(crc.getValue());
			out.putNextEntry(entry);
			out.write(content);
		}
		assertThat(FileContent.of(store("assets", jar), "a.txt")).isEqualTo(ALPHABET);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			the whole        | 0  | 26 | abcdefghijklmnopqrstuvwxyz
			the first byte   | 0  | 1  | a
			the last byte    | 25 | 1  | z
			some in between  | 10 | 3  | klm
			nothing          | 5  | 0  | ''
			nothing, behind  | 26 | 0  | ''
			""")
	void partOfAnEntryIsRead(String part, long position, long count, String expected) throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", ALPHABET)));
		try (MediaFile file = FileContent.find(store, "a.txt")) {
			assertThat(FileContent.of(file, position, count)).as(part).isEqualTo(expected);
		}
	}

	@Test
	void partsOfALargeEntryAreReadInAnyOrder() throws IOException {
		String content = ALPHABET.repeat(100_000);
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", content)));
		try (MediaFile file = FileContent.find(store, "a.txt")) {
			assertThat(FileContent.of(file, 2_599_999, 1)).isEqualTo("z");
			assertThat(FileContent.of(file, 1_300_000, 26)).isEqualTo(ALPHABET);
			assertThat(FileContent.of(file)).isEqualTo(content);
		}
	}

	@Test
	void partsOfAnEntryMayBeReadByTurns() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", ALPHABET)));
		try (MediaFile file = FileContent.find(store, "a.txt")) {
			ReadableByteChannel late = file.open(20, 6);
			ReadableByteChannel early = file.open(0, 6);
			assertThat(read(late, 3)).isEqualTo("uvw");
			assertThat(read(early, 3)).isEqualTo("abc");
			assertThat(read(late, 3)).isEqualTo("xyz");
			assertThat(read(early, 3)).isEqualTo("def");
			assertThat(late.read(ByteBuffer.allocate(1))).isNegative();
		}
	}

	@Test
	void partsThatFollowEachOtherAreReadInOnePass() throws IOException {
		CountingUrls urls = new CountingUrls(ALPHABET);
		try (MediaFile file = FileContent.find(urls.store(), "a.txt")) {
			int before = urls.opened.get();
			assertThat(FileContent.of(file, 0, 2)).isEqualTo("ab");
			assertThat(FileContent.of(file, 5, 2)).isEqualTo("fg");
			assertThat(FileContent.of(file, 25, 1)).isEqualTo("z");
			assertThat(urls.opened).hasValue(before + 1);
		}
	}

	@Test
	void whateverWasOpenedIsClosedWithTheFile() throws IOException {
		CountingUrls urls = new CountingUrls(ALPHABET);
		try (MediaFile file = FileContent.find(urls.store(), "a.txt")) {
			assertThat(FileContent.of(file, 25, 1)).isEqualTo("z");
			assertThat(FileContent.of(file, 0, 1)).isEqualTo("a");
			assertThat(urls.opened.get()).isGreaterThan(urls.closed.get());
		}
		assertThat(urls.closed).hasValue(urls.opened.get());
	}

	@Test
	void contentIsHashedOnce() throws IOException {
		CountingUrls urls = new CountingUrls(ALPHABET);
		ResourceStore store = urls.store();
		String tag = etag(store, "a.txt");
		assertThat(etag(store, "a.txt")).isEqualTo(tag);
		assertThat(urls.opened).hasValue(1);
		assertThat(urls.closed).hasValue(1);
	}

	@Test
	void whatIsNotInTheJarIsNotFound() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", "abc", "secret.txt", "secret")));
		assertThat(FileContent.of(store, "b.txt")).isNull();
		assertThat(FileContent.of(store, "secret.txt")).isNull();
		assertThat(FileContent.of(store, "A.TXT")).isNull();
		assertThat(FileContent.of(store, "a.txt/b")).isNull();
		assertThat(FileContent.of(store, "assets/a.txt")).isNull();
	}

	@Test
	void siblingDirectoryWithTheSamePrefixIsNotFound() throws IOException {
		ResourceStore store = store("assets",
				jar("a.jar", Map.of("assets/a.txt", "abc", "assets-private/secret.txt", "secret")));
		assertThat(FileContent.of(store, "-private/secret.txt")).isNull();
	}

	@Test
	void directoryOfAJarIsNotAFile() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/css/a.css", "abc")));
		assertThat(FileContent.of(store, "css")).isNull();
		assertThat(FileContent.of(store, "css/")).isNull();
		assertThat(FileContent.of(store, "")).isNull();
		assertThat(FileContent.of(store, "/")).isNull();
	}

	@Test
	void tagIsTheHashOfTheContent() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", ALPHABET)));
		assertThat(etag(store, "a.txt")).isEqualTo(EntityTag.ofContent(ALPHABET.getBytes(StandardCharsets.US_ASCII)))
			.isEqualTo(etag(store, "a.txt"));
	}

	@Test
	void tagIsTheSameInAnotherCopyOfTheApplication() throws IOException {
		ResourceStore one = store("assets", jar("a.jar", Map.of("assets/a.txt", ALPHABET)));
		ResourceStore other = store("assets", jar("b.jar", Map.of("assets/a.txt", ALPHABET)));
		assertThat(etag(one, "a.txt")).isEqualTo(etag(other, "a.txt"));
	}

	@Test
	void entriesOfOtherContentHaveOtherTags() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", "abc", "assets/b.txt", "xyz")));
		assertThat(etag(store, "a.txt")).isNotEqualTo(etag(store, "b.txt"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1980-01-01T00:00:00", "1980-02-01T00:00:00", "2024-02-29T12:00:00" })
	void timeOfAnEntryIsNotUsed(LocalDateTime time) throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/a.txt", "abc"), time));
		try (MediaFile file = FileContent.find(store, "a.txt")) {
			assertThat(file.lastModified()).isNull();
			assertThat(file.etag()).isNotNull();
		}
	}

	@Test
	void jarsAreLaidOverEachOther() throws IOException {
		ResourceStore store = store("assets",
				jar("a.jar", Map.of("assets/both.txt", "first", "assets/a.txt", "only in a")),
				jar("b.jar", Map.of("assets/both.txt", "second", "assets/b.txt", "only in b")));
		assertThat(FileContent.of(store, "both.txt")).isEqualTo("first");
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("only in a");
		assertThat(FileContent.of(store, "b.txt")).isEqualTo("only in b");
	}

	@Test
	void siblingOfAnotherJarIsNotOne() throws IOException {
		ResourceStore store = store("assets", jar("a.jar", Map.of("assets/app.js", "of a")),
				jar("b.jar", Map.of("assets/app.js", "of b", "assets/app.js.br", "coded, of b")));
		assertThat(store.findSibling(MediaPath.parse("app.js"), ".br")).isNull();
	}

	@Test
	void siblingOfTheSameJarIsFound() throws IOException {
		ResourceStore store = store("assets",
				jar("a.jar", Map.of("assets/app.js", "of a", "assets/app.js.br", "coded")));
		try (MediaFile sibling = store.findSibling(MediaPath.parse("app.js"), ".br")) {
			assertThat(sibling.length()).isEqualTo("coded".length());
		}
	}

	@Test
	void siblingIsCurrentOnlyWhileItsDirectoryHasTheOriginal() throws IOException {
		Path classes = classes(Map.of("assets/app.js", "of the directory", "assets/app.js.br", "coded"));
		ResourceStore store = store("assets", classes, jar("a.jar", Map.of("assets/app.js", "packed")));
		Awaitility.await().until(() -> {
			try (MediaFile sibling = store.findSibling(MediaPath.parse("app.js"), ".br")) {
				return sibling.isCurrent();
			}
		});
		MediaFile sibling = store.findSibling(MediaPath.parse("app.js"), ".br");
		sibling.close();
		Files.delete(classes.resolve("assets/app.js"));
		assertThat(sibling.isCurrent()).isFalse();
		assertThat(FileContent.of(store, "app.js")).isEqualTo("packed");
		assertThat(store.findSibling(MediaPath.parse("app.js"), ".br")).isNull();
	}

	@Test
	void directoryIsLaidOverAJar() throws IOException {
		ResourceStore store = store("assets", classes(Map.of("assets/both.txt", "changed")),
				jar("a.jar", Map.of("assets/both.txt", "packed", "assets/a.txt", "only in a")));
		assertThat(FileContent.of(store, "both.txt")).isEqualTo("changed");
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("only in a");
	}

	@Test
	void fileInADirectoryOfTheClassPathIsFound() throws IOException {
		ResourceStore store = store("some/assets", classes(Map.of("some/assets/css/a b.css", ALPHABET)));
		try (MediaFile file = FileContent.find(store, "css/a%20b.css")) {
			assertThat(file.length()).isEqualTo(26);
			assertThat(file.lastModified()).isNotNull();
			assertThat(file.etag()).isNotNull();
			assertThat(FileContent.of(file, 3, 3)).isEqualTo("def");
		}
	}

	@Test
	void fileInADirectoryOfTheClassPathIsFresh() throws IOException {
		Path classes = classes(Map.of("assets/a.txt", "abc"));
		ResourceStore store = store("assets", classes);
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("abc");
		Files.writeString(classes.resolve("assets/a.txt"), "changed");
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("changed");
		Files.delete(classes.resolve("assets/a.txt"));
		assertThat(FileContent.of(store, "a.txt")).isNull();
	}

	@Test
	void directoryOfADirectoryIsNotAFile() throws IOException {
		ResourceStore store = store("assets", classes(Map.of("assets/css/a.css", "abc")));
		assertThat(FileContent.of(store, "css")).isNull();
		assertThat(FileContent.of(store, "")).isNull();
	}

	@Test
	void linkOutOfADirectoryOfTheClassPathIsNotFollowed() throws IOException {
		Path classes = classes(Map.of("assets/a.txt", "abc", "secret.txt", "secret"));
		Files.createSymbolicLink(classes.resolve("assets/out.txt"), classes.resolve("secret.txt"));
		Files.createSymbolicLink(classes.resolve("assets/in.txt"), classes.resolve("assets/a.txt"));
		ResourceStore store = store("assets", classes);
		assertThat(FileContent.of(store, "out.txt")).isNull();
		assertThat(FileContent.of(store, "in.txt")).isEqualTo("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "assets", "/assets", "assets/", "//assets//" })
	void slashesOfTheLocationMakeNoDifference(String base) throws IOException {
		ResourceStore store = store(base, jar("a.jar", Map.of("assets/a.txt", "abc")));
		store.check();
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("abc");
		assertThat(store).hasToString("classpath:/assets/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "META-INF/media/admin", "META-INF/resources", "static" })
	void directoryOfItsOwnIsServed(String base) throws IOException {
		ResourceStore store = store(base, jar("a.jar", Map.of(base + "/a.txt", "abc")));
		store.check();
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "//", "META-INF", "/META-INF/", "WEB-INF", "WEB-INF/classes", "BOOT-INF",
			"BOOT-INF/classes/static", "/BOOT-INF/lib/" })
	void locationThatExposesTheApplicationIsRefused(String base) {
		// R13
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> new ResourceStore(getClass().getClassLoader(), base))
			.withMessageContaining("would expose the application");
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".", "assets/..", "../assets", "META-INF/..", "./META-INF", "META-INF/.", ".hidden",
			"a\\b", "assets/\0" })
	void locationThatIsNotADirectoryIsRefused(String base) {
		assertThatExceptionOfType(InvalidMountException.class)
			.isThrownBy(() -> new ResourceStore(getClass().getClassLoader(), base));
	}

	@Test
	void locationThatNothingIsAtIsRefusedWhenItIsMounted() throws IOException {
		ResourceStore store = store("asssets", jar("a.jar", Map.of("assets/a.txt", "abc")));
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(store::check)
			.withMessageContaining("classpath:/asssets/");
	}

	@Test
	void locationInADirectoryIsChecked() throws IOException {
		Path classes = classes(Map.of("assets/a.txt", "abc"));
		store("assets", classes).check();
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(store("other", classes)::check);
	}

	@Test
	void jarWithoutEntriesForItsDirectoriesCanBeMounted() throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		Path jar = this.directory.resolve("a.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
			out.putNextEntry(new JarEntry("assets/a.txt"));
			out.write('a');
		}
		ResourceStore store = store("assets", jar);
		store.check();
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("a");
		assertThat(FileContent.of(store, "")).isNull();
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(store("asset", jar)::check);
	}

	private static String read(ReadableByteChannel channel, int count) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(count);
		while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
			continue;
		}
		return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
	}

	private static String etag(MediaStore store, String path) throws IOException {
		try (MediaFile file = FileContent.find(store, path)) {
			return file.etag();
		}
	}

	private ResourceStore store(String base, Path... classPath) throws IOException {
		URL[] urls = new URL[classPath.length];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = classPath[i].toUri().toURL();
		}
		URLClassLoader classLoader = new URLClassLoader(urls, null);
		this.classLoaders.add(classLoader);
		return new ResourceStore(classLoader, base);
	}

	private Path classes(Map<String, String> files) throws IOException {
		Path classes = this.directory.toRealPath().resolve("classes");
		for (Map.Entry<String, String> file : files.entrySet()) {
			Path path = classes.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.getValue());
		}
		return classes;
	}

	private Path jar(String name, Map<String, String> files) throws IOException {
		return jar(name, files, LocalDateTime.parse("2026-01-01T00:00:00"));
	}

	private Path jar(String name, Map<String, String> files, LocalDateTime time) throws IOException {
		Map<String, String> entries = new LinkedHashMap<>();
		for (String file : files.keySet()) {
			for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
				entries.put(file.substring(0, slash + 1), "");
			}
		}
		entries.putAll(files);
		Path jar = this.directory.resolve(name);
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
			for (Map.Entry<String, String> entry : entries.entrySet()) {
				JarEntry jarEntry = new JarEntry(entry.getKey());
				jarEntry.setTimeLocal(time);
				out.putNextEntry(jarEntry);
				out.write(entry.getValue().getBytes(StandardCharsets.US_ASCII));
				out.closeEntry();
			}
		}
		return jar;
	}

	/** Counts how often the one resource there is was opened and closed. */
	private static final class CountingUrls extends URLStreamHandler {

		private final AtomicInteger opened = new AtomicInteger();

		private final AtomicInteger closed = new AtomicInteger();

		private final byte[] content;

		CountingUrls(String content) {
			this.content = content.getBytes(StandardCharsets.US_ASCII);
		}

		ResourceStore store() {
			return new ResourceStore(new ClassLoader(null) {

				@Override
				protected URL findResource(String name) {
					try {
						return new URL("counting", null, -1, name, CountingUrls.this);
					}
					catch (MalformedURLException ex) {
						throw new IllegalStateException(ex);
					}
				}

			}, "assets");
		}

		@Override
		protected URLConnection openConnection(URL url) {
			return new URLConnection(url) {

				@Override
				public void connect() {
					// Nothing is far away.
				}

				@Override
				public long getContentLengthLong() {
					return CountingUrls.this.content.length;
				}

				@Override
				public InputStream getInputStream() {
					CountingUrls.this.opened.incrementAndGet();
					return new ByteArrayInputStream(CountingUrls.this.content) {

						@Override
						public void close() {
							CountingUrls.this.closed.incrementAndGet();
						}

					};
				}

			};
		}

	}

}
