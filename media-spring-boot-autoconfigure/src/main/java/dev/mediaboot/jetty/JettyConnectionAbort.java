package dev.mediaboot.jetty;

import java.time.Duration;

import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.body.TruncatedBodyException;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletChannel;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;

import org.springframework.web.util.WebUtils;

/**
 * Ends a connection of Jetty at once, without an error page and without an exception that
 * somebody could answer.
 *
 * @since 0.1.0
 */
public final class JettyConnectionAbort implements ConnectionAbort {

	@Override
	public boolean abort(HttpServletRequest request, TruncatedBodyException failure) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest == null) {
			return false;
		}
		ServletContextRequest.getServletContextRequest(jettyRequest).getServletChannel().abort(failure);
		return true;
	}

	/** The listeners of the request are told of an error, as of that of a client. */
	@Override
	public boolean leave(HttpServletRequest request, TruncatedBodyException failure) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest == null) {
			return false;
		}
		ServletContextRequest coreRequest = ServletContextRequest.getServletContextRequest(jettyRequest);
		ServletChannel channel = coreRequest.getServletChannel();
		// Jetty tells all listeners at once, for which nobody should have to wait.
		coreRequest.getComponents().getExecutor().execute(() -> {
			// The connection may have the next request by then.
			if (channel.getServletContextRequest() == coreRequest) {
				channel.getServletRequestState().asyncError(failure);
			}
		});
		return true;
	}

	@Override
	public boolean forgetsListeners(HttpServletRequest request) {
		return WebUtils.getNativeRequest(request, ServletApiRequest.class) != null;
	}

	/** Jetty's own patience ends the request, whoever else waits for the client. */
	@Override
	public void setWriteTimeout(HttpServletRequest request, Duration timeout) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest != null) {
			ServletContextRequest.getServletContextRequest(jettyRequest).addIdleTimeoutListener((idle) -> false);
		}
	}

	@Override
	public void nudge(HttpServletRequest request) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest != null) {
			ServletContextRequest coreRequest = ServletContextRequest.getServletContextRequest(jettyRequest);
			EndPoint endPoint = coreRequest.getConnectionMetaData().getConnection().getEndPoint();
			if (endPoint instanceof EndPoint.Wrapper wrapper) {
				endPoint = wrapper.unwrap();
			}
			if (endPoint instanceof AbstractEndPoint socket) {
				// What follows may read files, for which nobody should have to wait.
				coreRequest.getComponents().getExecutor().execute(socket.getWriteFlusher()::completeWrite);
			}
		}
	}

}
