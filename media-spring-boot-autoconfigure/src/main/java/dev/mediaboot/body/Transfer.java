package dev.mediaboot.body;

/**
 * A body that waits for its client, as those see it who watch the clock. None of these
 * methods but {@link #end()} waits for anything.
 *
 * @since 0.1.0
 */
public interface Transfer {

	/**
	 * Returns how much of the body has been taken so far: by the operating system or, at
	 * second hand, by the container.
	 * @return the number of bytes
	 */
	long written();

	/**
	 * Ends the connection, or the stream of HTTP/2, because its client takes nothing. The
	 * container then tells the writer, which ends the transfer.
	 */
	void abort();

	/**
	 * Tries to send more, although the container has not been told that the client takes
	 * more: an operating system tells so only when a good part of its buffer is free.
	 */
	default void nudge() {
	}

	/**
	 * Closes the body and tells so, because the container is gone and tells nobody.
	 */
	void end();

}
