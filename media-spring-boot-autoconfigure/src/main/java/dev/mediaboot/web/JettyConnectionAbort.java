package dev.mediaboot.web;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;

import org.springframework.web.util.WebUtils;

/**
 * Ends a connection of Jetty at once, without an error page and without an exception that
 * somebody could answer.
 *
 * @since 0.1.0
 */
public final class JettyConnectionAbort implements ConnectionAbort {

	@Override
	public boolean abort(HttpServletRequest request, TruncatedBodyException failure) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest == null) {
			return false;
		}
		ServletContextRequest.getServletContextRequest(jettyRequest).getServletChannel().abort(failure);
		return true;
	}

}
