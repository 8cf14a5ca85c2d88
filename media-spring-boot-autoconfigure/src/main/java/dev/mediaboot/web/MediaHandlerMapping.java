package dev.mediaboot.web;

import java.io.IOException;

import dev.mediaboot.MediaRegistry;
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
 * Claims the paths below the mounts before any other mapping is asked, and no other path.
 * The interceptors of the application do not run.
 *
 * @since 0.1.0
 */
public final class MediaHandlerMapping implements HandlerMapping, Ordered {

	private final MediaRequestMatcher matcher;

	private final MediaRequestHandler handler;

	/**
	 * Creates a mapping.
	 * @param registry the live mounts
	 * @param handler what answers below them
	 */
	public MediaHandlerMapping(MediaRegistry registry, MediaRequestHandler handler) {
		this.matcher = new MediaRequestMatcher(registry);
		this.handler = handler;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Finds the mount that a request belongs to, and keeps to it: whatever is mounted or
	 * unmounted before the request is answered, it is answered as it was found. So what
	 * is decided about a request beforehand, such as who may see the file, holds for what
	 * is sent.
	 * @param request a request on its way to the dispatcher
	 * @return the match, or {@code null} when the request is the application's
	 */
	public MediaRegistry.@Nullable Match match(HttpServletRequest request) {
		return this.matcher.matchOnce(request);
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
		MediaRegistry.Match match = this.matcher.match(request);
		if (match == null) {
			return null;
		}
		MatchedRequestHandler matched = new MatchedRequestHandler(match, this.handler);
		request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, matched);
		MediaRequestMatcher.expose(match, request);
		return new HandlerExecutionChain(matched);
	}

	/**
	 * Handler of one request; tells the mount's CORS configuration to those who ask.
	 */
	private record MatchedRequestHandler(MediaRegistry.Match match,
			MediaRequestHandler handler) implements HttpRequestHandler, CorsConfigurationSource {

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
			this.handler.handle(this.match, request, response);
		}

		@Override
		public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
			return this.match.mount().cors();
		}

	}

}
