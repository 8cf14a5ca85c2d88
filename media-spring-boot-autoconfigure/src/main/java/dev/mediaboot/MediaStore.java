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
 * registry.mount("/docs", MediaStores.directory(Path.of("/srv/docs")));
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
	 * Finds and opens a file, knowing what is needed of it. The file is the same as
	 * without the hint, and all of it can be read. A store that wraps another one
	 * delegates this method too, as {@link ForwardingMediaStore} does.
	 * @param path the canonical path below the mount
	 * @param hint the conditions and the range of the request, which may be ignored
	 * @return the file, for the caller to close, or {@code null} when there is none that
	 * may be served
	 * @throws IOException as {@link #find(MediaPath)} does
	 */
	default @Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
		return find(path);
	}

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
	 * Returns the directory whose files this store serves as they are: another program,
	 * such as a web server in front of the application, may serve them in its place. A
	 * store that changes, adds or hides files, or reads them from several places, returns
	 * {@code null}, and so does one that wraps another store, unless it says otherwise.
	 * @return the directory and the links that are followed in it, or {@code null}
	 */
	default @Nullable MediaLocation location() {
		return null;
	}

	/**
	 * Returns which symbolic links below the directories are followed.
	 * @return the links, or {@code null} when the files come from elsewhere or the
	 * directories differ
	 */
	default MediaLocation.@Nullable Symlinks symlinks() {
		return null;
	}

	/**
	 * Returns a description for the log and the {@code media} endpoint.
	 * @return what {@code toString()} says, or the class of a store that says nothing
	 */
	default String description() {
		return Description.of(this, "store");
	}

}
