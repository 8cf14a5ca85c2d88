package dev.mediaboot.body;

import dev.mediaboot.answer.Body;
import dev.mediaboot.transfer.Transfer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends bodies to clients in one particular way. The first writer that can send a body
 * does so.
 *
 * @since 0.1.0
 */
public interface BodyWriter {

	/**
	 * Returns whether this writer can send a body through a response in its present
	 * state.
	 * @param body the body to send
	 * @param request the request
	 * @param response the response, with status and fields set and nothing sent
	 * @return whether {@code write} would send exactly these bytes
	 */
	boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response);

	/**
	 * Sends a body and closes it, whatever the outcome. Both may happen asynchronously,
	 * after this method has returned. A client that goes away is not an error.
	 * @param body the body to send
	 * @param request the request
	 * @param response the response
	 * @param completion asked for a place when the body has to wait for its client, and
	 * notified once when the body has been closed
	 */
	void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion);

	/**
	 * Returns the name of this writer in statistics and metrics.
	 * @return one word in lower case
	 */
	String name();

	/**
	 * Admits a body that has to wait for its client, and receives its outcome.
	 */
	interface Completion {

		/**
		 * Asks for a place for a body that has to wait for its client, holding memory but
		 * no thread. Called before any byte is handed over, or when the client did not
		 * take the whole body at once.
		 * @param transfer the transfer, which is watched, and ended when the client takes
		 * nothing
		 * @return {@code false} when there is no room for another body; the writer then
		 * closes the body and calls {@code ended}
		 */
		boolean await(Transfer transfer);

		/**
		 * Called when a body has been closed and no more of it will be sent: all of it
		 * was sent, the client went away, or the file was at fault, which ends the
		 * connection.
		 * @param writer the writer that sent the body, which need not be the one that was
		 * asked to
		 * @param bytes how many bytes of the body were handed to the container
		 * @param truncation why the file could not be sent as announced, or {@code null}
		 */
		void ended(BodyWriter writer, long bytes, @Nullable TruncatedBodyException truncation);

	}

}
