package dev.mediaboot.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * Completes a request that knows little more than its path, so that its mount can be
 * found. Spring Security creates such requests to check access to a URL, for example for
 * links in a template.
 */
final class PathOnlyRequest extends HttpServletRequestWrapper implements HttpServletMapping {

	private final String servletPath;

	/**
	 * Creates a request from which the mount can be found.
	 * @param request a request that knows little more than its path
	 * @param servletPath the path of Spring's dispatcher, empty if it is mapped to
	 * everything
	 */
	PathOnlyRequest(HttpServletRequest request, String servletPath) {
		super(request);
		this.servletPath = servletPath;
	}

	static boolean isQuestion(HttpServletRequest request) {
		try {
			request.getDispatcherType();
			return false;
		}
		catch (UnsupportedOperationException ex) {
			return true;
		}
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public String getServerName() {
		return "";
	}

	@Override
	public String getServletPath() {
		return this.servletPath;
	}

	@Override
	public HttpServletMapping getHttpServletMapping() {
		return this;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return null;
	}

	@Override
	public void setAttribute(String name, Object value) {
		// Not needed: this request is never served.
	}

	@Override
	public String getMatchValue() {
		return "";
	}

	@Override
	public String getPattern() {
		return "";
	}

	/** Empty, because the name of the servlet is unknown. */
	@Override
	public String getServletName() {
		return "";
	}

	@Override
	public MappingMatch getMappingMatch() {
		return this.servletPath.isEmpty() ? MappingMatch.DEFAULT : MappingMatch.PATH;
	}

}
