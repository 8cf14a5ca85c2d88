package dev.mediaboot.answer;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;

/**
 * Builds the URL that a directory is redirected to. It is only a path, because a redirect
 * must not repeat the host that the client sent.
 */
final class DirectoryUrl {

	private DirectoryUrl() {
	}

	static String of(Mount mount, MediaPath path, ResourceRequest request) {
		StringBuilder url = new StringBuilder(request.applicationPath());
		url.append('/').append(mount.prefix().toUriPath()).append('/');
		if (!path.segments().isEmpty()) {
			url.append(path.toUriPath()).append('/');
		}
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
