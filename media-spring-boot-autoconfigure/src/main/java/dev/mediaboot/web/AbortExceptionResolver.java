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
 * Passes on the exceptions that end a connection or ask a client to authenticate, before
 * any resolver or {@code @ExceptionHandler} of the application can handle them.
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
		if (ex instanceof RuntimeException failure && MediaHandlerMapping.isHandler(handler)) {
			throw failure;
		}
		return null;
	}

}
