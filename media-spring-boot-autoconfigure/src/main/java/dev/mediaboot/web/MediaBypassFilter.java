package dev.mediaboot.web;

import dev.mediaboot.MediaRegistry;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Answers what is below a mount and would make Spring's dispatcher stumble before it asks
 * any mapping: it parses the path, reads the parts of a multipart request, whatever its
 * method, and may answer OPTIONS and TRACE itself.
 *
 * @since 0.1.0
 */
public final class MediaBypassFilter extends MediaFilter {

	/**
	 * Creates a filter, to be mapped to Spring's dispatcher.
	 * @param registry the live mounts
	 * @param handler what answers below them
	 */
	public MediaBypassFilter(MediaRegistry registry, MediaRequestHandler handler) {
		super(registry, handler, null);
	}

	@Override
	protected boolean answers(MediaRegistry.Match match, HttpServletRequest request) {
		String method = request.getMethod();
		return match.path() == null || !(method.equals("GET") || method.equals("HEAD")) || isMultipart(request);
	}

	private static boolean isMultipart(HttpServletRequest request) {
		String contentType = request.getContentType();
		return contentType != null && contentType.regionMatches(true, 0, "multipart/", 0, 10);
	}

}
