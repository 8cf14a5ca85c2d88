package dev.mediaboot.answer;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;

/**
 * Makes the URL that a directory is redirected to: a path only, because what host the
 * client asked is not ours to repeat.
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
			// Two slashes, and what browsers take for them, begin with a host.
			url.deleteCharAt(1);
		}
		if (request.query() != null) {
			url.append('?').append(request.query());
		}
		return url.toString();
	}

}
