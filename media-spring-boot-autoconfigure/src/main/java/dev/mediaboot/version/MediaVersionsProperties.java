package dev.mediaboot.version;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.Mount;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of versioned links.
 *
 * @param enabled Whether files have versioned names, which contain a fingerprint of the
 * content and can be cached for ever.
 * @param mounts URLs of the mounts whose files have versioned names. By default, all
 * mounts of site content except those whose files must not be stored.
 * @param stale Response to a request for a version that is not the current one.
 * @param maxImmediateSize Size of the largest file that is read while a link to it is
 * made. The links to larger files have no fingerprint until a background thread has read
 * the file.
 */
@ConfigurationProperties("media.versions")
record MediaVersionsProperties(@DefaultValue("false") boolean enabled, @DefaultValue List<String> mounts,
		@DefaultValue("not-found") Stale stale, @DefaultValue("8MB") DataSize maxImmediateSize) {

	MediaVersionsProperties {
		if (maxImmediateSize.isNegative()) {
			throw new InvalidMountException("The value of 'media.versions.max-immediate-size' is negative",
					"Use '0B' to read every file in the background.");
		}
		mounts = List.copyOf(mounts);
		predicates(mounts);
	}

	List<Predicate<Mount>> predicates() {
		return predicates(this.mounts);
	}

	private static List<Predicate<Mount>> predicates(List<String> mounts) {
		List<Predicate<Mount>> predicates = new ArrayList<>();
		for (String mount : mounts) {
			try {
				predicates.add(Mount.mountedAt(mount));
			}
			catch (InvalidMountException ex) {
				throw new InvalidMountException(
						"The value of 'media.versions.mounts' cannot be used: " + ex.getMessage(), ex.getAction(), ex);
			}
		}
		return predicates;
	}

	/**
	 * Responses to a request for a version that is not the current one.
	 */
	enum Stale {

		/**
		 * 404 (Not Found).
		 */
		NOT_FOUND,

		/**
		 * The current file, which is fresh for a minute.
		 */
		CURRENT

	}

}
