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
 * Ends a Jetty connection at once, without an error page and without an exception that
 * the application could handle.
 *
 * @since 0.1.0
 */
public final class JettyConnectionAbort implements ConnectionAbort {

	private final JettyIdleTimeouts idleTimeouts = new JettyIdleTimeouts();

	@Override
	public boolean abort(HttpServletRequest request, TruncatedBodyException failure) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest == null) {
			return false;
		}
		ServletContextRequest.getServletContextRequest(jettyRequest).getServletChannel().abort(failure);
		return true;
	}

	/**
	 * Reports an error to the listeners of the request, as for an error of the client.
	 */
	@Override
	public boolean leave(HttpServletRequest request, TruncatedBodyException failure) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest == null) {
			return false;
		}
		ServletContextRequest coreRequest = ServletContextRequest.getServletContextRequest(jettyRequest);
		ServletChannel channel = coreRequest.getServletChannel();
		// Jetty calls all listeners synchronously, and the caller must not wait for them.
		coreRequest.getComponents().getExecutor().execute(() -> {
			// The connection may already serve the next request.
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

	/**
	 * Ignores Jetty's idle timeout, which would end the request although its client is
	 * waited for elsewhere.
	 */
	@Override
	public void setWriteTimeout(HttpServletRequest request, Duration timeout) {
		ServletApiRequest jettyRequest = WebUtils.getNativeRequest(request, ServletApiRequest.class);
		if (jettyRequest != null) {
			ServletContextRequest coreRequest = ServletContextRequest.getServletContextRequest(jettyRequest);
			coreRequest.addIdleTimeoutListener((idle) -> false);
			this.idleTimeouts.extend(coreRequest, timeout);
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
				// Completing the write may read files, and the caller must not wait for
				// that.
				coreRequest.getComponents().getExecutor().execute(socket.getWriteFlusher()::completeWrite);
			}
		}
	}

}
