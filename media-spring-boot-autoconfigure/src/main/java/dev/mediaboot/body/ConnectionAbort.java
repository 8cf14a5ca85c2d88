package dev.mediaboot.body;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * How a connection is ended whose answer cannot be completed: left open, it would carry
 * the next answer inside the body of this one. Each container has a way of its own, and
 * knows its requests.
 *
 * @since 0.1.0
 */
public interface ConnectionAbort {

	/**
	 * Ends the connection, at the latest when the request has been handled.
	 * @param request the request whose answer has been cut short
	 * @param failure why it was
	 * @return {@code false} when the request is another container's, and nothing was done
	 */
	boolean abort(HttpServletRequest request, TruncatedBodyException failure);

	/**
	 * Ends the connection, or the stream of HTTP/2, of a request that is asynchronous and
	 * whose client takes nothing. Called by any thread; the container then tells the
	 * asynchronous request of an error.
	 * @param request the request
	 * @param failure why its answer ends
	 * @return {@code false} when the request is another container's, and nothing was done
	 */
	default boolean leave(HttpServletRequest request, TruncatedBodyException failure) {
		return abort(request, failure);
	}

	/**
	 * Whether the container forgets the listeners of an asynchronous request that ends
	 * before its body does, so that they must be told before.
	 * @param request the request
	 * @return {@code false} when it tells them in any case
	 */
	default boolean forgetsListeners(HttpServletRequest request) {
		return false;
	}

	/**
	 * Has the container wait for the client of an asynchronous request as long as the
	 * clock of {@link Transfers} does, if it would give up before.
	 * @param request the request
	 * @param timeout how long a client may take nothing
	 */
	default void setWriteTimeout(HttpServletRequest request, Duration timeout) {
	}

	/**
	 * Has the container try to send more to the client of an asynchronous request. It is
	 * told that it may only when a good part of the operating system's buffer is free.
	 * @param request the request
	 */
	default void nudge(HttpServletRequest request) {
	}

	/**
	 * Returns the way of the container that runs, whatever others are on the class path.
	 * When it is none of them the failure is thrown, which most containers understand.
	 * @param ways the ways, asked in order
	 * @return an abort that always ends the connection
	 */
	static ConnectionAbort firstOf(List<ConnectionAbort> ways) {
		return new ConnectionAborts(List.copyOf(ways));
	}

}
