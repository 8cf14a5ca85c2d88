package dev.mediaboot.version;

import java.util.Objects;

import dev.mediaboot.MediaPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentVersions}.
 */
class RecentVersionsTests {

	private final FakeStore store = new FakeStore();

	private final RecentVersions versions = new RecentVersions();

	private Fingerprints.Version version(int number) {
		return new Fingerprints.Version(this.store, Objects.requireNonNull(MediaPath.ofText("app.css")),
				String.valueOf(number), 1);
	}

	@Test
	void oldestAreForgotten() {
		for (int i = 0; i < 3 * RecentVersions.CAPACITY; i++) {
			this.versions.put(version(i), "fingerprint");
		}
		assertThat(this.versions.get(version(0))).isNull();
		assertThat(this.versions.get(version(3 * RecentVersions.CAPACITY - 1))).isEqualTo("fingerprint");
	}

	@Test
	void thoseThatAreAskedForStay() {
		for (int i = 0; i < 3 * RecentVersions.CAPACITY; i++) {
			this.versions.put(version(i), "fingerprint");
			assertThat(this.versions.get(version(0))).isEqualTo("fingerprint");
		}
	}

}
