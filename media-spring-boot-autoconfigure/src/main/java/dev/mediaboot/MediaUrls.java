package dev.mediaboot;

import org.jspecify.annotations.Nullable;

/**
 * Builds the public URLs of media for pages and responses.
 * <p>
 * In a Thymeleaf template, which does not allow a bean in {@code th:src} itself:
 * <code>&lt;img th:with="src=${&#64;mediaUrls.url('a/b c.png')}" th:src="${src}"&gt;</code>
 *
 * <pre class="code">
 * urls.url("a/b c.png"); // /media/a/b%20c.png
 * urls.url("/avatars", "a.png"); // /avatars/a.png
 * urls.urlOrNull(".hidden"); // null
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaUrls {

	private final String base;

	private final String application;

	/**
	 * Creates a builder of URLs below a base.
	 * @param base the encoded URL or path that the files are below, with or without a
	 * trailing slash
	 */
	public MediaUrls(String base) {
		this(base, "");
	}

	/**
	 * Creates a builder of URLs below a base, and below the prefixes of other mounts.
	 * @param base the encoded URL or path that the files of {@code media.root} are below,
	 * with or without a trailing slash
	 * @param application the path that the application is below, without a trailing slash
	 */
	public MediaUrls(String base, String application) {
		this.base = base.endsWith("/") ? base : base + "/";
		this.application = application;
	}

	/**
	 * Creates a builder of URLs below a mount, and below the prefixes of others.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param application the path that the application is below, without a trailing slash
	 * @return the builder
	 * @throws InvalidMountException when the URL is not a prefix
	 */
	public static MediaUrls ofMount(String mount, String application) {
		MountUrl url = MountUrl.parse(mount);
		String origin = (url.origin() != null) ? url.origin() : "";
		return new MediaUrls(origin + application + "/" + url.prefix().toUriPath(), application);
	}

	/**
	 * Returns the URL of a file.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @return the encoded URL
	 * @throws IllegalArgumentException when no file with that path can be served
	 */
	public String url(String path) {
		return served(path, urlOrNull(path));
	}

	/**
	 * Returns the URL of a file whose name has not been checked, so that one file that is
	 * never served, such as {@code .DS_Store}, does not break a page.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @return the encoded URL, or {@code null} when the path contains a name that is
	 * never served; neither the disk nor the extensions of the mount are checked
	 */
	public @Nullable String urlOrNull(@Nullable String path) {
		return below(this.base, path);
	}

	/**
	 * Returns the URL of a file in any mount, whether or not it is mounted now.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param path the path of the file in the mount, not encoded, with or without a
	 * leading slash
	 * @return the encoded URL, below the application
	 * @throws IllegalArgumentException when no file with that path can be served, or
	 * nothing can be mounted at that URL
	 */
	public String url(String mount, String path) {
		return served(path, urlOrNull(mount, path));
	}

	/**
	 * Returns the URL of a file in any mount whose name has not been checked.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param path the path of the file in the mount, not encoded, with or without a
	 * leading slash
	 * @return the encoded URL, below the application, or {@code null} when no file with
	 * that path can be served
	 * @throws IllegalArgumentException when nothing can be mounted at that URL
	 */
	public @Nullable String urlOrNull(String mount, @Nullable String path) {
		MountUrl place = MountUrl.parse(mount);
		String origin = (place.origin() != null) ? place.origin() : "";
		return below(origin + this.application + "/" + place.prefix().toUriPath() + "/", path);
	}

	private static String served(@Nullable String path, @Nullable String url) {
		if (url == null) {
			throw new IllegalArgumentException("No file with this path can be served: '" + path + "'");
		}
		return url;
	}

	private static @Nullable String below(String base, @Nullable String path) {
		MediaPath mediaPath = (path != null) ? MediaPath.ofText(path) : null;
		return (mediaPath != null) ? base + mediaPath.toUriPath() : null;
	}

}
