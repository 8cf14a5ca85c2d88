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

/**
 * Answers below the mounts before anything of the application runs, Spring Security
 * included.
 *
 * @since 0.1.0
 */
public class MediaFilter implements Filter {

	private final MediaRequestMatcher matcher;

	private final MediaRequestHandler handler;

	/**
	 * Creates a filter.
	 * @param registry the live mounts
	 * @param handler what answers below them
	 */
	public MediaFilter(MediaRegistry registry, MediaRequestHandler handler) {
		this.matcher = new MediaRequestMatcher(registry);
		this.handler = handler;
	}

	@Override
	public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		MediaRegistry.Match match = this.matcher.match(httpRequest);
		if (match != null && answers(match, httpRequest)) {
			this.handler.handle(match, httpRequest, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/**
	 * Whether this filter answers a request that is below a mount.
	 * @param match the mount and the path in it
	 * @param request the request
	 * @return {@code true} for every request
	 */
	protected boolean answers(MediaRegistry.Match match, HttpServletRequest request) {
		return true;
	}

}
