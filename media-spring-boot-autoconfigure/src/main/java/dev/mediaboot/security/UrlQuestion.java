package dev.mediaboot.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * A question about a URL, such as the tags of templates ask for their links. Spring
 * Security puts it as a request that knows its path and little more.
 */
final class UrlQuestion extends HttpServletRequestWrapper implements HttpServletMapping {

	private final String servletPath;

	/**
	 * Creates a request that can be asked what a mount is found by.
	 * @param request a question
	 * @param servletPath the path of Spring's dispatcher, empty if it is mapped to
	 * everything
	 */
	UrlQuestion(HttpServletRequest request, String servletPath) {
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
		// Nobody will serve what is only asked about.
	}

	@Override
	public String getMatchValue() {
		return "";
	}

	@Override
	public String getPattern() {
		return "";
	}

	/** None is known by name. */
	@Override
	public String getServletName() {
		return "";
	}

	@Override
	public MappingMatch getMappingMatch() {
		return this.servletPath.isEmpty() ? MappingMatch.DEFAULT : MappingMatch.PATH;
	}

}
