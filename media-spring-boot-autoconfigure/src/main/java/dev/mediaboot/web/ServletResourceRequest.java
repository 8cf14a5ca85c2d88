package dev.mediaboot.web;

import java.util.Collections;
import java.util.Enumeration;

import dev.mediaboot.answer.ResourceRequest;
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
 */
record ServletResourceRequest(HttpServletRequest request, HttpServletResponse response) implements ResourceRequest {

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public @Nullable String get(String name) {
		Enumeration<String> lines = this.request.getHeaders(name);
		if (lines == null || !lines.hasMoreElements()) {
			return null;
		}
		String first = lines.nextElement();
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

}
