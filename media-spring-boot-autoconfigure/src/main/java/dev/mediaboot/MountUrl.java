package dev.mediaboot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where a mount is: a prefix, perhaps bound to a host. Slashes are normalised, so that
 * {@code media}, {@code /media/} and {@code //media} are one place.
 *
 * @param host the lower-case host, or {@code null} for any
 * @param prefix the prefix, at least one segment
 */
record MountUrl(@Nullable String host, MediaPath prefix) {

	private static final String ACTION = "Use a prefix such as '/media/' or 'https://media.example.com/media/'.";

	static MountUrl parse(String url) {
		if (url.contains("://")) {
			URI uri = uri(url);
			return new MountUrl(host(uri), prefix(url, uri.getRawPath()));
		}
		return new MountUrl(null, prefix(url, url));
	}

	private static URI uri(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw new InvalidMountException("'" + url + "' is not a URL", ACTION, ex);
		}
	}

	private static String host(URI uri) {
		boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw new InvalidMountException("'" + uri + "' does not name a host and a prefix", ACTION);
		}
		return uri.getHost().toLowerCase(Locale.ROOT);
	}

	private static MediaPath prefix(String url, @Nullable String rawPath) {
		String[] names = StringUtils.tokenizeToStringArray(rawPath, "/", false, true);
		List<String> segments = RequestPath.parse(String.join("/", names)).segments();
		MediaPath prefix = MediaPath.of(segments, false);
		if (prefix == null || containsAny(url, "?#*{}")) {
			throw new InvalidMountException("'" + url + "' is not a prefix of paths", ACTION);
		}
		if (segments.isEmpty()) {
			throw new InvalidMountException("'" + url + "' would take every path away from the application", ACTION);
		}
		return prefix;
	}

	private static boolean containsAny(String url, String characters) {
		return characters.chars().anyMatch((character) -> url.indexOf(character) >= 0);
	}

	List<String> segments() {
		return this.prefix.segments();
	}

	boolean owns(String requestHost, List<String> path) {
		return path.size() >= segments().size() && (this.host == null || this.host.equalsIgnoreCase(requestHost))
				&& segments().equals(path.subList(0, segments().size()));
	}

	@Override
	public String toString() {
		return ((this.host != null) ? "https://" + this.host : "") + "/" + this.prefix;
	}

}
