package dev.mediaboot.transfer;

/**
 * A body that waits for its client, as seen by the clock that watches it. No method
 * except {@link #end()} waits for anything.
 *
 * @since 0.1.0
 */
public interface Transfer {

	/**
	 * Returns how much of the body has been taken so far, by the operating system or,
	 * where that cannot be seen, by the container.
	 * @return the number of bytes
	 */
	long written();

	/**
	 * Ends the connection, or the HTTP/2 stream, because its client takes nothing. The
	 * container then notifies the writer, which ends the transfer.
	 */
	void abort();

	/**
	 * Tries to send more before the container learns that it can: an operating system
	 * reports that only when a large part of its buffer is free.
	 */
	default void nudge() {
	}

	/**
	 * Closes the body and reports its end, because the container is gone and will not
	 * report it.
	 */
	void end();

}
