package dev.mediaboot.body;

import java.time.Duration;
import java.util.List;

import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Ends a connection whose response cannot be completed. Left open, it would carry the
 * next response inside the body of this one. Each container needs its own implementation,
 * which recognizes the requests of that container.
 *
 * @since 0.1.0
 */
public interface ConnectionAbort {

	/**
	 * Ends the connection, at the latest when the request has been handled.
	 * @param request the request whose response has been cut short
	 * @param failure the reason
	 * @return {@code false} when the request belongs to another container and nothing was
	 * done
	 */
	boolean abort(HttpServletRequest request, TruncatedBodyException failure);

	/**
	 * Ends the connection, or the HTTP/2 stream, of an asynchronous request whose client
	 * takes nothing. May be called on any thread; the container then reports an error to
	 * the asynchronous request.
	 * @param request the request
	 * @param failure why its response ends
	 * @return {@code false} when the request belongs to another container and nothing was
	 * done
	 */
	default boolean leave(HttpServletRequest request, TruncatedBodyException failure) {
		return abort(request, failure);
	}

	/**
	 * Returns whether the container forgets the listeners of an asynchronous request that
	 * ends before its body does, so that they must be notified beforehand.
	 * @param request the request
	 * @return {@code false} when the container always notifies them
	 */
	default boolean forgetsListeners(HttpServletRequest request) {
		return false;
	}

	/**
	 * Makes the container wait for the client of an asynchronous request as long as
	 * {@link Transfers} does, if it would give up earlier.
	 * @param request the request
	 * @param timeout how long a client may go without taking a byte
	 */
	default void setWriteTimeout(HttpServletRequest request, Duration timeout) {
	}

	/**
	 * Makes the container try to send more to the client of an asynchronous request. The
	 * operating system reports that it takes more only when a large part of its buffer is
	 * free.
	 * @param request the request
	 */
	default void nudge(HttpServletRequest request) {
	}

	/**
	 * Combines the implementations for several containers, of which only that of the
	 * running container applies. If none of them does, the failure is thrown, which ends
	 * the connection in most containers.
	 * @param ways the implementations, asked in order
	 * @return an abort that never returns {@code false} from {@link #abort}
	 */
	static ConnectionAbort firstOf(List<ConnectionAbort> ways) {
		return new ConnectionAborts(List.copyOf(ways));
	}

}
