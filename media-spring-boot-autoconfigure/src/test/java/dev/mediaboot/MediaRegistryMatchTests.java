package dev.mediaboot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.mediaboot.MediaRegistry.Match;
import dev.mediaboot.MediaRegistry.Registration;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaRegistry}: which mount a request matches.
 */
class MediaRegistryMatchTests {

	private static final MediaStore EMPTY = (path) -> null;

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			U2 a file                                  | localhost         | /media/a.txt             | /media
			U2 the prefix itself                       | localhost         | /media                   | /media
			U2 the prefix with a slash                 | localhost         | /media/                  | /media
			U2 segment boundary                        | localhost         | /mediax/a.txt            | none
			U2 the longer name                         | localhost         | /media-private/a.txt     | none
			U3 the longest prefix                      | localhost         | /media/cats/mia.webp     | /media/cats
			U3 the longest prefix itself               | localhost         | /media/cats              | /media/cats
			U3 beside the longest prefix               | localhost         | /media/catsy/mia.webp    | /media
			U3 an encoded longest prefix               | localhost         | /media/%63ats/mia.webp   | /media/cats
			U4 the host first | media.example.com | /media/cats/mia.webp | https://media.example.com/media
			U5 the host in capitals | MEDIA.example.COM | /media/a.txt | https://media.example.com/media
			U4 another host                            | www.example.com   | /media/a.txt             | /media
			U4 a path the host does not have           | media.example.com | /css/a.css               | /css
			U7 case-sensitive                          | localhost         | /Media/a.txt             | none
			U7 an encoded prefix                       | localhost         | /%6Dedia/a.txt           | /media
			R1 the application's own path              | localhost         | /                        | none
			R1 nothing                                 | localhost         | ''                       | none
			R1 another path                            | localhost         | /cats/media/a.txt        | none
			R1 doubled slashes are another path        | localhost         | //media/a.txt            | none
			R1 a parameter in the prefix               | localhost         | /media;v=1/a.txt         | none
			R1 an encoded slash is no boundary         | localhost         | /media%2Fa.txt           | none
			R1 up and down again is another path       | localhost         | /app/../media/a.txt      | none
			R1 a malformed path below a prefix is ours | localhost         | /media/%zz               | /media
			""")
	void longestPrefixMatches(String rule, String host, String path, String mount) {
		this.registry.mount("/media", EMPTY);
		this.registry.mount("/media/cats", EMPTY);
		this.registry.mount("/css", EMPTY);
		this.registry.mount("https://media.example.com/media", EMPTY);
		Match match = this.registry.match(host, path);
		assertThat((match != null) ? match.mount().url() : null).as(rule).isEqualTo(mount);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/..", "/media/../x", "/media/%2e%2e/x", "/media//x", "/media/.git/config",
			"/media/a%00", "/media/a;b", "/media/%zz" })
	void prefixOwnsWhatMayNotBeLookedUp(String path) {
		this.registry.mount("/media", EMPTY);
		assertThat(this.registry.match("localhost", path)).isNotNull()
			.satisfies((match) -> assertThat(match.path()).isNull());
	}

	@Test
	void matchHoldsTheRestOfThePath() {
		this.registry.mount("/a/b", EMPTY);
		assertThat(this.registry.match("localhost", "/a/b/c%20d/e.txt").path())
			.isEqualTo(MediaPath.parse("/c%20d/e.txt"));
		assertThat(this.registry.match("localhost", "/a/b/").path()).isEqualTo(MediaPath.parse("/"));
		assertThat(this.registry.match("localhost", "/a/b").path()).isEqualTo(MediaPath.parse(""));
	}

	@Test
	void nothingMatchesInAnEmptyRegistry() {
		assertThat(this.registry.match("localhost", "/media/a.txt")).isNull();
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void mountsAreInTheOrderTheyAreMatched() {
		List<String> urls = new ArrayList<>(List.of("/a", "/b", "/a/b/c", "/a/b", "https://b.example/a",
				"https://a.example/a", "https://b.example/a/b"));
		Collections.shuffle(urls);
		urls.forEach((url) -> this.registry.mount(url, EMPTY));
		assertThat(this.registry.mounts()).extracting(Mount::url)
			.containsExactly("https://b.example/a/b", "https://a.example/a", "https://b.example/a", "/a/b/c", "/a/b",
					"/a", "/b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/50%25", "/a%2541", "/a%3Bb", "/a%3Fb", "/a%23b", "/a%2Ab", "/a%7Bb%7D",
			"https://media.example.com/a%20b", "https://media.example.com/a%25b" })
	void prefixWithEncodedCharactersIsMountedMatchedAndUnmounted(String url) {
		String path = url.substring(url.lastIndexOf('/'));
		Registration registration = this.registry.mount(url, EMPTY);
		assertThat(this.registry.match("media.example.com", path + "/x").mount()).isSameAs(registration.mount());
		assertThat(this.registry.find(url)).isSameAs(registration.mount());
		registration.close();
		assertThat(this.registry.mounts()).isEmpty();
	}

	@Test
	void encodedPercentSignIsNotDecodedTwice() {
		this.registry.mount("/aA", EMPTY);
		Registration registration = this.registry.mount("/a%2541", EMPTY);
		assertThat(this.registry.match("localhost", "/a%2541/x").mount()).isSameAs(registration.mount());
	}

	@Test
	void matchIsWhatItWasAfterItsMountHasGone() throws IOException {
		Registration registration = this.registry.mount("/media", EMPTY);
		Match match = this.registry.match("localhost", "/media/a.txt");
		registration.close();
		assertThat(match.store().find(match.path())).isNull();
		assertThat(match.path()).hasToString("a.txt");
	}

}
