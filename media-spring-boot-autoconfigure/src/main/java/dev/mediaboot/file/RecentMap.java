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
 * @since 0.1.0
 */
public final class RecentMap<K, V> {

	static final int CAPACITY = 10_000;

	private volatile Map<K, V> recent = new ConcurrentHashMap<>();

	private volatile Map<K, V> older = new ConcurrentHashMap<>();

	/**
	 * Looks an entry up.
	 * @param key its key
	 * @return its value, or {@code null} when it is not remembered
	 */
	public @Nullable V get(K key) {
		V value = this.recent.get(key);
		if (value == null) {
			value = this.older.get(key);
			if (value != null) {
				put(key, value);
			}
		}
		return value;
	}

	/**
	 * Remembers an entry.
	 * @param key its key
	 * @param value its value
	 */
	public void put(K key, V value) {
		this.recent.put(key, value);
		if (this.recent.size() >= CAPACITY) {
			makeRoom();
		}
	}

	/**
	 * Forgets an entry, unless another thread is looking it up at this moment.
	 * @param key its key
	 */
	public void remove(K key) {
		this.recent.remove(key);
		this.older.remove(key);
	}

	private synchronized void makeRoom() {
		if (this.recent.size() >= CAPACITY) {
			this.older = this.recent;
			this.recent = new ConcurrentHashMap<>();
		}
	}

}
