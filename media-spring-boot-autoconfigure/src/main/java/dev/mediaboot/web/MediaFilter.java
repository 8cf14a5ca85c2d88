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
 * Answers below the mounts, so that nothing runs that comes behind this filter: Spring's
 * dispatcher, or the whole application with Spring Security.
 *
 * @since 0.1.0
 */
public final class MediaFilter implements Filter {

	private final MediaRequestMatcher matcher;

	private final MediaRequestHandler handler;

	private final @Nullable String servletName;

	/**
	 * Creates a filter.
	 * @param registry the live mounts
	 * @param handler what answers below them
	 * @param servletName the servlet whose requests may be below a mount, or {@code null}
	 * when there is no other; what another servlet is mapped to stays with that one
	 */
	public MediaFilter(MediaRegistry registry, MediaRequestHandler handler, @Nullable String servletName) {
		this.matcher = new MediaRequestMatcher(registry);
		this.handler = handler;
		this.servletName = servletName;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		MediaRegistry.Match match = isForServlet(httpRequest) ? this.matcher.match(httpRequest) : null;
		if (match != null) {
			MediaRequestMatcher.expose(match, httpRequest);
			this.handler.handle(match, httpRequest, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private boolean isForServlet(HttpServletRequest request) {
		return this.servletName == null || this.servletName.equals(request.getHttpServletMapping().getServletName());
	}

}
