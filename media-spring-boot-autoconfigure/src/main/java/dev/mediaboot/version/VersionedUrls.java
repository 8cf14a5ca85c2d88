package dev.mediaboot.version;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Builds the URLs of {@link MediaUrls} with a fingerprint of the content in the file
 * name. Browsers may keep what they get from such a URL for ever: a changed file has
 * another URL.
 * <p>
 * A URL is built from the file as it is now. It is that of {@code MediaUrls}, without a
 * fingerprint, when there is no such file, when the file is large and has not been read
 * yet, or when the mount has no versioned names.
 *
 * <pre class="code">
 * urls.url("/css", "app.css"); // /css/app.mzxw6ytboi4dkmrq.css
 * urls.url("logo.svg"); // /media/logo.pb2gk43un5zhi2lo.svg
 * </pre>
 *
 * @since 0.1.0
 */
public final class VersionedUrls {

	private final MediaUrls urls;

	private final MediaRegistry registry;

	private final String media;

	private final @Nullable Versions versions;

	/**
	 * Creates a builder of URLs.
	 * @param urls builds the URLs without fingerprints
	 * @param registry the live mounts
	 * @param media the URL that {@code media.root} is mounted at
	 * @param versions the versioned names, or {@code null} when no file has one
	 */
	VersionedUrls(MediaUrls urls, MediaRegistry registry, String media, @Nullable Versions versions) {
		this.urls = urls;
		this.registry = registry;
		this.media = media;
		this.versions = versions;
	}

	/**
	 * Returns the URL of a file.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @return the encoded URL
	 * @throws IllegalArgumentException when no file with that path can be served
	 */
	public String url(String path) {
		return versioned(this.urls.url(path), this.media, path);
	}

	/**
	 * Returns the URL of a file whose name has not been checked.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @return the encoded URL, or {@code null} when the path contains a name that is
	 * never served
	 */
	public @Nullable String urlOrNull(@Nullable String path) {
		String url = this.urls.urlOrNull(path);
		return (url != null && path != null) ? versioned(url, this.media, path) : null;
	}

	/**
	 * Returns the URL of a file in any mount.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param path the path of the file in the mount, not encoded, with or without a
	 * leading slash
	 * @return the encoded URL, below the application
	 * @throws IllegalArgumentException when no file with that path can be served, or
	 * nothing can be mounted at that URL
	 */
	public String url(String mount, String path) {
		return versioned(this.urls.url(mount, path), mount, path);
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
		String url = this.urls.urlOrNull(mount, path);
		return (url != null && path != null) ? versioned(url, mount, path) : null;
	}

	/**
	 * Returns the URLs of several files, for a front end that asks for files by name.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param paths the paths of the files in the mount, not encoded
	 * @return the encoded URLs by path, in the order of the paths
	 * @throws IllegalArgumentException when no file with one of the paths can be served,
	 * or nothing can be mounted at that URL
	 */
	public Map<String, String> manifest(String mount, Collection<String> paths) {
		Map<String, String> manifest = new LinkedHashMap<>();
		for (String path : paths) {
			manifest.put(path, url(mount, path));
		}
		return manifest;
	}

	/**
	 * Returns an import map: with it, modules that import each other by their plain names
	 * get the versioned files.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param modules the paths of the modules in the mount, not encoded
	 * @return JSON for {@code <script type="importmap">}, which no name of a file can end
	 * @throws IllegalArgumentException when no file with one of the paths can be served,
	 * or nothing can be mounted at that URL
	 */
	public String importMap(String mount, Collection<String> modules) {
		Map<String, String> imports = new LinkedHashMap<>();
		manifest(mount, modules).forEach((path, url) -> imports.put(this.urls.url(mount, path), url));
		return ImportMap.toJson(imports);
	}

	private String versioned(String url, String mount, String path) {
		Versions versions = this.versions;
		MediaPath mediaPath = (versions != null) ? MediaPath.ofText(path) : null;
		if (versions == null || mediaPath == null) {
			return url;
		}
		MediaRegistry.Match match = match(mount, mediaPath);
		MediaPath current = (match != null) ? versions.current(match) : null;
		return (current != null) ? renamed(url, current) : url;
	}

	/** Another mount may lie within the one that was named, and then has the file. */
	private MediaRegistry.@Nullable Match match(String url, MediaPath path) {
		Mount mount = mount(url);
		return (mount != null) ? this.registry.match(mount, path) : null;
	}

	private @Nullable Mount mount(String url) {
		for (MediaRegistry.Registration registration : this.registry.registrations()) {
			if (isSame(registration.mount().url(), url)) {
				return registration.mount();
			}
		}
		return this.registry.find(url);
	}

	/** Compares the usual spellings of a URL without parsing it. */
	private static boolean isSame(String mounted, String url) {
		return url.startsWith(mounted)
				&& (url.length() == mounted.length() || (url.length() == mounted.length() + 1 && url.endsWith("/")));
	}

	/** Gives the file of a URL without query another name. */
	static String renamed(String url, MediaPath path) {
		String uriPath = path.toUriPath();
		return url.substring(0, url.lastIndexOf('/') + 1) + uriPath.substring(uriPath.lastIndexOf('/') + 1);
	}

}
