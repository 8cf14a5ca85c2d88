package dev.mediaboot.store;

import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaLocation.EtagSource;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreFactories;
import dev.mediaboot.MediaStoreFactory;

/**
 * The stores that come with the library: directories, the class path, and several stores
 * on top of each other.
 *
 * <pre class="code">
 * registry.mount("/docs", MediaStores.overlay(List.of(MediaStores.of("/srv/docs"), MediaStores.of("classpath:/docs/"))));
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaStores {

	private static final MediaStoreFactory LOCAL = new LocalStoreFactory();

	private static final MediaStoreFactories FACTORIES = new MediaStoreFactories(List.of(LOCAL));

	private MediaStores() {
	}

	/**
	 * Returns the factory for directories and for the class path.
	 * @return the factory, which knows the schemes {@code file} and {@code classpath}
	 */
	public static MediaStoreFactory factory() {
		return LOCAL;
	}

	/**
	 * Returns a store for the files below a directory. It follows symbolic links only
	 * within that directory.
	 * @param root the directory; it may itself be a link, and the link may be redirected
	 * at any time
	 * @return the store
	 */
	public static MediaStore directory(Path root) {
		return directory(root, Symlinks.WITHIN_ROOT, EtagSource.FILE);
	}

	/**
	 * Returns a store for the files below a directory.
	 * @param root the directory; it may itself be a link, and the link may be redirected
	 * at any time
	 * @param symlinks which symbolic links below the directory are followed
	 * @param etagSource the source of entity tags
	 * @return the store
	 */
	public static MediaStore directory(Path root, Symlinks symlinks, EtagSource etagSource) {
		return new DirectoryStore(root, symlinks, etagSource);
	}

	/**
	 * Returns a store for a directory ({@code /srv/media}, {@code media},
	 * {@code C:\media}), a {@code file:} URL, or a place on the class path
	 * ({@code classpath:/assets/}). A trailing slash makes no difference.
	 * @param location the location
	 * @return the store
	 * @throws InvalidMountException when the location cannot be understood
	 */
	public static MediaStore of(String location) {
		return FACTORIES.create(MediaLocation.of(location));
	}

	/**
	 * Returns a store that tries several stores in order and returns the first file
	 * found.
	 * @param stores the stores, the first one on top
	 * @return the store
	 */
	public static MediaStore overlay(List<MediaStore> stores) {
		return (stores.size() == 1) ? stores.get(0) : new OverlayStore(List.copyOf(stores));
	}

}
