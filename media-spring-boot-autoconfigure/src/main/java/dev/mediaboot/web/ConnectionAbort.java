package dev.mediaboot.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * How a connection is ended whose answer cannot be completed: left open, it would carry
 * the next answer inside the body of this one.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConnectionAbort {

	/**
	 * Ends the connection, at the latest when the request has been handled.
	 * @param request the request whose answer has been cut short
	 * @param failure why it was
	 */
	void abort(HttpServletRequest request, TruncatedBodyException failure);

}
