package dev.mediaboot.web;

import java.lang.reflect.Field;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.ActionCode;

import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.util.WebUtils;

/**
 * Ends a connection of Tomcat at once. An exception is no way out there: Tomcat includes
 * the application's error page in the body that was cut short, and the error page filter
 * of a deployed WAR swallows it and keeps the connection open.
 *
 * @since 0.1.0
 */
public final class TomcatConnectionAbort implements ConnectionAbort {

	private static final Field REQUEST = request();

	@Override
	public void abort(HttpServletRequest request, TruncatedBodyException failure) {
		RequestFacade facade = WebUtils.getNativeRequest(request, RequestFacade.class);
		if (facade == null || !(ReflectionUtils.getField(REQUEST, facade) instanceof Request tomcatRequest)) {
			// Tomcat is on the class path, and another container runs.
			throw failure;
		}
		tomcatRequest.getCoyoteRequest().action(ActionCode.CLOSE_NOW, failure);
	}

	private static Field request() {
		// Protected, and so part of Tomcat's API, but only for its own subclasses.
		Field field = ReflectionUtils.findField(RequestFacade.class, "request");
		Assert.state(field != null, "This version of Tomcat is not known");
		ReflectionUtils.makeAccessible(field);
		return field;
	}

}
