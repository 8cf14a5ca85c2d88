package dev.mediaboot.version;

import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.body.TransparentResponse;
import dev.mediaboot.web.MountResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response whose page is given versioned links: template engines ask the response to
 * encode every URL of the application. It passes on everything else, so that a file that
 * is sent through it is sent as without it.
 */
final class VersionedLinkResponse extends HttpServletResponseWrapper implements TransparentResponse.Wrapper {

	private final HttpServletRequest request;

	private final MountResolver resolver;

	private final Versions versions;

	VersionedLinkResponse(HttpServletRequest request, HttpServletResponse response, MountResolver resolver,
			Versions versions) {
		super(response);
		this.request = request;
		this.resolver = resolver;
		this.versions = versions;
	}

	/**
	 * A link to a file that anybody may keep carries no session ID, which the container
	 * would add to the link of a new session.
	 */
	@Override
	public String encodeURL(String url) {
		if (!url.startsWith("/") || url.startsWith("//")) {
			return super.encodeURL(url);
		}
		int end = endOfPath(url);
		String path = url.substring(0, end);
		MediaRegistry.Match match = this.resolver.resolveLink(path, this.request);
		if (match == null || !mayBeTold(match.mount())) {
			return super.encodeURL(url);
		}
		MediaPath current = this.versions.current(match);
		return (current != null) ? VersionedUrls.renamed(path, current) + url.substring(end) : url;
	}

	/**
	 * A page may contain links that a stranger has written. They must not tell the
	 * stranger which files exist that only others may see.
	 */
	private boolean mayBeTold(Mount mount) {
		return mount.policy().access().isEmpty() && this.versions.cover(mount);
	}

	private static int endOfPath(String url) {
		for (int i = 0; i < url.length(); i++) {
			if (url.charAt(i) == '?' || url.charAt(i) == '#') {
				return i;
			}
		}
		return url.length();
	}

}
