package dev.mediaboot.version;

import java.io.IOException;

import dev.mediaboot.web.MountResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.util.WebUtils;

/**
 * Gives the pages of the application versioned links.
 */
final class VersionedLinkFilter implements Filter {

	private final MountResolver resolver;

	private final Versions versions;

	VersionedLinkFilter(MountResolver resolver, Versions versions) {
		this.resolver = resolver;
		this.versions = versions;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, isWrapped(response) ? response : new VersionedLinkResponse((HttpServletRequest) request,
				(HttpServletResponse) response, this.resolver, this.versions));
	}

	/** An asynchronous dispatch may start with the response that was wrapped before. */
	private static boolean isWrapped(ServletResponse response) {
		return WebUtils.getNativeResponse(response, VersionedLinkResponse.class) != null;
	}

}
