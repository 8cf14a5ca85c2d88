package dev.mediaboot.offload;

import java.nio.file.Path;

import dev.mediaboot.LocalFile;
import dev.mediaboot.answer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is handed over there")
class FilePointerTests {

	private static final Path DIRECTORY = Path.of("/srv/my media");

	private final Offloads offloads = new Offloads(
			new MediaOffloadProperties(OffloadType.NONE, "/_media/", Front.SECRET));

	private static LocalFile file(String name) {
		return new LocalFile(DIRECTORY, DIRECTORY.resolve(name), Path.of(name));
	}

	@Test
	void locationIsThatOfTheDirectory() {
		assertThat(this.offloads.location(DIRECTORY)).isEqualTo("/_media/srv/my media/");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			a.txt,           a.txt
			sub/a b.txt,     sub/a%20b.txt
			100%.txt,        100%25.txt
			a%2fb.txt,       a%252fb.txt
			what?.txt,       what%3F.txt
			a#b;c&d=e.txt,   a%23b%3Bc%26d%3De.txt
			'"\\.txt,      %27%22%5C.txt
			été.txt,         %C3%A9t%C3%A9.txt
			🎉.txt,          %F0%9F%8E%89.txt
			..2026_1/a.txt,  ..2026_1/a.txt
			""")
	void internalUrlIsEncoded(String name, String encoded) {
		assertThat(FilePointer.internalUrl(this.offloads, file(name)))
			.isEqualTo(new Field("X-Accel-Redirect", "/_media/srv/my%20media/" + encoded));
	}

	@Test
	void absolutePathIsWrittenAsItIs() {
		assertThat(FilePointer.absolutePath(file("a b?#'.txt")))
			.isEqualTo(new Field("X-Sendfile", "/srv/my media/a b?#'.txt"));
		assertThat(FilePointer.absolutePath(file("été.txt"))).as("each byte is a character")
			.isEqualTo(new Field("X-Sendfile", "/srv/my media/\u00c3\u00a9t\u00c3\u00a9.txt"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\tb", "a\u0001b", "a\u007fb", "a\u0085b" })
	void controlCharactersAreHandedOverByNoMeans(String name) {
		assertThat(FilePointer.internalUrl(this.offloads, file(name))).isNull();
		assertThat(FilePointer.absolutePath(file(name))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "100%.txt", "%2e%2e", "a ", "%" })
	void pathThatModulesReadDifferentlyIsNotHandedOver(String name) {
		assertThat(FilePointer.absolutePath(file(name))).isNull();
	}

	@Test
	void fileOutsideOfTheDirectoryHasOnlyAnAbsolutePath() {
		LocalFile file = new LocalFile(DIRECTORY, Path.of("/srv/other/a.txt"), null);
		assertThat(FilePointer.internalUrl(this.offloads, file)).isNull();
		assertThat(FilePointer.absolutePath(file)).isEqualTo(new Field("X-Sendfile", "/srv/other/a.txt"));
	}

}
