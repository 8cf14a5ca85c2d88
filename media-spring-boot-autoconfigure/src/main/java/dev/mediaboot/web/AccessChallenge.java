package dev.mediaboot.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Asks a client to authenticate, because a rule about access requires it. With Spring
 * Security there is a bean of this type.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AccessChallenge {

	/**
	 * Sends the challenge, or throws an exception that a filter of the application turns
	 * into one.
	 * @param request the request
	 * @param response the response, to which nothing has been written
	 * @return {@code false} when nobody can ask the client; the response is then 403
	 * (Forbidden)
	 * @throws IOException when the response cannot be written
	 * @throws ServletException when a filter fails
	 */
	boolean challenge(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

}
