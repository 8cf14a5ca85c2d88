package dev.mediaboot.body;

import java.util.Set;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;

/**
 * Tells a response that passes on what is written as it is, asynchronously as well, from
 * one that may keep or change it. Nobody can see that of a wrapper, so those that are
 * known to are named; and a mock in a test says that it is asynchronous, and is not.
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
			if (!WRAPPERS.contains(wrapper.getClass().getName())) {
				return false;
			}
			inner = wrapper.getResponse();
		}
		String container = inner.getClass().getName();
		return container.startsWith(TOMCAT) || container.startsWith(JETTY);
	}

}
