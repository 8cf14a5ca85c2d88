package dev.mediaboot;

/**
 * Has a say in what is mounted. Beans of this type are asked about every mount: about
 * those that are there once the application has its beans, before it listens, and from
 * then on before anything is mounted.
 *
 * <pre class="code">
 * &#64;Bean
 * MountGuard archiveOnly() {
 * 	return (mount) -> {
 * 		if (!mount.store().toString().startsWith("/srv/archive")) {
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
	 * Looks at what is to be mounted.
	 * @param mount the mount with its dispatch decided
	 * @throws InvalidMountException when it must not be mounted; nothing is changed then
	 */
	void check(Mount mount);

	/**
	 * Whether not everybody may see what is below a mount. When such a mount goes that
	 * lies within another one, its URLs do not fall to that one: they are answered with
	 * 404 under the rules they were under, until something is mounted there again.
	 * @param mount a mount that is about to go
	 * @return {@code false} unless somebody protects it
	 */
	default boolean isProtected(Mount mount) {
		return false;
	}

}
