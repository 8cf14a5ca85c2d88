package dev.mediaboot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalStoreFactoryTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void createFile() throws IOException {
		this.directory = Files.createDirectory(this.directory.toRealPath().resolve("my media"));
		Files.writeString(this.directory.resolve("a.txt"), "abc");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			2 a directory                        | {directory}
			2 a directory with a slash           | {directory}/
			2 a directory with two slashes       | {directory}//
			2 a file URL                         | file:{directory}
			2 a file URL with a slash            | file:{directory}/
			2 a file URL with three slashes      | file://{directory}/
			2 an encoded file URL                | {uri}
			""")
	void slashAtTheEndMakesNoDifference(String demand, String location) throws IOException {
		String resolved = location.replace("{directory}", this.directory.toString())
			.replace("{uri}", this.directory.toUri().toString());
		MediaStore store = MediaStores.of(resolved);
		store.check();
		assertThat(FileContent.of(store, "a.txt")).as(demand).isEqualTo("abc");
		assertThat(store).hasToString(this.directory.toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			media         | media
			./media       | media
			media/images/ | media/images
			file:media    | media
			""")
	void relativeDirectoryIsBelowTheWorkingDirectory(String location, String expected) {
		assertThat(MediaStores.of(location)).hasToString(Path.of(expected).toAbsolutePath().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:assets", "classpath:/assets", "classpath:/assets/", "classpath*:/assets/" })
	void locationOnTheClassPathIsAResourceStore(String location) {
		assertThat(MediaStores.of(location)).isInstanceOf(ResourceStore.class).hasToString("classpath:/assets/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "C:\\media", "c:/media", "D:media" })
	void driveIsNotAScheme(String location) {
		assertThat(MediaStores.of(location)).isInstanceOf(DirectoryStore.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://media.example.com/", "https://media.example.com/", "s3://bucket/media",
			"jar:file:/a.jar!/assets/", "ftp:media", "class:assets", "CLASSPATH:assets" })
	void unknownSchemeIsRefused(String location) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaStores.of(location))
			.withMessageContaining(location)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("classpath:"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void emptyLocationIsRefused(String location) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaStores.of(location))
			.withMessageContaining("empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "~", "~/media", "~mia/media", "$HOME/media", "file:~/media" })
	void locationThatOnlyAShellKnowsIsRefused(String location) {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaStores.of(location))
			.withMessageContaining("'" + location + "'")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("${user.home}"));
	}

	@Test
	void directoryMayHaveAnyName() {
		assertThat(MediaStores.of("./~/media")).hasToString(Path.of("~/media").toAbsolutePath().toString());
	}

	@Test
	void locationThatCannotBeAPathIsRefused() {
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaStores.of("media\0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:", "classpath:/", "classpath:META-INF", "classpath*:", "file:", "file:/",
			"file:///", "/", ".", "./", ".." })
	void dangerousRootIsRefused(String location) {
		// R13
		assertThatExceptionOfType(InvalidMountException.class).isThrownBy(() -> MediaStores.of(location).check());
	}

	@Test
	void linksAndTagsAreThoseThatWereChosen() {
		assertThat(MediaStores.factory()
			.create(MediaLocation.of("/srv/media").withSymlinks(Symlinks.FOLLOW).withEtagSource(EtagSource.CONTENT)))
			.hasToString(Path.of("/srv/media").toAbsolutePath() + ", links: follow");
	}

}
