package dev.mediaboot.answer;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;

/**
 * Builds the URLs of redirects. They are only paths, because a redirect must not repeat
 * the host that the client sent.
 */
final class RedirectUrl {

	private RedirectUrl() {
	}

	/** Returns the URL of a directory that was requested without its slash. */
	static String ofDirectory(Mount mount, MediaPath path, ResourceRequest request) {
		return of(mount, path.segments().isEmpty() ? "" : path.toUriPath() + "/", request);
	}

	/** Returns the URL of a file that was requested by another name. */
	static String ofFile(Mount mount, MediaPath path, ResourceRequest request) {
		return of(mount, path.toUriPath(), request);
	}

	private static String of(Mount mount, String uriPath, ResourceRequest request) {
		StringBuilder url = new StringBuilder(request.applicationPath());
		url.append('/').append(mount.prefix().toUriPath()).append('/').append(uriPath);
		while (url.charAt(1) == '/' || url.charAt(1) == '\\') {
			// Browsers read a host after two slashes, and treat a backslash as a slash.
			url.deleteCharAt(1);
		}
		if (request.query() != null) {
			url.append('?').append(request.query());
		}
		return url.toString();
	}

}
