package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willDoNothing;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

/**
 * What somebody reads whose application does not start because of a root or a prefix.
 */
class MediaFailureAnalysisTests extends StartedMedia {

	private static final String USE_A_PREFIX = "Use a prefix such as '/media/' or 'https://media.example.com/media/'.";

	private static final String OWN_DIRECTORY = "Keep media in a directory of its own.";

	@Test
	void missingRoot(CapturedOutput output) {
		Path missing = this.directory.resolve("missing");
		fail("media.root=" + missing);
		assertThat(description(output)).contains("'media.root'", "'" + missing + "' does not exist");
		assertThat(action(output)).contains("Create the directory", "correct the path", "'media.missing-root=create'");
	}

	@Test
	void missingRootNamesAbsolutePathOfRelativeOne(CapturedOutput output) {
		fail("media.root=no/such/directory");
		assertThat(description(output)).contains("'" + Path.of("no/such/directory").toAbsolutePath() + "'");
	}

	@Test
	void missingRootOfFurtherMount(CapturedOutput output) {
		fail("media.mounts.css.url=/css", "media.mounts.css.root=" + this.directory.resolve("missing"));
		assertThat(description(output)).contains("'media.mounts.css.root'", "does not exist");
	}

	@Test
	void missingRootOfTheAdmin(CapturedOutput output) {
		fail("media.admin-prefix=/admin-media", "media.admin-root=" + this.directory.resolve("missing"));
		assertThat(description(output)).contains("'media.admin-root'", "does not exist");
	}

	@Test
	void missingRootThatCannotBeCreated(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		fail("media.root=" + file.resolve("media"), "media.missing-root=create");
		assertThat(description(output)).contains("'media.root'", "'" + file.resolve("media") + "'");
	}

	@Test
	void rootThatIsMissingOnTheClassPath(CapturedOutput output) {
		fail("media.root=classpath:/no/such/place/");
		assertThat(description(output)).contains("'media.root'", "'classpath:/no/such/place/'");
		assertThat(action(output)).contains("Correct the location", "dependency");
	}

	@Test
	void rootThatIsFile(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		fail("media.root=" + file);
		assertThat(description(output)).contains("'media.root'", "'" + file + "' is not a directory");
		assertThat(action(output)).contains("Set it to the directory that contains the files.");
	}

	@Test
	void rootThatCannotBeRead(CapturedOutput output) throws IOException {
		Path unreadable = unreadable("/srv/secret");
		fail((context) -> context.registerBean(Mount.class, () -> Mount.of("/secret", unreadable)));
		assertThat(description(output)).contains("'/srv/secret' cannot be read");
		assertThat(action(output))
			.contains("Grant the user that runs the application permission to read and search the directory.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "file:/", "/.", ".", "./", "target/..", ".." })
	void dangerousDirectory(String root, CapturedOutput output) {
		fail("media.root=" + root);
		assertThat(description(output)).contains("'media.root'", "would expose");
		assertThat(action(output)).contains(OWN_DIRECTORY);
	}

	@Test
	void linkToDangerousDirectory(CapturedOutput output) throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("").toAbsolutePath());
		fail("media.root=" + link);
		assertThat(description(output)).contains("'media.root'", "would expose");
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:", "classpath:/", "classpath*:/", "classpath:/META-INF", "classpath:META-INF/",
			"classpath:/BOOT-INF/classes/", "classpath:/WEB-INF/" })
	void dangerousPlaceOnTheClassPath(String root, CapturedOutput output) {
		fail("media.root=" + root);
		assertThat(description(output)).contains("'media.root'", "would expose the application itself");
		assertThat(action(output)).contains("Keep media in a directory of its own, such as 'classpath:/assets/'.");
	}

	@Test
	void placeOnTheClassPathOutsideOfIt(CapturedOutput output) {
		fail("media.root=classpath:/assets/../");
		assertThat(description(output)).contains("'media.root'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/media", "s3://bucket/media", "jar:file:/a.jar!/media", "ftp:media" })
	void unknownSchemeOfLocation(String root, CapturedOutput output) {
		fail("media.root=" + root);
		assertThat(description(output)).contains("'media.root'", "'" + root + "' has an unknown scheme");
		assertThat(action(output)).contains("Use a directory, or a location that begins with 'file:' or 'classpath:'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "''", "https://media.example.com", "https://media.example.com/" })
	void prefixThatWouldReplaceTheApplication(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url.replace("'", ""));
		assertThat(description(output)).contains("'media.url'", "would hide every path of the application");
		assertThat(action(output)).contains(USE_A_PREFIX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "https://media.example.com/" })
	void prefixOfTheAdminThatWouldReplaceTheApplication(String prefix, CapturedOutput output) {
		fail("media.admin-prefix=" + prefix);
		assertThat(description(output)).contains("'media.admin-prefix'", "would hide every path of the application");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/**", "/media/{name}", "/media?x", "/media#x", "/../media", "/a/./b", "/%2e%2e/a",
			"/%zz", "/.hidden", "/me;dia", "/a\\b" })
	void urlThatIsNoPrefix(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		assertThat(description(output)).contains("'media.url'", "'" + url + "'");
		assertThat(action(output)).contains(USE_A_PREFIX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://media.example.com/m", "https:///m", "https://media.example.com/m?x",
			"https://media.example.com/m#x", "https://media example.com/m" })
	void urlThatNamesNoHostAndPrefix(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		assertThat(description(output)).contains("'media.url'", "'" + url + "'");
		assertThat(action(output)).contains(USE_A_PREFIX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media", "/media/", "media", "//media//" })
	void prefixOfTheAdminThatIsTaken(String prefix, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=/media/", "media.admin-prefix=" + prefix);
		assertThat(description(output)).contains("'media.url' and 'media.admin-prefix'",
				"cannot both be mounted at '/media'");
		assertThat(action(output)).contains("Choose a different prefix for one of them.");
	}

	@Test
	void prefixOfFurtherMountThatIsTaken(CapturedOutput output) {
		fail("media.mounts.a.url=/docs", "media.mounts.a.root=" + this.directory, "media.mounts.b.url=docs/",
				"media.mounts.b.root=" + this.directory);
		assertThat(description(output)).contains("'media.mounts.a.url'", "'media.mounts.b.url'",
				"cannot both be mounted at '/docs'");
	}

	@Test
	void prefixOfMountBeanThatIsTaken(CapturedOutput output) {
		fail((context) -> context.registerBean(Mount.class, () -> Mount.of("/media", this.directory)),
				"media.root=" + this.directory);
		assertThat(description(output)).contains("'/media' is already mounted");
		assertThat(action(output)).contains("Choose another prefix");
	}

	@Test
	void mountWithoutRoot(CapturedOutput output) {
		fail("media.mounts.css.url=/css");
		assertThat(description(output)).contains("'media.mounts.css.root' is missing");
		assertThat(action(output)).contains("Set the property, or remove the other properties of the mount.");
	}

	@Test
	void mountWithoutUrl(CapturedOutput output) {
		fail("media.mounts.css.root=" + this.directory);
		assertThat(description(output)).contains("'media.mounts.css.url' is missing");
		assertThat(action(output)).contains("Set the property, or remove the other properties of the mount.");
	}

	@Test
	void mountWithPolicyOnly(CapturedOutput output) {
		fail("media.mounts.css.content=user");
		assertThat(description(output)).contains("'media.mounts.css.", "' is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://cdn.example.com/m", "https://", "https:///m", "https://#", "cdn.example.com/m",
			"/m#top", "https://cdn.example.com/my media", "mailto:a@example.com" })
	void publicUrlThatNoLinkCanBeginWith(String url, CapturedOutput output) {
		fail("media.public-url=" + url);
		assertThat(description(output)).contains("'media.public-url'", "'" + url + "'");
		assertThat(action(output)).contains("https://cdn.example.com/m/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/m", "//cdn.example.com/m", "HTTPS://my_cdn:8443/m/", "http://[::1]/m",
			"https://cdn.example.com/?path=/" })
	void publicUrlThatLinksBeginWith(String url, CapturedOutput output) {
		start("media.root=" + this.directory, "media.public-url=" + url);
		assertThat(output).contains("Serving /media/**");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1/media", "//127.0.0.1/media", "localhost/media", "localhost:8080/media",
			"media.example.com/m", "//media.example.com", "media.example.com" })
	void urlThatMayMeanHostOrPrefix(String url, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		String rest = url.replace("//", "");
		assertThat(description(output)).contains("'media.url'", "'" + url + "'");
		assertThat(action(output)).contains("'https://" + rest + "'", "'/" + rest + "'");
	}

	@ParameterizedTest
	@CsvSource({ "/médias, /m%C3%A9dias", "https://example.com/médias, https://example.com/m%C3%A9dias",
			"https://médias.example.com/m, xn--mdias-bsa.example.com" })
	void urlWithAccentsIsToBeWrittenAsRequestsDo(String url, String written, CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=" + url);
		assertThat(description(output)).contains("'media.url'");
		assertThat(action(output)).contains("'" + written + "'");
	}

	@Test
	void urlWithAHostThatServersRefuse(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=http://my_host/media");
		assertThat(description(output)).contains("'media.url'", "'my_host' is not a valid host name");
		assertThat(action(output)).isEqualTo("Use only letters, digits, dots and hyphens in the host name.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "~/media", "~", "$HOME/media", "${UNKNOWN}/media" })
	void rootThatOnlyShellsKnow(String root, CapturedOutput output) {
		fail("media.root=" + root, "media.missing-root=create");
		assertThat(description(output)).contains("'media.root'", "'" + root + "'");
		assertThat(action(output)).contains("${user.home}");
	}

	@Test
	void descriptionIsOneSentence(CapturedOutput output) {
		fail("media.root=" + this.directory, "media.url=/");
		assertThat(description(output)).isEqualTo("Media cannot be mounted. The value of 'media.url' cannot be used: "
				+ "'/' would hide every path of the application.");
	}

	@ParameterizedTest
	@CsvSource({ "/media, The mount configured by 'media.root' is refused: no",
			"/docs, The mount configured by 'media.mounts.docs' is refused: no",
			"/admin, The mount configured by 'media.admin-prefix' is refused: no",
			"/bean, Media cannot be mounted. no." })
	void mountThatAGuardRefuses(String url, String description, CapturedOutput output) {
		fail((context) -> {
			context.registerBean(Mount.class, () -> Mount.of("/bean", this.directory));
			context.registerBean(MountGuard.class, () -> (mount) -> {
				if (mount.url().equals(url)) {
					throw new InvalidMountException("no", "Do something else.");
				}
			});
		}, "media.root=" + this.directory, "media.mounts.docs.url=docs/", "media.mounts.docs.root=" + this.directory,
				"media.admin-prefix=/admin");
		assertThat(description(output)).contains(description);
		assertThat(action(output)).contains("Do something else.");
	}

	/**
	 * A directory that cannot be read whoever runs the tests: to the superuser the disk
	 * has none.
	 */
	private static Path unreadable(String name) throws IOException {
		Path path = mock(Path.class);
		FileSystem fileSystem = mock(FileSystem.class);
		FileSystemProvider provider = mock(FileSystemProvider.class, CALLS_REAL_METHODS);
		BasicFileAttributes attributes = mock(BasicFileAttributes.class);
		given(path.toAbsolutePath()).willReturn(path);
		given(path.normalize()).willReturn(path);
		given(path.getFileSystem()).willReturn(fileSystem);
		given(path.toString()).willReturn(name);
		given(fileSystem.provider()).willReturn(provider);
		given(attributes.isDirectory()).willReturn(true);
		willReturn(attributes).given(provider)
			.readAttributes(eq(path), eq(BasicFileAttributes.class), any(LinkOption[].class));
		willDoNothing().given(provider).checkAccess(path);
		willThrow(new AccessDeniedException(name)).given(provider).checkAccess(path, AccessMode.READ);
		return path;
	}

}
