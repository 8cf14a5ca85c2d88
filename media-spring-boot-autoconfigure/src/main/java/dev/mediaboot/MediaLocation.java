package dev.mediaboot;

import java.io.FileNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ResourceUtils;

/**
 * Where the files of a mount are: a directory, or a place that a scheme names. A
 * {@link MediaStoreFactory} makes a store of it when it is mounted.
 *
 * <pre class="code">
 * media.mount(Mount.of("/data", MediaLocation.of("/srv/data").withSymlinks(MediaLocation.Symlinks.DENY)));
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaLocation {

	/**
	 * The media of the admin that comes with the library.
	 */
	public static final String ADMIN = "classpath:/META-INF/media/admin/";

	private static final String ACTION = "Use a directory, a 'file:' URL or a 'classpath:' location.";

	private final String text;

	private final @Nullable Path directory;

	private final Symlinks symlinks;

	private final EtagSource etagSource;

	private MediaLocation(String text, @Nullable Path directory, Symlinks symlinks, EtagSource etagSource) {
		this.text = text;
		this.directory = directory;
		this.symlinks = symlinks;
		this.etagSource = etagSource;
	}

	/**
	 * Creates the location of a directory.
	 * @param directory the directory; it may itself be a link, and the link may be
	 * redirected at any time
	 * @return the location, below which links are followed within the directory only
	 */
	public static MediaLocation of(Path directory) {
		Path absolute = directory.toAbsolutePath().normalize();
		return new MediaLocation(absolute.toString(), absolute, Symlinks.WITHIN_ROOT, EtagSource.FILE);
	}

	/**
	 * Creates a location from text: a directory ({@code /srv/media}, {@code media},
	 * {@code C:\media}), a {@code file:} URL, or a place that another scheme names, such
	 * as {@code classpath:/assets/}. A trailing slash makes no difference to a directory.
	 * @param location the text
	 * @return the location
	 * @throws InvalidMountException when it is meant for a directory and cannot be one
	 */
	public static MediaLocation of(String location) {
		String scheme = scheme(location);
		if (scheme.isEmpty() || scheme.equals("file")) {
			return of(path(location));
		}
		return new MediaLocation(location, null, Symlinks.WITHIN_ROOT, EtagSource.FILE);
	}

	/** One letter is a drive, not a scheme. */
	private static String scheme(String location) {
		int colon = location.indexOf(':');
		return (colon > 1) ? location.substring(0, colon) : "";
	}

	private static Path path(String location) {
		if (location.isBlank()) {
			throw new InvalidMountException("The location is empty", ACTION);
		}
		String path = location.startsWith("file:") ? location.substring("file:".length()) : location;
		if (path.startsWith("~") || path.startsWith("$")) {
			throw new InvalidMountException("The location '" + location + "' needs a shell to expand it",
					"Use an absolute path or, in properties, '${user.home}/…'. For a directory of that name, use './"
							+ path + "'.");
		}
		try {
			return location.startsWith("file:") ? ResourceUtils.getFile(location).toPath() : Path.of(location);
		}
		catch (FileNotFoundException | InvalidPathException ex) {
			throw new InvalidMountException("The location '" + location + "' is not a directory", ACTION, ex);
		}
	}

	/**
	 * Returns the scheme.
	 * @return for example {@code classpath}, exactly as it was written; empty for a
	 * directory
	 */
	public String scheme() {
		return (this.directory != null) ? "" : scheme(this.text);
	}

	/**
	 * Returns the text without its scheme.
	 * @return what follows the first colon, or all of it for a directory
	 */
	public String schemeSpecificPart() {
		return (this.directory != null) ? this.text : this.text.substring(this.text.indexOf(':') + 1);
	}

	/**
	 * Returns the directory.
	 * @return the absolute path, or {@code null} when a scheme names another place
	 */
	public @Nullable Path directory() {
		return this.directory;
	}

	String text() {
		return this.text;
	}

	List<Path> directories() {
		return (this.directory != null) ? List.of(this.directory) : List.of();
	}

	/**
	 * Returns which symbolic links below a directory are followed.
	 * @return by default those that stay within the directory
	 */
	public Symlinks symlinks() {
		return this.symlinks;
	}

	/**
	 * Returns a location with another choice of symbolic links.
	 * @param symlinks which links below a directory are followed
	 * @return a new location
	 */
	public MediaLocation withSymlinks(Symlinks symlinks) {
		return new MediaLocation(this.text, this.directory, symlinks, this.etagSource);
	}

	/**
	 * Returns the source of the entity tags of a directory's files.
	 * @return by default the identity of the file
	 */
	public EtagSource etagSource() {
		return this.etagSource;
	}

	/**
	 * Returns a location with another source of entity tags.
	 * @param etagSource the source of the entity tags of a directory's files
	 * @return a new location
	 */
	public MediaLocation withEtagSource(EtagSource etagSource) {
		return new MediaLocation(this.text, this.directory, this.symlinks, etagSource);
	}

	/**
	 * Returns a description for the log.
	 * @return the absolute path of a directory, or else the text
	 */
	@Override
	public String toString() {
		return this.text + ((this.symlinks != Symlinks.WITHIN_ROOT)
				? ", links: " + this.symlinks.name().toLowerCase(Locale.ROOT) : "");
	}

	/**
	 * Which symbolic links below the root of a directory are followed.
	 */
	public enum Symlinks {

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
	public enum EtagSource {

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
