package dev.mediaboot.web;

import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.Mount;
import dev.mediaboot.UserAccess;
import dev.mediaboot.answer.ResourceRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;

/**
 * A request of a servlet container.
 *
 * @param request the request
 * @param response its response, to which filters may have added fields
 * @param decided the rules that a controller has put in place of those of the mount, or
 * {@code null}
 */
record ServletResourceRequest(HttpServletRequest request, HttpServletResponse response,
		@Nullable List<MediaAccess> decided) implements ResourceRequest, UserAccess.User {

	/** A controller may send a file in response to any method. */
	@Override
	public String method() {
		return isFromForm() ? "GET" : this.request.getMethod();
	}

	private boolean isFromForm() {
		String method = this.request.getMethod();
		return this.decided != null && !method.equals("GET") && !method.equals("HEAD");
	}

	@Override
	public @Nullable String get(String name) {
		if (isFromForm() && (name.startsWith("If-") || name.equals("Range"))) {
			// RFC 9110 §13.2.1 and §14.2: the file is not what such a method selects
			return null;
		}
		String first = this.request.getHeader(name);
		if (first == null) {
			return null;
		}
		Enumeration<String> lines = this.request.getHeaders(name);
		if (!lines.hasMoreElements()) {
			// Jetty finds a field in one way and not in the other after a malformed
			// request.
			return null;
		}
		lines.nextElement();
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

	@Override
	public @Nullable String query() {
		return this.request.getQueryString();
	}

	@Override
	public String applicationPath() {
		return ApplicationPath.prefix(this.request);
	}

	@Override
	public boolean isCrossOrigin() {
		return CorsUtils.isCorsRequest(this.request)
				&& this.response.getHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN) == null;
	}

	@Override
	public String remoteAddress() {
		return this.request.getRemoteAddr();
	}

	/** The application has decided about a request that it forwards. */
	@Override
	public List<MediaAccess> rules(Mount mount) {
		if (this.decided != null) {
			return this.decided;
		}
		List<MediaAccess> rules = mount.policy().access();
		return (rules.isEmpty() || isForwarded()) ? List.of() : rules;
	}

	private boolean isForwarded() {
		return this.request.getDispatcherType() == DispatcherType.FORWARD;
	}

	@Override
	public boolean isFromController() {
		return this.decided != null || isForwarded();
	}

	@Override
	public UserAccess.User user() {
		return this;
	}

	@Override
	public @Nullable Principal principal() {
		return this.request.getUserPrincipal();
	}

	@Override
	public boolean hasRole(String role) {
		return this.request.isUserInRole(role);
	}

}
