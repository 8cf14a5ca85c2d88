package dev.mediaboot;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a mount is permitted, not whether a request is. Beans of this type are
 * asked about every mount: about the initial mounts once all beans have been created and
 * before the application listens, and from then on before anything is mounted.
 *
 * <pre class="code">
 * &#64;Bean
 * MountGuard archiveOnly() {
 * 	return (mount) -> {
 * 		List&lt;Path&gt; directories = mount.directories();
 * 		if (directories.isEmpty() || !directories.stream().allMatch((each) -> each.startsWith("/srv/archive"))) {
 * 			throw new InvalidMountException("Only the archive is served", "Mount what is below '/srv/archive'.");
 * 		}
 * 	};
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MountGuard {

	/**
	 * Checks a mount that is about to be mounted.
	 * @param mount the mount, with its dispatch decided
	 * @throws InvalidMountException when it must not be mounted; nothing changes then
	 */
	void check(Mount mount);

	/**
	 * Whether rules that do not belong to a mount may deny its files to somebody. A web
	 * server in front of the application does not know these rules, so it must leave the
	 * files of such a mount to the application.
	 * @param mount the mount
	 * @return {@code false} unless such rules restrict it
	 */
	default boolean isRestricted(Mount mount) {
		return false;
	}

	/**
	 * Whether access to a mount is restricted by rules that do not apply to the mount
	 * around it. When such a mount is removed, its URLs do not pass to the outer mount:
	 * they return 404 (Not Found), still under the same rules, until something is mounted
	 * there again.
	 * @param mount a mount that is about to be removed
	 * @param outer the mount that its URLs would pass to, or {@code null} when there is
	 * none at present
	 * @return {@code false} unless such rules protect it
	 */
	default boolean isProtected(Mount mount, @Nullable Mount outer) {
		return false;
	}

}
