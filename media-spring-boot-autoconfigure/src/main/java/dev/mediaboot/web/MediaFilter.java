package dev.mediaboot.web;

import java.io.IOException;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests below the mounts, so that nothing behind this filter runs: Spring's
 * dispatcher, or the whole application including Spring Security.
 * <p>
 * The mount of a request is found among all mounts, and only then is its dispatch
 * considered: a mount that lies within one served first, but is not served first itself,
 * is left to its own dispatch.
 *
 * @since 0.1.0
 */
public final class MediaFilter implements Filter {

	private final MountResolver resolver;

	private final MediaRequestHandler handler;

	private final Mount.Dispatch dispatch;

	private final @Nullable String servletName;

	private MediaFilter(MountResolver resolver, MediaRequestHandler handler, Mount.Dispatch dispatch,
			@Nullable String servletName) {
		this.resolver = resolver;
		this.handler = handler;
		this.dispatch = dispatch;
		this.servletName = servletName;
	}

	/**
	 * Creates the filter that runs before the rest of the application and answers
	 * requests below the mounts that are {@linkplain Mount.Dispatch#FILTER dispatched by
	 * it}.
	 * @param resolver finds the mount of a request
	 * @param handler answers the requests below the mounts
	 * @param servletName the servlet whose requests may be below a mount, or {@code null}
	 * when there is no other; requests mapped to another servlet are left to it
	 * @return the filter
	 */
	public static MediaFilter first(MountResolver resolver, MediaRequestHandler handler, @Nullable String servletName) {
		return new MediaFilter(resolver, handler, Mount.Dispatch.FILTER, servletName);
	}

	/**
	 * Creates the filter that is mapped to Spring's dispatcher and answers requests below
	 * all mounts.
	 * @param resolver finds the mount of a request
	 * @param handler answers the requests below the mounts
	 * @return the filter
	 */
	public static MediaFilter last(MountResolver resolver, MediaRequestHandler handler) {
		return new MediaFilter(resolver, handler, Mount.Dispatch.MVC, null);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		MediaRegistry.Match match = match(httpRequest);
		if (match != null) {
			MountResolver.expose(match, httpRequest);
			this.handler.handle(match, httpRequest, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private MediaRegistry.@Nullable Match match(HttpServletRequest request) {
		if (this.dispatch == Mount.Dispatch.MVC) {
			return this.resolver.resolve(request);
		}
		if (!this.resolver.registry().dispatches(this.dispatch) || !isForServlet(request)) {
			return null;
		}
		MediaRegistry.Match match = this.resolver.resolve(request);
		if (match == null || match.mount().policy().dispatch() == this.dispatch) {
			return match;
		}
		// Later filters and the dispatcher must find the same mount.
		this.resolver.remember(match, request);
		return null;
	}

	private boolean isForServlet(HttpServletRequest request) {
		if (this.servletName == null) {
			return true;
		}
		String name = request.getHttpServletMapping().getServletName();
		// In a test without a server no servlet is mapped, and the name is empty.
		return name.equals(this.servletName) || name.isEmpty();
	}

}
