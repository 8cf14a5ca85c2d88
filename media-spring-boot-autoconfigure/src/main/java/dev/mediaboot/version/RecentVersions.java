package dev.mediaboot.version;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The fingerprints that were recently learned or asked for: at least the last 10,000, and
 * no more than twice as many.
 */
final class RecentVersions {

	static final int CAPACITY = 10_000;

	private volatile Map<Fingerprints.Version, String> recent = new ConcurrentHashMap<>();

	private volatile Map<Fingerprints.Version, String> older = Map.of();

	@Nullable String get(Fingerprints.Version version) {
		String fingerprint = this.recent.get(version);
		if (fingerprint == null) {
			fingerprint = this.older.get(version);
			if (fingerprint != null) {
				put(version, fingerprint);
			}
		}
		return fingerprint;
	}

	void put(Fingerprints.Version version, String fingerprint) {
		this.recent.put(version, fingerprint);
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
