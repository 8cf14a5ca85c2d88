package dev.mediaboot.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories below a root that no link leads to. Each is looked at once for all
 * requests of the same moment.
 */
final class StraightDirectories {

	private static final int REMEMBERED = 10_000;

	private final Path root;

	private final Map<Path, RecentCheck> checks = new ConcurrentHashMap<>();

	StraightDirectories(Path root) {
		this.root = root;
	}

	/**
	 * Returns the check that no link leads to a directory.
	 * @param directory the path of the directory below the root
	 * @return the check, shared by all files of the directory
	 */
	RecentCheck check(Path directory) {
		RecentCheck known = this.checks.get(directory);
		if (known != null) {
			return known;
		}
		if (this.checks.size() >= REMEMBERED) {
			this.checks.clear();
		}
		RecentCheck check = RecentCheck.ofPath(() -> isStraight(directory));
		RecentCheck other = this.checks.putIfAbsent(directory, check);
		return (other != null) ? other : check;
	}

	/** Whether there is no link on the way from the root to a directory. */
	private boolean isStraight(Path directory) {
		Path parent = this.root;
		for (Path name : directory) {
			parent = parent.resolve(name);
			if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
				return false;
			}
		}
		return true;
	}

}
