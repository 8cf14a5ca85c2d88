package dev.mediaboot.answer;

import java.io.IOException;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MountPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The file that a path leads to.
 *
 * @param path the path of the file; for a directory, that of its index
 * @param file the open file
 * @param cacheControl how long the file may be cached under the requested name; empty
 * when it must be requested by its own
 * @param alias the further name that was requested, or {@code null}
 */
record ResolvedFile(MediaPath path, MediaFile file, String cacheControl, MediaAlias.@Nullable Target alias) {

	/**
	 * Finds a file or, failing that, the index of a directory or the file that the path
	 * is a further name of. Before each look the rules are asked.
	 * @param access the rules, or {@code null} when everything is allowed
	 * @return the open file and its path, or {@code null} when there is none that may be
	 * sent
	 */
	static @Nullable ResolvedFile of(MediaRegistry.Match match, MediaPath path, FindHint hint,
			@Nullable AccessCheck access, MediaAlias alias) throws IOException {
		ResolvedFile found = ofName(match, path, hint, access);
		MediaAlias.Target target = (found != null || path.isDirectory()) ? null : alias.resolve(match, path);
		// The last decision counts, which is that about the file and not about its alias.
		return (target != null) ? ofAlias(match, target, hint, access) : found;
	}

	private static @Nullable ResolvedFile ofName(MediaRegistry.Match match, MediaPath path, FindHint hint,
			@Nullable AccessCheck access) throws IOException {
		if (access != null && !access.allows(path)) {
			return null;
		}
		ResolvedFile found = path.isDirectory() ? null : open(match, path, hint);
		if (found != null) {
			return found;
		}
		for (String index : match.mount().policy().index()) {
			MediaPath candidate = path.resolve(index);
			if (access == null || access.allows(candidate)) {
				found = open(match, candidate, hint);
			}
			if (found != null || (access != null && access.isFinal())) {
				break;
			}
		}
		return found;
	}

	private static @Nullable ResolvedFile ofAlias(MediaRegistry.Match match, MediaAlias.Target target, FindHint hint,
			@Nullable AccessCheck access) throws IOException {
		boolean allowed = access == null || access.allows(target.path());
		ResolvedFile found = allowed ? open(match, target.path(), hint) : null;
		if (found == null) {
			return null;
		}
		ResolvedFile aliased = null;
		try {
			String cacheControl = target.cacheControl(found.file());
			aliased = (cacheControl != null) ? new ResolvedFile(found.path(), found.file(), cacheControl, target)
					: null;
			return aliased;
		}
		finally {
			if (aliased == null) {
				Body.closeQuietly(found.file());
			}
		}
	}

	private static @Nullable ResolvedFile open(MediaRegistry.Match match, MediaPath path, FindHint hint)
			throws IOException {
		MountPolicy policy = match.mount().policy();
		if (path.segments().isEmpty() || !policy.serves(path.extension())) {
			return null;
		}
		MediaFile file = match.store().find(path, hint);
		return (file != null) ? new ResolvedFile(path, file, policy.cacheControl(), null) : null;
	}

	/**
	 * Returns how long a precompressed sibling may be cached under the requested name.
	 */
	@Nullable String siblingCacheControl(MediaFile sibling) {
		return (this.alias != null) ? this.alias.siblingCacheControl(sibling) : null;
	}

	/** Whether a path leads to the file only because it is that of its directory. */
	boolean isIndexOf(MediaPath path) {
		return this.path.segments().size() > path.segments().size();
	}

}
