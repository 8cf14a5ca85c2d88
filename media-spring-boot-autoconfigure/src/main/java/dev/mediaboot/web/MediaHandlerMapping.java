package dev.mediaboot.web;

import java.io.IOException;

import dev.mediaboot.MediaRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Claims the paths below the mounts, and no others, before any other mapping is asked.
 * The interceptors of the application do not run for them.
 *
 * @since 0.1.0
 */
public final class MediaHandlerMapping implements HandlerMapping, Ordered {

	private final MountResolver resolver;

	private final MediaRequestHandler handler;

	/**
	 * Creates a mapping.
	 * @param resolver finds the mount of a request
	 * @param handler answers the requests below the mounts
	 */
	public MediaHandlerMapping(MountResolver resolver, MediaRequestHandler handler) {
		this.resolver = resolver;
		this.handler = handler;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Finds the mount from which this mapping would answer a request, and keeps to it.
	 * @param request a request on its way to the dispatcher
	 * @return the match, or {@code null} when the request is the application's
	 * @see MountResolver#resolveOnce
	 */
	public MediaRegistry.@Nullable Match resolveOnce(HttpServletRequest request) {
		return this.resolver.resolveOnce(request);
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
		MediaRegistry.Match match = this.resolver.resolve(request);
		if (match == null) {
			return null;
		}
		MatchedRequestHandler matched = new MatchedRequestHandler(match, this.handler);
		request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, matched);
		MountResolver.expose(match, request);
		return new HandlerExecutionChain(matched);
	}

	static boolean isHandler(@Nullable Object handler) {
		return handler instanceof MatchedRequestHandler;
	}

	/**
	 * The handler of one request, which also exposes the CORS configuration of the mount.
	 */
	private record MatchedRequestHandler(MediaRegistry.Match match,
			MediaRequestHandler handler) implements HttpRequestHandler, CorsConfigurationSource {

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response)
				throws IOException, ServletException {
			this.handler.handle(this.match, request, response);
		}

		@Override
		public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
			return this.match.mount().policy().cors();
		}

	}

}
