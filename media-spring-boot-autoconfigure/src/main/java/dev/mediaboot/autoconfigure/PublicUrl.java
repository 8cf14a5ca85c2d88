package dev.mediaboot.autoconfigure;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;

import org.springframework.util.StringUtils;

/**
 * Decides what links to media begin with.
 */
final class PublicUrl {

	private static final MediaStore NOTHING = (path) -> null;

	private PublicUrl() {
	}

	/**
	 * Returns the maker of links.
	 * @param properties the properties
	 * @param application the path that the application is below, without a slash at its
	 * end
	 * @return links below {@code media.public-url} if that is set, else below
	 * {@code media.url}
	 */
	static MediaUrls of(MediaProperties properties, String application) {
		if (StringUtils.hasText(properties.publicUrl())) {
			return absolute(properties.publicUrl());
		}
		Mount mount = PropertyMounts.named("media.url", () -> Mount.of(properties.url(), NOTHING));
		String origin = (mount.origin() != null) ? mount.origin() : "";
		return new MediaUrls(origin + application + "/" + mount.prefix().toUriPath());
	}

	private static MediaUrls absolute(String url) {
		if (!url.startsWith("/") && !url.contains("://")) {
			throw new InvalidMountException(
					"The value of 'media.public-url' cannot be used: '" + url + "' is relative to every page",
					"Use an absolute URL such as 'https://cdn.example.com/m/'.");
		}
		return new MediaUrls(url);
	}

}
