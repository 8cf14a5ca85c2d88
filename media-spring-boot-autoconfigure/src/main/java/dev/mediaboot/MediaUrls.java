package dev.mediaboot;

import java.util.List;

/**
 * Makes the public URLs of media for pages and answers.
 * <p>
 * In a Thymeleaf template, which takes no bean in {@code th:src} itself:
 * <code>&lt;img th:with="src=${&#64;mediaUrls.url('a/b c.png')}" th:src="${src}"&gt;</code>
 *
 * <pre class="code">
 * urls.url("a/b c.png"); // /media/a/b%20c.png
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaUrls {

	private final String base;

	/**
	 * Creates a maker of URLs below a base.
	 * @param base the encoded URL or path that the files are below, with or without a
	 * slash at its end
	 */
	public MediaUrls(String base) {
		this.base = base.endsWith("/") ? base : base + "/";
	}

	/**
	 * Returns the URL of a file.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @return the encoded URL
	 * @throws IllegalArgumentException when no file with that path can be served
	 */
	public String url(String path) {
		int start = path.startsWith("/") ? 1 : 0;
		boolean directory = path.length() == start || path.endsWith("/");
		int end = directory ? Math.max(path.length() - 1, start) : path.length();
		List<String> names = (start == end) ? List.of() : List.of(path.substring(start, end).split("/", -1));
		MediaPath mediaPath = MediaPath.of(names, directory);
		if (mediaPath == null) {
			throw new IllegalArgumentException("Not the path of a file that can be served: '" + path + "'");
		}
		return this.base + mediaPath.toUriPath();
	}

}
