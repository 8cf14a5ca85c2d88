package dev.mediaboot.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Keeps Jetty from ending a connection that is idle because its client pauses: its idle
 * timeout, 30 seconds by default, also fails a write in progress. While a body is on its
 * way, its own clock decides.
 */
final class JettyIdleTimeouts {

	private final Map<EndPoint, Extension> extensions = new ConcurrentHashMap<>();

	/**
	 * Returns an idle timeout in milliseconds before which the clock of a body ends it.
	 */
	static long extended(Duration timeout) {
		return 2 * timeout.toMillis();
	}

	/**
	 * Extends the idle timeout of a connection until a request is over.
	 * @param request the request
	 * @param timeout how long its client may take nothing
	 */
	void extend(Request request, Duration timeout) {
		EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
		long extended = extended(timeout);
		this.extensions.compute(endPoint, (connection, present) -> {
			long before = (present != null) ? present.before() : connection.getIdleTimeout();
			if (before > 0 && before < extended) {
				connection.setIdleTimeout(extended);
			}
			return new Extension(before, (present != null) ? present.bodies() + 1 : 1);
		});
		Request.addCompletionListener(request, (failure) -> end(endPoint, extended));
	}

	private void end(EndPoint endPoint, long extended) {
		this.extensions.computeIfPresent(endPoint, (connection, present) -> {
			if (present.bodies() > 1) {
				return new Extension(present.before(), present.bodies() - 1);
			}
			// Jetty sets another when it stops, for example
			if (connection.getIdleTimeout() == extended && present.before() > 0) {
				connection.setIdleTimeout(present.before());
			}
			return null;
		});
	}

	/**
	 * An extended idle timeout.
	 *
	 * @param before the idle timeout of the connection, in milliseconds
	 * @param bodies the number of bodies on their way, several with HTTP/2
	 */
	private record Extension(long before, int bodies) {
	}

}
