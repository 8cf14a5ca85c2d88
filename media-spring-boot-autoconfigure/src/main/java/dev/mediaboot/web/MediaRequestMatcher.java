package dev.mediaboot.web;

import dev.mediaboot.MediaRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mount that a request is below.
 *
 * @param registry the live mounts
 */
record MediaRequestMatcher(MediaRegistry registry) {

	/**
	 * Finds the mount.
	 * @return the match, or {@code null} when the request is the application's
	 */
	MediaRegistry.@Nullable Match match(HttpServletRequest request) {
		DispatcherType dispatch = request.getDispatcherType();
		if (dispatch != DispatcherType.REQUEST && dispatch != DispatcherType.FORWARD) {
			// Part of another answer, which somebody else has begun.
			return null;
		}
		String path = ApplicationPath.of(request);
		return (path != null) ? this.registry.match(request.getServerName(), path) : null;
	}

}
