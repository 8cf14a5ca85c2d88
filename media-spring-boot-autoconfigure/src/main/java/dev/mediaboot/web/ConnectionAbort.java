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

	/**
	 * Returns the way that most containers understand: the failure is thrown.
	 * @return an abort by exception
	 */
	static ConnectionAbort byException() {
		return (request, failure) -> {
			throw failure;
		};
	}

}
