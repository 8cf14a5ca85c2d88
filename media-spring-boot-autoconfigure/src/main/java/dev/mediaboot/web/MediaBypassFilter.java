package dev.mediaboot.web;

import java.io.IOException;

import dev.mediaboot.MediaRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is below a mount and would make Spring's dispatcher stumble before it asks
 * any mapping: it parses the path, reads the parts of a multipart request, whatever its
 * method, and answers TRACE itself.
 *
 * @since 0.1.0
 */
public final class MediaBypassFilter implements Filter {

	private final MediaHandlerMapping mapping;

	private final MediaRequestHandler handler;

	/**
	 * Creates a filter.
	 * @param mapping tells which requests are below a mount
	 * @param handler what answers them
	 */
	public MediaBypassFilter(MediaHandlerMapping mapping, MediaRequestHandler handler) {
		this.mapping = mapping;
		this.handler = handler;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		MediaRegistry.Match match = bypassing((HttpServletRequest) request);
		if (match != null) {
			this.handler.handle(match, (HttpServletRequest) request, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private MediaRegistry.@Nullable Match bypassing(HttpServletRequest request) {
		MediaRegistry.Match match = this.mapping.match(request);
		if (match == null || match.path() == null || !MediaRequestHandler.supports(request.getMethod())) {
			return match;
		}
		String contentType = request.getContentType();
		return (contentType != null && contentType.regionMatches(true, 0, "multipart/", 0, 10)) ? match : null;
	}

}
