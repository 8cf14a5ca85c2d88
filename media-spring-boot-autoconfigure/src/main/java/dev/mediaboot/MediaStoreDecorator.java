package dev.mediaboot;

/**
 * Wraps every store that is mounted, for example in a cache.
 *
 * <pre class="code">
 * &#64;Bean
 * MediaStoreDecorator counting(AtomicLong found) {
 * 	return (store, mount) -&gt; path -&gt; {
 * 		found.incrementAndGet();
 * 		return store.find(path);
 * 	};
 * }
 * </pre>
 *
 * A decorator must also delegate {@link MediaStore#findSibling findSibling} if the store
 * behind it has layers, and {@link MediaStore#find(MediaPath, FindHint)} if it is far
 * away.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaStoreDecorator {

	/**
	 * Decorates the store of a mount. It is called each time the mount is mounted.
	 * @param store the store as it was mounted
	 * @param mount the mount
	 * @return the store that serves the requests
	 */
	MediaStore decorate(MediaStore store, Mount mount);

}
