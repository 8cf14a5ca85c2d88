package dev.mediaboot.web;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * The path of a request below the application, still encoded: the request URI without the
 * context path and the servlet path.
 */
final class ApplicationPath {

	private ApplicationPath() {
	}

	/**
	 * Returns the raw path below the application.
	 * @return the path, or {@code null} when the request URI does not begin with the path
	 * of the application as it is written
	 */
	static @Nullable String of(HttpServletRequest request) {
		String uri = request.getRequestURI();
		String prefix = prefix(request);
		return uri.startsWith(prefix) ? withoutSessionId(uri.substring(prefix.length()), request) : null;
	}

	/** Returns the raw path of the application, without a trailing slash. */
	static String prefix(HttpServletRequest request) {
		HttpServletMapping mapping = request.getHttpServletMapping();
		if (mapping.getMappingMatch() != MappingMatch.PATH) {
			return request.getContextPath();
		}
		return request.getContextPath() + UriUtils.encodePath(request.getServletPath(), StandardCharsets.UTF_8);
	}

	/**
	 * Removes the session ID that the container writes into every URL, as one parameter
	 * at the end of the path, until it knows whether the client returns cookies. Any
	 * session ID is removed, so that a link still works after a login.
	 */
	private static String withoutSessionId(String path, HttpServletRequest request) {
		int parameter = path.indexOf(';');
		boolean last = parameter >= 0 && path.indexOf(';', parameter + 1) < 0 && path.indexOf('/', parameter) < 0;
		int equals = last ? path.indexOf('=', parameter) : -1;
		if (equals < 0 || equals == path.length() - 1) {
			return path;
		}
		ServletContext container = request.getServletContext();
		boolean session = container.getEffectiveSessionTrackingModes().contains(SessionTrackingMode.URL)
				&& path.substring(parameter + 1, equals).equals(sessionParameter(container));
		return session ? path.substring(0, parameter) : path;
	}

	/**
	 * Tomcat names the parameter after the session cookie if that has a name of its own;
	 * Jetty does not. Both read the parameter only in exactly this spelling, case
	 * included, and not encoded.
	 */
	private static String sessionParameter(ServletContext container) {
		boolean jetty = String.valueOf(container.getServerInfo()).startsWith("jetty/");
		String name = jetty ? container.getInitParameter("org.eclipse.jetty.session.SessionIdPathParameterName")
				: container.getSessionCookieConfig().getName();
		return StringUtils.hasLength(name) ? name : "jsessionid";
	}

}
