package dev.mediaboot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where a mount is: a prefix, perhaps bound to a host. Slashes are normalised, so that
 * {@code media}, {@code /media/} and {@code //media} are one place.
 *
 * @param origin the scheme and the authority as they were written, or {@code null}
 * @param host the lower-case host, or {@code null} for any
 * @param prefix the prefix, at least one segment
 */
record MountUrl(@Nullable String origin, @Nullable String host, MediaPath prefix) {

	private static final String ACTION = "Use a prefix such as '/media/' or 'https://media.example.com/media/'.";

	static MountUrl parse(String url) {
		if (!url.contains("://")) {
			return new MountUrl(null, null, prefix(url, url));
		}
		URI uri = uri(url);
		boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
			throw new InvalidMountException("'" + url + "' does not name a host and a prefix", ACTION);
		}
		String origin = uri.getScheme() + "://" + uri.getRawAuthority();
		return new MountUrl(origin, uri.getHost().toLowerCase(Locale.ROOT), prefix(url, uri.getRawPath()));
	}

	private static URI uri(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw new InvalidMountException("'" + url + "' is not a URL", ACTION, ex);
		}
	}

	private static MediaPath prefix(String url, String rawPath) {
		String[] names = StringUtils.tokenizeToStringArray(rawPath, "/", false, true);
		List<String> segments = RequestPath.parse(String.join("/", names)).segments();
		MediaPath prefix = MediaPath.of(segments, false);
		if (prefix == null || url.chars().anyMatch((character) -> "?#*{}".indexOf(character) >= 0)) {
			throw new InvalidMountException("'" + url + "' is not a prefix of paths", ACTION);
		}
		if (segments.isEmpty()) {
			throw new InvalidMountException("'" + url + "' would take every path away from the application", ACTION);
		}
		return prefix;
	}

	boolean isSamePlace(MountUrl other) {
		return Objects.equals(this.host, other.host) && this.prefix.equals(other.prefix);
	}

	boolean owns(String requestHost, List<String> path) {
		List<String> segments = this.prefix.segments();
		return path.size() >= segments.size() && (this.host == null || this.host.equalsIgnoreCase(requestHost))
				&& segments.equals(path.subList(0, segments.size()));
	}

	@Override
	public String toString() {
		return ((this.origin != null) ? this.origin : "") + "/" + this.prefix;
	}

}
