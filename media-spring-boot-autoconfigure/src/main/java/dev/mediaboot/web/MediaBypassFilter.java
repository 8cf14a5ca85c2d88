package dev.mediaboot.web;

import dev.mediaboot.MediaRegistry;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Answers what is below a mount and would make Spring's dispatcher stumble before it asks
 * any mapping: it parses the path, reads the parts of a multipart request, whatever its
 * method, and answers TRACE itself.
 *
 * @since 0.1.0
 */
public final class MediaBypassFilter extends MediaFilter {

	/**
	 * Creates a filter.
	 * @param registry the live mounts
	 * @param handler what answers below them
	 */
	public MediaBypassFilter(MediaRegistry registry, MediaRequestHandler handler) {
		super(registry, handler);
	}

	@Override
	protected boolean answers(MediaRegistry.Match match, HttpServletRequest request) {
		return match.path() == null || !MediaRequestHandler.supports(request.getMethod()) || isMultipart(request);
	}

	private static boolean isMultipart(HttpServletRequest request) {
		String contentType = request.getContentType();
		return contentType != null && contentType.regionMatches(true, 0, "multipart/", 0, 10);
	}

}
