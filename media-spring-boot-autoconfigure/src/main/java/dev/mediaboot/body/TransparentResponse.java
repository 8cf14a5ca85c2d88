package dev.mediaboot.body;

import java.util.Set;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;

/**
 * Recognizes responses that pass on written bytes unchanged, for asynchronous writes too,
 * rather than holding or changing them. A wrapper does not show which it does, so the
 * known transparent ones are listed. A mock in a test claims to be asynchronous but is
 * not, so the response itself must be one of Tomcat or Jetty.
 */
public final class TransparentResponse {

	private static final Set<String> WRAPPERS = Set.of(
			"org.springframework.boot.web.servlet.support.ErrorPageFilter$ErrorWrapperResponse",
			"org.springframework.security.web.firewall.FirewalledResponse",
			"org.springframework.security.web.header.HeaderWriterFilter$HeaderWriterResponse",
			"org.springframework.security.web.session.DisableEncodeUrlFilter$DisableEncodeUrlResponseWrapper");

	private static final String TOMCAT = "org.apache.catalina.";

	private static final String JETTY = "org.eclipse.jetty.";

	private TransparentResponse() {
	}

	public static boolean is(ServletResponse response) {
		ServletResponse inner = response;
		while (inner instanceof ServletResponseWrapper wrapper) {
			if (!(wrapper instanceof Wrapper) && !WRAPPERS.contains(wrapper.getClass().getName())) {
				return false;
			}
			inner = wrapper.getResponse();
		}
		String container = inner.getClass().getName();
		return container.startsWith(TOMCAT) || container.startsWith(JETTY);
	}

	/**
	 * Implemented by wrappers that pass on written bytes unchanged.
	 */
	public interface Wrapper {

	}

}
