package dev.mediaboot;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The URL of a mount: a prefix, optionally bound to a host. Slashes are normalised, so
 * that {@code media}, {@code /media/} and {@code //media} are the same place.
 *
 * @param origin the scheme and the authority as written, or {@code null} for any host
 * @param host the lower-case host, or {@code null} for any
 * @param prefix the prefix, at least one segment
 */
record MountUrl(@Nullable String origin, @Nullable String host, MediaPath prefix) {

	private static final String ACTION = "Use a prefix such as '/media/' or 'https://media.example.com/media/'.";

	static MountUrl parse(String url) {
		if (!url.contains("://")) {
			refuseHost(url);
			return new MountUrl(null, null, prefix(url, url));
		}
		URI uri = uri(url);
		boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		String host = http ? host(uri) : null;
		if (host == null) {
			throw new InvalidMountException("'" + url + "' is not an HTTP URL with a host", ACTION);
		}
		String origin = uri.getScheme() + "://" + uri.getRawAuthority();
		return new MountUrl(origin, host, prefix(url, uri.getRawPath()));
	}

	/** Without a scheme, a host would be taken for the first name of the prefix. */
	private static void refuseHost(String url) {
		String[] names = StringUtils.tokenizeToStringArray(url, "/");
		boolean plain = names.length == 0 || (url.startsWith("/") && !url.startsWith("//"));
		if (!plain && (names[0].indexOf('.') > 0 || names[0].contains(":") || names[0].equals("localhost"))) {
			String rest = String.join("/", names);
			throw new InvalidMountException("'" + url + "' could be a host or a prefix",
					"Use 'https://" + rest + "' for a host and '/" + rest + "' for a prefix.");
		}
	}

	private static @Nullable String host(URI uri) {
		String authority = uri.getRawAuthority();
		if (uri.getHost() != null || authority == null || authority.indexOf('@') >= 0) {
			return (uri.getRawUserInfo() == null && uri.getHost() != null) ? uri.getHost().toLowerCase(Locale.ROOT)
					: null;
		}
		// Neither Java nor Tomcat accepts a host with an underscore.
		String ascii = toAscii(authority);
		throw new InvalidMountException("'" + authority + "' is not a valid host name", ascii.equals(authority)
				? "Use only letters, digits, dots and hyphens in the host name." : "Write it as '" + ascii + "'.");
	}

	private static String toAscii(String host) {
		try {
			return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
		}
		catch (IllegalArgumentException ex) {
			return host;
		}
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
			throw new InvalidMountException("'" + url + "' is not a valid path prefix", action(url));
		}
		if (segments.isEmpty()) {
			throw new InvalidMountException("'" + url + "' would hide every path of the application", ACTION);
		}
		return prefix;
	}

	private static String action(String url) {
		StringBuilder encoded = new StringBuilder();
		url.codePoints()
			.mapToObj(Character::toString)
			.forEach((character) -> encoded.append(
					(character.charAt(0) < 0x80) ? character : URLEncoder.encode(character, StandardCharsets.UTF_8)));
		return encoded.toString().equals(url) ? ACTION : "Encode it as in requests: '" + encoded + "'.";
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
		return ((this.origin != null) ? this.origin : "") + "/" + this.prefix.toUriPath();
	}

}
