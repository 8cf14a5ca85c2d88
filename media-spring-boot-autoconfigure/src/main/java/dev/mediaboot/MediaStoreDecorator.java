package dev.mediaboot;

/**
 * Wraps every store that is mounted, for example in a cache.
 *
 * <pre class="code">
 * &#64;Bean
 * MediaStoreDecorator counting(AtomicLong found) {
 * 	return (store, mount) -&gt; new ForwardingMediaStore(store) {
 * 		&#64;Override
 * 		public &#64;Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
 * 			found.incrementAndGet();
 * 			return super.find(path, hint);
 * 		}
 * 	};
 * }
 * </pre>
 *
 * A {@link ForwardingMediaStore} passes everything else on: which layer a sibling is in,
 * for example, only the store behind it knows.
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
