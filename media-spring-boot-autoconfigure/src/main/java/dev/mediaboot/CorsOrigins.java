package dev.mediaboot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;

/**
 * Rejects origins that no browser sends and methods that files are not read with: such a
 * configuration looks right but lets no page read.
 */
final class CorsOrigins {

	private static final Set<String> METHODS = Set.of("*", "GET", "HEAD", "OPTIONS");

	private CorsOrigins() {
	}

	static void check(CorsConfiguration cors) {
		List<String> origins = listOf(cors.getAllowedOrigins());
		List<String> patterns = listOf(cors.getAllowedOriginPatterns());
		if (origins.isEmpty() && patterns.isEmpty()) {
			throw new InvalidMountException("No origin is allowed",
					"List the allowed origins, or remove the other CORS settings.");
		}
		for (String origin : origins) {
			if (!origin.equals("*") && !isOrigin(origin)) {
				throw new InvalidMountException("'" + origin + "' is not an origin that a browser can send",
						origin.contains("*") ? "Use an allowed origin pattern instead."
								: "Use an origin such as 'https://www.example.com': a scheme, a host, and the port"
										+ " unless it is the default one.");
			}
		}
		for (String pattern : patterns) {
			if (!pattern.startsWith("*") && !isOrigin(example(pattern))) {
				throw new InvalidMountException("'" + pattern + "' is not an origin pattern",
						"Use a pattern such as 'https://*.example.com'.");
			}
		}
		try {
			cors.validateAllowCredentials();
			cors.validateAllowPrivateNetwork();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMountException("The origin '*' cannot be combined with credentials or private networks",
					"List the allowed origins, or use allowed origin patterns.", ex);
		}
		for (String method : listOf(cors.getAllowedMethods())) {
			if (!METHODS.contains(method)) {
				throw new InvalidMountException("'" + method + "' is not a method for reading files",
						"Allow GET and HEAD, or remove the setting to allow both.");
			}
		}
	}

	private static String example(String pattern) {
		return pattern.replace('*', '1').replace('[', '1').replace(']', '1').replace(',', '1');
	}

	private static List<String> listOf(@Nullable List<String> values) {
		return (values != null) ? values : List.of();
	}

	/** RFC 6454 §7: an origin omits the default port of its scheme and has no path. */
	private static boolean isOrigin(String value) {
		if (value.equals("null")) {
			return true;
		}
		try {
			URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
			String scheme = uri.getScheme();
			String authority = uri.getRawAuthority();
			boolean usualPort = ("http".equals(scheme) && uri.getPort() == 80)
					|| ("https".equals(scheme) && uri.getPort() == 443);
			return scheme != null && authority != null && !usualPort && value.indexOf('*') < 0
					&& value.chars().allMatch((octet) -> octet < 0x80)
					&& uri.toString().equals(scheme + "://" + authority) && authority.indexOf('@') < 0;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
