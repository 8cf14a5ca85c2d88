package dev.mediaboot;

import org.jspecify.annotations.Nullable;

/**
 * Has a say in what is mounted. Beans of this type are asked about every mount: about
 * those that are there once the application has its beans, before it listens, and from
 * then on before anything is mounted.
 *
 * <pre class="code">
 * &#64;Bean
 * MountGuard archiveOnly() {
 * 	return (mount) -> {
 * 		List&lt;Path&gt; directories = mount.store().directories();
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
	 * Looks at what is to be mounted.
	 * @param mount the mount with its dispatch decided
	 * @throws InvalidMountException when it must not be mounted; nothing is changed then
	 */
	void check(Mount mount);

	/**
	 * Whether not everybody may see what is below a mount, because of rules that do not
	 * hold for the mount around it. When such a mount goes, its URLs do not fall to that
	 * one: they are answered with 404 under the rules they were under, until something is
	 * mounted there again.
	 * @param mount a mount that is about to go
	 * @param outer the mount that its URLs would fall to, or {@code null} when there is
	 * none at present
	 * @return {@code false} unless somebody protects it
	 */
	default boolean isProtected(Mount mount, @Nullable Mount outer) {
		return false;
	}

}
