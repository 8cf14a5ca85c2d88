package dev.mediaboot.web;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The container's threads that may wait for a client. A small body is taken at once as a
 * rule, and handing it over would cost more than to write it. But not always, and not
 * every client is honest: only a few threads may be caught like this, and while they are
 * small bodies go the way of the large ones.
 */
final class ContainerThreads {

	private static final Log logger = LogFactory.getLog(ContainerThreads.class);

	/** Of the 200 that Tomcat and Jetty have. */
	private static final int MOST = 16;

	private static final int LEAST = 4;

	private final BodyWriter writer = new StreamBodyWriter();

	private final Semaphore free;

	ContainerThreads() {
		this(Math.max(LEAST, Math.min(2 * Runtime.getRuntime().availableProcessors(), MOST)));
	}

	ContainerThreads(int most) {
		this.free = new Semaphore(most);
	}

	/**
	 * Writes a body in the thread of the caller, if it is small and the thread may wait.
	 * @return whether it was written
	 */
	boolean write(Body body, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion) {
		if (body.length() > Transfers.SMALL || !this.free.tryAcquire()) {
			return false;
		}
		try {
			this.writer.write(body, request, response, completion);
			// The container would do that when nobody counts any more.
			response.getOutputStream().close();
		}
		catch (IOException ex) {
			logger.debug("The client went away", ex);
		}
		finally {
			this.free.release();
		}
		return true;
	}

}
