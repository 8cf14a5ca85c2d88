package dev.mediaboot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Changes mounts before they are mounted. Beans of this type are asked about every mount,
 * whether it comes from properties, is a bean, or is added later. A mount that is mounted
 * again, because it replaces itself, is customized again.
 *
 * <pre class="code">
 * &#64;Bean
 * MountCustomizer noIndex() {
 * 	return (mount, property) -&gt; mount.withIndex();
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MountCustomizer {

	/**
	 * Customizes a mount. The URL and the location cannot be changed.
	 * @param mount the mount
	 * @param property how the names of the properties begin that configure the mount,
	 * such as {@code media.} or {@code media.mounts.css.}, or {@code null} when none do
	 * @return the same mount, or a changed one
	 * @throws InvalidMountException when it must not be mounted
	 */
	Mount customize(Mount mount, @Nullable String property);

	/**
	 * Returns the keys that this customizer reads below the prefix of a mount, so that
	 * they are not reported as unknown.
	 * @return for example {@code access}
	 */
	default List<String> keys() {
		return List.of();
	}

}
