package dev.mediaboot.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * How a connection is ended whose answer cannot be completed: left open, it would carry
 * the next answer inside the body of this one. Each container has a way of its own, and
 * knows its requests.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConnectionAbort {

	/**
	 * Ends the connection, at the latest when the request has been handled.
	 * @param request the request whose answer has been cut short
	 * @param failure why it was
	 * @return {@code false} when the request is another container's, and nothing was done
	 */
	boolean abort(HttpServletRequest request, TruncatedBodyException failure);

	/**
	 * Returns the way of the container that runs, whatever others are on the class path.
	 * When it is none of them the failure is thrown, which most containers understand.
	 * @param ways the ways, asked in order
	 * @return an abort that always ends the connection
	 */
	static ConnectionAbort firstOf(List<ConnectionAbort> ways) {
		return (request, failure) -> {
			for (ConnectionAbort way : ways) {
				if (way.abort(request, failure)) {
					return true;
				}
			}
			throw failure;
		};
	}

}
