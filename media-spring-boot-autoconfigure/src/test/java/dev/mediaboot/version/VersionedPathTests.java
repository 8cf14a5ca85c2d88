package dev.mediaboot.version;

import java.util.Objects;

import dev.mediaboot.MediaPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VersionedPath}.
 */
class VersionedPathTests {

	private static final String FINGERPRINT = "abcdefghijklmn27";

	private static final String OTHER = "234567abcdefghij";

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "app.css, app.#.css", "a/b/app.css, a/b/app.#.css", "LICENSE, LICENSE.#", "a.tar.gz, a.tar.#.gz",
					"app.min.js, app.min.#.js", "a b.txt, a b.#.txt", "été.png, été.#.png", "a., a.#.",
					"a..css, a..#.css", "a.b/c, a.b/c.#", "app.^.css, app.^.#.css", "data.^, data.#.^", "^, ^.#",
					".well-known/a.txt, .well-known/a.#.txt" })
	void fingerprintIsPutInFrontOfTheExtensionAndFoundThere(String file, String versioned) {
		MediaPath path = path(file.replace("^", OTHER));
		MediaPath expected = path(versioned.replace("^", OTHER).replace("#", FINGERPRINT));
		VersionedPath parts = new VersionedPath(path, FINGERPRINT);
		assertThat(parts.toPath()).isEqualTo(expected);
		assertThat(VersionedPath.parse(expected)).isEqualTo(parts);
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.css", "app", "app.min.css", "a.tar.gz", "abcdefghijklmn27", "app.abcdefghijklmn2.css",
			"app.abcdefghijklmn277.css", "app.ABCDEFGHIJKLMN27.css", "app.abcdefghijklmn21.css",
			"app.abcdefghijklmn27.min.css", "app.css.abcdefghijklmn27", "abcdefghijklmn27.css",
			"app.abcdefghijklmn27.css/", "abcdefghijklmn27/app.css", "app.abcdefghijklmn27/", "" })
	void otherNamesAreNotVersioned(String name) {
		assertThat(VersionedPath.parse(path(name))).isNull();
	}

	@Test
	void nameThatWouldBeHiddenIsNone() {
		assertThat(new VersionedPath(path(".well-known"), FINGERPRINT).toPath()).isNull();
	}

	private static MediaPath path(String text) {
		return Objects.requireNonNull(MediaPath.ofText(text), text);
	}

}
