package dev.mediaboot;

/**
 * Puts something in front of every store that is mounted, such as a cache.
 *
 * <pre class="code">
 * &#64;Bean
 * MediaStoreDecorator counting(AtomicLong found) {
 * 	return store -&gt; path -&gt; {
 * 		found.incrementAndGet();
 * 		return store.find(path);
 * 	};
 * }
 * </pre>
 *
 * A decorator that is not a cache passes on {@link MediaStore#findSibling findSibling} as
 * well, if the store behind it has layers.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaStoreDecorator {

	/**
	 * Decorates the store of a mount, anew each time it is mounted.
	 * @param store the store as it was mounted
	 * @return the store that requests are answered from
	 */
	MediaStore decorate(MediaStore store);

}
