package dev.mediaboot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaUrls;

import org.springframework.util.StringUtils;

/**
 * Determines the URL that links to media begin with.
 */
final class PublicUrl {

	private PublicUrl() {
	}

	/**
	 * Returns the object that creates links.
	 * @param properties the properties
	 * @param application the path of the application and its dispatcher, without a
	 * trailing slash
	 * @return links below {@code media.public-url} if it is set, otherwise below
	 * {@code media.url}
	 */
	static MediaUrls of(MediaProperties properties, String application) {
		if (StringUtils.hasText(properties.publicUrl())) {
			return absolute(properties.publicUrl(), application);
		}
		return PropertyMounts.named("media.url", () -> MediaUrls.ofMount(properties.url(), application));
	}

	private static MediaUrls absolute(String url, String application) {
		if (!url.startsWith("/") && !url.contains("://")) {
			throw refused(url, "is a relative URL");
		}
		if (!mayBeginLinks(url)) {
			throw refused(url, "is not a valid base URL for links");
		}
		return new MediaUrls(url, application);
	}

	private static boolean mayBeginLinks(String url) {
		try {
			URI uri = new URI(url);
			boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			return uri.getRawFragment() == null
					&& ((uri.getScheme() == null) || (web && uri.getRawAuthority() != null));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static InvalidMountException refused(String url, String reason) {
		return new InvalidMountException("The value of 'media.public-url' cannot be used: '" + url + "' " + reason,
				"Use an absolute URL such as 'https://cdn.example.com/m/'.");
	}

}
