package dev.mediaboot.body;

import dev.mediaboot.answer.Body;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * How bytes leave: one way of moving a body to the client. The first writer that can
 * carry a body does.
 *
 * @since 0.1.0
 */
public interface BodyWriter {

	/**
	 * Whether this writer can carry a body over a response as it is now.
	 * @param body what is to be sent
	 * @param request the request
	 * @param response the response, with status and fields set and nothing sent
	 * @return whether {@code write} would send just these bytes
	 */
	boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response);

	/**
	 * Sends a body and closes it, however that ends; both may be done asynchronously,
	 * after this method has returned. A client that goes away is not an error.
	 * @param body what is to be sent
	 * @param request the request
	 * @param response the response
	 * @param completion is asked for a place when the body has to wait for its client,
	 * and told, once, when the body has been closed
	 */
	void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion);

	/**
	 * Returns the name of this writer in figures and metrics.
	 * @return one word in lower case
	 */
	String name();

	/**
	 * Is told what becomes of a body.
	 */
	interface Completion {

		/**
		 * From now on the body waits for its client, which holds no thread, but memory.
		 * Asked before anything is handed over, or when a client did not take all at
		 * once.
		 * @param transfer is looked at, and ended when the client takes nothing
		 * @return {@code false} when there is no room for another one: the writer closes
		 * the body and tells that it has ended
		 */
		boolean await(Transfer transfer);

		/**
		 * A body has been closed, and no more of it is sent: all of it was sent, or the
		 * client went away, or the file was at fault, which ends the connection.
		 * @param writer who has sent it, which may be another than was asked to
		 * @param bytes how many bytes of the body were handed to the container
		 * @param truncation why the file could not be sent as announced, or {@code null}
		 */
		void ended(BodyWriter writer, long bytes, @Nullable TruncatedBodyException truncation);

	}

}
