package dev.mediaboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.mediaboot.testing.FileContent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MediaFileTests {

	private static MediaFile file(String content) {
		return MediaFile.of(content.getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void contentMayBeFile() throws IOException {
		MediaStore store = (path) -> file("abc");
		assertThat(FileContent.of(store, "a.txt")).isEqualTo("abc");
		assertThat(file("abc").length()).isEqualTo(3);
		assertThat(file("abc").lastModified()).isNull();
	}

	@Test
	void contentIsDescribedByItsHash() {
		assertThat(file("abc").etag()).isNotNull().isEqualTo(file("abc").etag()).isNotEqualTo(file("abd").etag());
	}

}
