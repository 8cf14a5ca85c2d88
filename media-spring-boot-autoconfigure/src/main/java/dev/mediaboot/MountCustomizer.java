package dev.mediaboot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Changes mounts before they are mounted. Beans of this type are asked about every mount,
 * whether it comes from properties, is a bean, or is added later. A mount that is
 * obtained from the registry and mounted again is customized again.
 *
 * <pre class="code">
 * &#64;Bean
 * MountCustomizer noIndex() {
 * 	return (mount, keys) -&gt; mount.withIndex();
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
	 * @param keys the properties that configure the mount, if any do
	 * @return the same mount, or a changed one
	 * @throws InvalidMountException when it must not be mounted
	 */
	Mount customize(Mount mount, Keys keys);

	/**
	 * Returns the keys that this customizer reads, so that they are not reported as
	 * unknown.
	 * @return for example {@code access}
	 */
	default List<String> keys() {
		return List.of();
	}

	/**
	 * The properties that configure a mount: {@code media.<key>} for the media,
	 * {@code media.admin-<key>} for the admin, {@code media.mounts.<name>.<key>} for
	 * another mount.
	 */
	interface Keys {

		/**
		 * Returns the values of a property.
		 * @param key the last part of its name
		 * @return the values, or {@code null} when it is not set or no property
		 * configures the mount
		 */
		@Nullable List<String> values(String key);

		/**
		 * Returns the name of a property, for messages.
		 * @param key the last part of its name
		 * @return the whole name
		 */
		String name(String key);

	}

}
