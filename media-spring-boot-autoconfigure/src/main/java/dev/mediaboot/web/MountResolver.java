package dev.mediaboot.web;

import dev.mediaboot.MediaRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Finds the mount of a request, for the filters, the handler mapping, and rules of Spring
 * Security.
 *
 * @param registry the live mounts
 * @since 0.1.0
 */
public record MountResolver(MediaRegistry registry) {

	private static final String REMEMBERED = MountResolver.class.getName() + ".REMEMBERED";

	/**
	 * Finds the mount.
	 * @param request a request
	 * @return the match, or {@code null} when the request belongs to the application
	 */
	public MediaRegistry.@Nullable Match resolve(HttpServletRequest request) {
		DispatcherType dispatch = request.getDispatcherType();
		if (dispatch == DispatcherType.INCLUDE || dispatch == DispatcherType.ERROR) {
			// The request is part of another response, whose status and fields are
			// settled.
			return null;
		}
		Remembered remembered = remembered(request);
		return (remembered != null) ? remembered.match() : find(request);
	}

	/**
	 * Finds the mount and remembers it: the request is answered from this mount, even if
	 * mounts change before that. A decision about a request, such as who may see the
	 * file, therefore holds for the file that is sent.
	 * @param request a request on its way to the dispatcher
	 * @return the match, or {@code null} when the request belongs to the application
	 */
	public MediaRegistry.@Nullable Match resolveOnce(HttpServletRequest request) {
		MediaRegistry.Match match = resolve(request);
		if (remembered(request) == null) {
			remember(match, request);
		}
		return match;
	}

	/**
	 * Finds the mount that a link leads to.
	 * @param link an absolute path, as a page has it: encoded, and without query and
	 * fragment
	 * @param request the request for the page
	 * @return the match, or {@code null} when the link leads elsewhere
	 */
	public MediaRegistry.@Nullable Match resolveLink(String link, HttpServletRequest request) {
		String application = ApplicationPath.prefix(request);
		boolean below = link.startsWith(application) && link.startsWith("/", application.length());
		return below ? this.registry.match(request.getServerName(), link.substring(application.length())) : null;
	}

	/** Fixes the mount of a request from now on. */
	void remember(MediaRegistry.@Nullable Match match, HttpServletRequest request) {
		request.setAttribute(REMEMBERED,
				new Remembered(this.registry, request.getDispatcherType(), request.getRequestURI(), match));
	}

	private @Nullable Remembered remembered(HttpServletRequest request) {
		return (request.getAttribute(REMEMBERED) instanceof Remembered remembered
				&& remembered.isOf(this.registry, request)) ? remembered : null;
	}

	private MediaRegistry.@Nullable Match find(HttpServletRequest request) {
		String path = ApplicationPath.of(request);
		return (path != null) ? this.registry.match(request.getServerName(), path) : null;
	}

	/** Publishes the pattern that the request has matched, for metrics and others. */
	static void expose(MediaRegistry.Match match, HttpServletRequest request) {
		String pattern = "/" + match.mount().prefix() + "/**";
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(pattern));
	}

	/**
	 * The mount found for a request, which does not hold for a path that the request is
	 * forwarded to.
	 */
	private record Remembered(MediaRegistry registry, DispatcherType dispatch, String uri,
			MediaRegistry.@Nullable Match match) {

		boolean isOf(MediaRegistry registry, HttpServletRequest request) {
			return this.registry == registry && this.dispatch == request.getDispatcherType()
					&& this.uri.equals(request.getRequestURI());
		}

	}

}
