package dev.mediaboot.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends a connection of an embedded Tomcat, which would otherwise keep it open: an
 * exception is no way out, because Tomcat includes the application's error page in a body
 * that is cut short.
 */
public final class TomcatConnectionAbort extends ValveBase implements ConnectionAbort {

	private static final String FAILURE = TomcatConnectionAbort.class.getName() + ".FAILURE";

	/**
	 * Creates a valve that asynchronous requests may pass.
	 */
	public TomcatConnectionAbort() {
		super(true);
	}

	@Override
	public void abort(HttpServletRequest request, TruncatedBodyException failure) {
		request.setAttribute(FAILURE, failure);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (request.getAttribute(FAILURE) instanceof TruncatedBodyException failure) {
			response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, failure);
		}
	}

}
