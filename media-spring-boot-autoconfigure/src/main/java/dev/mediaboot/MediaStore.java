package dev.mediaboot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The source of a mount's bytes: a directory, the class path, or a place of your own.
 * <p>
 * It is called by many threads, for every request, and returns the file as it is at that
 * moment.
 *
 * <pre class="code">
 * registry.mount("/docs", MediaStore.directory(Path.of("/srv/docs")));
 * registry.mount("/cloud", path -&gt; bucket.open(path.toString()));
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaStore {

	/**
	 * Finds and opens a file.
	 * @param path the canonical path below the mount
	 * @return the file, for the caller to close, or {@code null} when there is none that
	 * may be served
	 * @throws java.nio.file.AccessDeniedException when the application may not read the
	 * file: the client gets a 404 (Not Found), and a problem is reported to the operator
	 * @throws IOException when the store is unavailable; the client gets a 503 (Service
	 * Unavailable)
	 */
	@Nullable MediaFile find(MediaPath path) throws IOException;

	/**
	 * Finds and opens the file next to another one whose name has a suffix appended. A
	 * store with several layers looks only in the layer of that other file.
	 * @param path the canonical path of the other file, which has just been found
	 * @param suffix for example {@code .br}
	 * @return the file, for the caller to close, or {@code null} when there is none that
	 * may be served
	 * @throws IOException when the store is unavailable
	 */
	default @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		return find(path.sibling(suffix));
	}

	/**
	 * Checks that the store can serve. It is called when the store is mounted, and again
	 * for every request to the {@code health} or {@code media} endpoint, so it should be
	 * fast.
	 * @throws InvalidMountException when it cannot, with the reason
	 */
	default void check() {
	}

	/**
	 * Returns the directories that the files are read from.
	 * @return the directories, none when the files come from elsewhere
	 */
	default List<Path> directories() {
		return List.of();
	}

	/**
	 * Returns a store for the files below a directory. It follows symbolic links only
	 * within that directory.
	 * @param root the directory; it may itself be a link, and the link may be redirected
	 * at any time
	 * @return the store
	 */
	static MediaStore directory(Path root) {
		return directory(root, Symlinks.WITHIN_ROOT, EtagSource.FILE);
	}

	/**
	 * Returns a store for the files below a directory.
	 * @param root the directory; it may itself be a link, and the link may be redirected
	 * at any time
	 * @param symlinks which symbolic links below the directory are followed
	 * @param entityTags the source of entity tags
	 * @return the store
	 */
	static MediaStore directory(Path root, Symlinks symlinks, EtagSource entityTags) {
		return new DirectoryStore(root, symlinks, entityTags);
	}

	/**
	 * Returns a store for a location: a directory ({@code /srv/media}, {@code media},
	 * {@code C:\media}), a {@code file:} URL, or a place on the class path
	 * ({@code classpath:/assets/}). A trailing slash makes no difference.
	 * @param location the location
	 * @return the store
	 * @throws InvalidMountException when the location cannot be understood
	 */
	static MediaStore of(String location) {
		return of(location, Symlinks.WITHIN_ROOT, EtagSource.FILE);
	}

	/**
	 * Returns a store for a location.
	 * @param location a directory, a {@code file:} URL or a {@code classpath:} location
	 * @param symlinks which symbolic links below a directory are followed
	 * @param entityTags the source of the entity tags of a directory's files
	 * @return the store
	 * @throws InvalidMountException when the location cannot be understood
	 */
	static MediaStore of(String location, Symlinks symlinks, EtagSource entityTags) {
		return Locations.parse(location, symlinks, entityTags);
	}

	/**
	 * Returns a store that tries several stores in order and returns the first file
	 * found.
	 * @param stores the stores, the first one on top
	 * @return the store
	 */
	static MediaStore overlay(List<MediaStore> stores) {
		return (stores.size() == 1) ? stores.get(0) : new OverlayStore(List.copyOf(stores));
	}

	/**
	 * Which symbolic links below the root of a directory are followed.
	 */
	enum Symlinks {

		/**
		 * Those whose target also lies within the root.
		 */
		WITHIN_ROOT,

		/**
		 * None.
		 */
		DENY,

		/**
		 * All, wherever they lead.
		 */
		FOLLOW

	}

	/**
	 * The source of the entity tags of a directory's files.
	 */
	enum EtagSource {

		/**
		 * The file's size, times and identity: costs nothing, but differs between copies.
		 */
		FILE,

		/**
		 * A hash of the file's content, computed once for every version: identical copies
		 * behind one address have the same tag. Until the hash is known, and for files of
		 * more than 16 GiB, {@link #FILE} is used instead.
		 */
		CONTENT

	}

}
