package dev.mediaboot.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A question about a URL, such as the tags of templates ask for their links. Spring
 * Security puts it as a request that knows its path and little more.
 */
final class UrlQuestion extends HttpServletRequestWrapper {

	private UrlQuestion(HttpServletRequest request) {
		super(request);
	}

	/** Returns a request that can be asked what a mount is found by. */
	static HttpServletRequest complete(HttpServletRequest request) {
		try {
			request.getDispatcherType();
			return request;
		}
		catch (UnsupportedOperationException ex) {
			return new UrlQuestion(request);
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
	public @Nullable Object getAttribute(String name) {
		return null;
	}

	@Override
	public void setAttribute(String name, Object value) {
		// Nobody will serve what is only asked about.
	}

}
