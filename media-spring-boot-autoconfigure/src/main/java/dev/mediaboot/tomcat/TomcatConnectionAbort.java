package dev.mediaboot.tomcat;

import java.lang.reflect.Field;
import java.time.Duration;

import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.body.TruncatedBodyException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.web.util.WebUtils;

/**
 * Ends a Tomcat connection at once. Throwing an exception does not: Tomcat includes the
 * application's error page in the truncated body, and the error page filter of a deployed
 * WAR swallows the exception and keeps the connection open.
 *
 * @since 0.1.0
 */
public final class TomcatConnectionAbort implements ConnectionAbort {

	private static final @Nullable Field REQUEST = request();

	@Override
	public boolean abort(HttpServletRequest request, TruncatedBodyException failure) {
		org.apache.coyote.Request tomcatRequest = coyoteRequest(request);
		if (tomcatRequest == null) {
			return false;
		}
		if (request.getProtocol().equals("HTTP/2.0")) {
			TomcatFlowControl.of(request, new SocketRoom()).cancel(String.valueOf(failure.getMessage()));
		}
		tomcatRequest.action(ActionCode.CLOSE_NOW, failure);
		return true;
	}

	/**
	 * Returns the request of the connector, or {@code null} when the request is not
	 * Tomcat's.
	 */
	static org.apache.coyote.@Nullable Request coyoteRequest(HttpServletRequest request) {
		RequestFacade facade = WebUtils.getNativeRequest(request, RequestFacade.class);
		return (facade != null && REQUEST != null
				&& ReflectionUtils.getField(REQUEST, facade) instanceof Request tomcatRequest)
						? tomcatRequest.getCoyoteRequest() : null;
	}

	/** No thread handles the request at this point, so a Tomcat thread has to end it. */
	@Override
	public boolean leave(HttpServletRequest request, TruncatedBodyException failure) {
		if (request.getServletConnection() instanceof TomcatBodyConnection connection) {
			connection.fail();
			return true;
		}
		return abort(request, failure);
	}

	@Override
	public void setWriteTimeout(HttpServletRequest request, Duration timeout) {
		if (request.getServletConnection() instanceof TomcatBodyConnection connection) {
			connection.setWriteTimeout(timeout);
		}
	}

	private static @Nullable Field request() {
		// Protected and therefore part of Tomcat's API, but only for its own subclasses.
		Field field = ReflectionUtils.findField(RequestFacade.class, "request");
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

}
