package dev.mediaboot.file;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentMap}.
 */
class RecentMapTests {

	private final RecentMap<Integer, String> entries = new RecentMap<>();

	@Test
	void oldestAreForgotten() {
		for (int i = 0; i < 3 * RecentMap.CAPACITY; i++) {
			this.entries.put(i, "fingerprint");
		}
		assertThat(this.entries.get(0)).isNull();
		assertThat(this.entries.get(3 * RecentMap.CAPACITY - 1)).isEqualTo("fingerprint");
	}

	@Test
	void thoseThatAreAskedForStay() {
		for (int i = 0; i < 3 * RecentMap.CAPACITY; i++) {
			this.entries.put(i, "fingerprint");
			assertThat(this.entries.get(0)).isEqualTo("fingerprint");
		}
	}

	@Test
	void removedEntryIsForgotten() {
		RecentMap<Integer, Integer> map = new RecentMap<>();
		for (int i = 0; i < RecentMap.CAPACITY + 1; i++) {
			map.put(i, i);
		}
		map.remove(0);
		map.remove(RecentMap.CAPACITY);
		map.remove(-1);
		assertThat(map.get(0)).isNull();
		assertThat(map.get(RecentMap.CAPACITY)).isNull();
		assertThat(map.get(1)).isEqualTo(1);
	}

}
