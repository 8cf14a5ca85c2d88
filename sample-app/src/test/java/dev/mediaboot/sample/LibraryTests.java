package dev.mediaboot.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockMultipartFile;

import static org.assertj.core.api.Assertions.assertThat;

class LibraryTests {

	@TempDir
	Path root;

	private Library library;

	@BeforeEach
	void openLibrary() {
		this.library = new Library(this.root);
	}

	@Test
	void uploadIsInTheLibraryAtOnce() throws IOException {
		upload("été.txt", "bonjour");
		assertThat(this.library.items()).singleElement().satisfies((item) -> {
			assertThat(item.path()).hasToString("uploads/été.txt");
			assertThat(item.uploaded()).isTrue();
			assertThat(item.kind()).isEqualTo(Kind.TEXT);
			assertThat(this.library.excerpt(item)).isEqualTo("bonjour");
		});
	}

	@Test
	void itemsOfOneDirectoryHaveTheirWholePath() throws IOException {
		Files.createDirectories(this.root.resolve("ann/cats"));
		Files.createDirectories(this.root.resolve("bob"));
		Files.writeString(this.root.resolve("ann/cats/mia.txt"), "mia");
		Files.writeString(this.root.resolve("bob/tom.txt"), "tom");
		assertThat(this.library.items("ann")).extracting((item) -> item.path().toString())
			.containsExactly("ann/cats/mia.txt");
		assertThat(this.library.items("carl")).isEmpty();
	}

	@Test
	void uploadNeverReplacesAnother() throws IOException {
		assertThat(upload("a.txt", "first")).isEqualTo("a.txt");
		assertThat(upload("a.txt", "second")).isEqualTo("a-2.txt");
		assertThat(this.root.resolve("uploads/a.txt")).hasContent("first");
		assertThat(this.root.resolve("uploads/a-2.txt")).hasContent("second");
	}

	@Test
	void uploadLeavesNothingElseBehind() throws IOException {
		upload("a.txt", "first");
		assertThat(this.root.resolve("uploads")).isDirectoryNotContaining("glob:**/.*");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			../../etc/passwd,          passwd
			C:\\Users\\mia\\cat.jpg,   cat.jpg
			.htaccess,                 htaccess
			a<b>&c.svg,                a_b_c.svg
			'Été à la mer.jpg',        'Été à la mer.jpg'
			..,                        unnamed
			''         ,               unnamed
			""")
	void nameOfAnUploadIsAnOrdinaryOne(String clientName, String name) {
		assertThat(Library.safeName(clientName)).isEqualTo(name);
	}

	@Test
	void nameOfAnUploadKeepsItsExtensionHoweverLong() {
		assertThat(Library.safeName("x".repeat(300) + ".webp")).hasSize(80).endsWith("x.webp");
	}

	@Test
	void nameOfAnUploadIsNotCutWithinALetter() {
		String ideograph = Character.toString(0x20000);
		assertThat(Library.safeName(ideograph.repeat(60) + "y.txt")).isEqualTo("_" + ideograph.repeat(37) + "y.txt");
	}

	@Test
	void onlyUploadsAreDeleted() throws IOException {
		Files.writeString(this.root.resolve("kept.txt"), "kept");
		upload("a.txt", "first");
		assertThat(this.library.deleteUpload("../kept.txt")).isFalse();
		assertThat(this.library.deleteUpload("a".repeat(300))).isFalse();
		assertThat(this.library.deleteUpload("a.txt")).isTrue();
		Files.createDirectories(this.root.resolve("uploads/full/of"));
		assertThat(this.library.deleteUpload("full")).isFalse();
		assertThat(this.library.items()).extracting(Item::title).containsExactly("Kept");
	}

	private String upload(String name, String content) throws IOException {
		return this.library.store(new MockMultipartFile("file", name, null, content.getBytes()));
	}

}
