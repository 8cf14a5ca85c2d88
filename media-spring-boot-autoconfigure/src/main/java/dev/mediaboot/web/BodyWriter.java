package dev.mediaboot.web;

import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
	 * @param onTruncated is told, once, that the file ended early or could not be read,
	 * and ends the connection
	 */
	void write(Body body, HttpServletRequest request, HttpServletResponse response,
			Consumer<TruncatedBodyException> onTruncated);

}
