package dev.mediaboot.file;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Remembers entries that were recently put or looked up: at least the last 10,000, and no
 * more than twice as many.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class RecentMap<K, V> {

	static final int CAPACITY = 10_000;

	private volatile Map<K, V> recent = new ConcurrentHashMap<>();

	private volatile Map<K, V> older = Map.of();

	@Nullable V get(K key) {
		V value = this.recent.get(key);
		if (value == null) {
			value = this.older.get(key);
			if (value != null) {
				put(key, value);
			}
		}
		return value;
	}

	void put(K key, V value) {
		this.recent.put(key, value);
		if (this.recent.size() >= CAPACITY) {
			makeRoom();
		}
	}

	private synchronized void makeRoom() {
		if (this.recent.size() >= CAPACITY) {
			this.older = this.recent;
			this.recent = new ConcurrentHashMap<>();
		}
	}

}
