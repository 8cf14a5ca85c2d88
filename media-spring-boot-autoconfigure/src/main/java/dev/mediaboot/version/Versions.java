package dev.mediaboot.version;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.MediaAlias;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The versioned names of files: creates them for links, and recognizes them in requests.
 */
final class Versions implements MediaAlias {

	private static final Log logger = LogFactory.getLog(Versions.class);

	private static final String FOR_EVER = "max-age=31536000, immutable";

	/** For a file that may be another version than the one that was asked for. */
	private static final String FOR_A_MINUTE = "max-age=60";

	private final Fingerprints fingerprints;

	private final MediaRegistry registry;

	private final List<Predicate<Mount>> mounts;

	private final boolean staleServed;

	/**
	 * Creates the names.
	 * @param fingerprints knows the content of files
	 * @param registry the live mounts
	 * @param mounts the mounts whose files have versioned names, none for all mounts of
	 * site content
	 * @param staleServed whether the current file is sent to those who ask for another
	 * version
	 */
	Versions(Fingerprints fingerprints, MediaRegistry registry, List<Predicate<Mount>> mounts, boolean staleServed) {
		this.fingerprints = fingerprints;
		this.registry = registry;
		this.mounts = List.copyOf(mounts);
		this.staleServed = staleServed;
	}

	/**
	 * Whether the files of a mount have versioned names. Strangers who choose the names
	 * of their files could choose that of a version, so their files need to be listed.
	 */
	boolean cover(Mount mount) {
		boolean covered = this.mounts.isEmpty() ? mount.policy().content() == Mount.Content.SITE : isListed(mount);
		return covered && !mount.policy().cacheControl().contains("no-store");
	}

	private boolean isListed(Mount mount) {
		for (int i = 0; i < this.mounts.size(); i++) {
			if (this.mounts.get(i).test(mount)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the versioned path of a file as it is now.
	 * @param match the file and its mount
	 * @return the path, or {@code null} when the file is missing or has no versioned name
	 */
	@Nullable MediaPath current(MediaRegistry.Match match) {
		MediaPath path = match.path();
		boolean possible = path != null && !path.isDirectory() && !path.segments().isEmpty() && cover(match.mount())
				&& match.mount().policy().serves(path.extension());
		if (path == null || !possible) {
			return null;
		}
		try (MediaFile file = match.store().find(path)) {
			Fingerprint fingerprint = (file != null) ? fingerprint(match, path, file) : null;
			return (fingerprint != null) ? new VersionedPath(path, fingerprint.complete()).toPath() : null;
		}
		catch (IOException | RuntimeException ex) {
			// The request for the file meets the same failure and reports it.
			logger.debug("Failed to find a file for a link", ex);
			return null;
		}
	}

	private @Nullable Fingerprint fingerprint(MediaRegistry.Match match, MediaPath path, MediaFile file) {
		Fingerprints.Version version = Fingerprints.Version.of(match, path, file);
		return (version != null) ? this.fingerprints.of(version, file) : null;
	}

	@Override
	public @Nullable Target resolve(MediaRegistry.Match match, MediaPath path) {
		VersionedPath versioned = VersionedPath.parse(path);
		return (versioned != null && cover(match.mount()) && isOf(match.mount(), versioned.file()))
				? new VersionedFile(match, versioned) : null;
	}

	/**
	 * Whether a path belongs to a mount, and not to one within it or to a place that has
	 * been closed.
	 */
	private boolean isOf(Mount mount, MediaPath path) {
		MediaRegistry.Match owner = this.registry.match(mount, path);
		return owner != null && owner.mount().url().equals(mount.url()) && path.equals(owner.path());
	}

	/**
	 * A file that was requested by a versioned name.
	 */
	private final class VersionedFile implements Target {

		private final MediaRegistry.Match match;

		private final VersionedPath requested;

		private Fingerprints.@Nullable Version version;

		private @Nullable Fingerprint fingerprint;

		VersionedFile(MediaRegistry.Match match, VersionedPath requested) {
			this.match = match;
			this.requested = requested;
		}

		@Override
		public MediaPath path() {
			return this.requested.file();
		}

		@Override
		public @Nullable String cacheControl(MediaFile file) {
			this.version = Fingerprints.Version.of(this.match, path(), file);
			this.fingerprint = (this.version != null) ? Versions.this.fingerprints.of(this.version, file) : null;
			if (this.fingerprint != null && stands(this.fingerprint)) {
				return shared() + FOR_EVER;
			}
			if (Versions.this.staleServed) {
				return shared() + FOR_A_MINUTE;
			}
			return (this.fingerprint == null && this.version != null) ? UNKNOWN : null;
		}

		/** A name that was given before the file had its siblings remains good. */
		private boolean stands(Fingerprint fingerprint) {
			String name = this.requested.fingerprint();
			return name.equals(fingerprint.complete()) || name.equals(fingerprint.plain());
		}

		@Override
		public @Nullable String siblingCacheControl(MediaFile sibling) {
			String etag = sibling.etag();
			if (this.version == null || this.fingerprint == null || etag == null) {
				return null;
			}
			if (!this.fingerprint.siblings().contains(etag)) {
				Versions.this.fingerprints.forget(this.version);
				return null;
			}
			boolean named = this.requested.fingerprint().equals(this.fingerprint.complete());
			return named ? shared() + FOR_EVER : null;
		}

		/** Who may store the file is up to the mount. */
		private String shared() {
			return this.match.mount().policy().cacheControl().contains("private") ? "private, " : "public, ";
		}

	}

}
