package dev.mediaboot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes a store of a location. A bean of this type adds a scheme, for properties and for
 * mounts of code alike; it is asked before the factories for directories and for the
 * class path.
 *
 * <pre class="code">
 * &#64;Component
 * class BucketStoreFactory implements MediaStoreFactory {
 *
 * 	public MediaStore create(MediaLocation location) {
 * 		return location.scheme().equals("bucket") ? new BucketStore(location.schemeSpecificPart()) : null;
 * 	}
 *
 * 	public List&lt;String&gt; schemes() {
 * 		return List.of("bucket");
 * 	}
 *
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaStoreFactory {

	/**
	 * Creates a store.
	 * @param location the location, whose scheme may be any
	 * @return the store, or {@code null} when the location is for another factory
	 * @throws InvalidMountException when the location is for this factory, and wrong
	 */
	@Nullable MediaStore create(MediaLocation location);

	/**
	 * Returns the schemes that this factory understands, for the message about an unknown
	 * one.
	 * @return the schemes without a colon, none to leave them unmentioned
	 */
	default List<String> schemes() {
		return List.of();
	}

}
