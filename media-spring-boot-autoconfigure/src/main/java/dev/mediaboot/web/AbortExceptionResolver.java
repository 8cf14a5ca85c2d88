package dev.mediaboot.web;

import dev.mediaboot.body.TruncatedBodyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Passes the failure that ends a connection on to the container, before any resolver or
 * {@code @ExceptionHandler} of the application can handle it.
 *
 * @since 0.1.0
 */
public final class AbortExceptionResolver implements HandlerExceptionResolver, PriorityOrdered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (ex instanceof TruncatedBodyException truncated) {
			throw truncated;
		}
		return null;
	}

}
