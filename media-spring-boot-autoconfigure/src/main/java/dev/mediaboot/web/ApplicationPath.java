package dev.mediaboot.web;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The path of a request below the application, still encoded: what is left of the request
 * URI after the context path and the path of the servlet.
 */
final class ApplicationPath {

	private ApplicationPath() {
	}

	/**
	 * Returns the raw path below the application.
	 * @return the path, or {@code null} when the request does not reach the application
	 * by the path it is written with
	 */
	static @Nullable String of(HttpServletRequest request) {
		String uri = request.getRequestURI();
		String prefix = prefix(request);
		return uri.startsWith(prefix) ? withoutSessionId(uri.substring(prefix.length()), request) : null;
	}

	/** The raw path of the application, without a slash at its end. */
	static String prefix(HttpServletRequest request) {
		HttpServletMapping mapping = request.getHttpServletMapping();
		if (mapping.getMappingMatch() != MappingMatch.PATH) {
			return request.getContextPath();
		}
		return request.getContextPath() + UriUtils.encodePath(request.getServletPath(), StandardCharsets.UTF_8);
	}

	/**
	 * Cuts the parameter in which the container itself found a session: it writes one
	 * into every URL as long as it does not know whether cookies come back.
	 */
	private static String withoutSessionId(String path, HttpServletRequest request) {
		int parameter = path.indexOf(';');
		if (parameter < 0) {
			return path;
		}
		int end = parameter + 1;
		while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') {
			end++;
		}
		String[] nameAndValue = path.substring(parameter + 1, end).split("=", 2);
		boolean recognised = nameAndValue.length == 2 && isSessionParameter(nameAndValue[0], request)
				&& nameAndValue[1].equals(request.getRequestedSessionId());
		return recognised ? path.substring(0, parameter) + path.substring(end) : path;
	}

	/** Tomcat names the parameter like the cookie, if that has a name of its own. */
	private static boolean isSessionParameter(String name, HttpServletRequest request) {
		return name.equalsIgnoreCase("jsessionid")
				|| name.equals(request.getServletContext().getSessionCookieConfig().getName());
	}

}
