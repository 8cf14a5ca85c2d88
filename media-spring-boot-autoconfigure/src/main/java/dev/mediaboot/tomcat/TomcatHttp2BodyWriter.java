package dev.mediaboot.tomcat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.answer.Body;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.body.ContainerThreads;
import dev.mediaboot.body.TransparentResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.RequestFacade;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.util.WebUtils;

/**
 * Writes bodies over HTTP/2 on Tomcat, whose asynchronous output loses the end of a body
 * that does not fit into the flow-control window: 11.0.24 fails with "Already waiting",
 * 11.0.27 waits indefinitely. Each body has a thread of its own, which may wait for a
 * slow client where a container thread must not, and which writes only as much as the
 * client has room for. A small body for which there is room is written at once.
 *
 * @since 0.1.0
 */
public final class TomcatHttp2BodyWriter implements BodyWriter, AutoCloseable {

	private static final Log logger = LogFactory.getLog(TomcatHttp2BodyWriter.class);

	/**
	 * Stack size of a body thread, in bytes. The thread only reads and writes, so its
	 * calls do not nest deeply.
	 */
	private static final int STACK = 256 * 1024;

	/**
	 * Container threads that may wait, out of Tomcat's default of 200. They wait for
	 * other streams, never for a window.
	 */
	private static final int CONTAINER_THREADS = 16;

	/** Largest small body, in bytes. */
	private static final int SMALL = 64 * 1024;

	private final ConnectionAbort connectionAbort;

	private final ContainerThreads containerThreads = new ContainerThreads(CONTAINER_THREADS, SMALL);

	private final SocketRoom sockets = new SocketRoom();

	private final long patience;

	private final ThreadPoolExecutor threads;

	/**
	 * Creates a writer.
	 * @param connectionAbort ends the stream of a client that accepts nothing
	 * @param sendTimeout how long a client may accept nothing
	 */
	public TomcatHttp2BodyWriter(ConnectionAbort connectionAbort, Duration sendTimeout) {
		this.connectionAbort = connectionAbort;
		this.patience = Math.max(sendTimeout.toNanos() - ConnectorDefaults.SOCKET_WRITE_TIMEOUT.toNanos(), 0);
		AtomicInteger number = new AtomicInteger();
		// Unbounded, because the number of bodies is already limited.
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> {
					Thread thread = new Thread(null, task, "media-body-" + number.incrementAndGet(), STACK);
					thread.setDaemon(true);
					return thread;
				});
	}

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return request.getProtocol().equals("HTTP/2.0") && request.isAsyncSupported() && !request.isAsyncStarted()
				&& TransparentResponse.is(response) && WebUtils.getNativeRequest(request, RequestFacade.class) != null;
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		TomcatFlowControl flow = TomcatFlowControl.of(request, this.sockets);
		if (!writeNow(body, request, response, completion, flow)) {
			new TomcatHttp2Transfer(this, body, request, response, completion, flow).begin();
		}
	}

	/**
	 * Writes a small body on the calling thread if there is room. The streams of a
	 * connection write in turn. Only a few threads may wait for a client that does not
	 * read its socket, or for streams blocked by that client.
	 */
	private boolean writeNow(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion,
			TomcatFlowControl flow) {
		try {
			if (!this.containerThreads.isSmall(body) || !(flow.tryEnter() || await(flow))) {
				return false;
			}
			try {
				return flow.hasRoom((int) body.length())
						&& this.containerThreads.write(body, request, response, completion);
			}
			finally {
				flow.leave();
			}
		}
		catch (IOException ex) {
			// The body's own thread will meet the same failure.
			return false;
		}
	}

	private boolean await(TomcatFlowControl flow) throws IOException {
		if (!this.containerThreads.enter()) {
			return false;
		}
		try {
			return flow.tryEnter(TomcatFlowControl.MOMENT);
		}
		finally {
			this.containerThreads.leave();
		}
	}

	ConnectionAbort connectionAbort() {
		return this.connectionAbort;
	}

	/** Returns how long to believe that a socket has no room, in nanoseconds. */
	long patience() {
		return this.patience;
	}

	/** Runs a transfer in a thread of its own. */
	void execute(TomcatHttp2Transfer transfer) {
		this.threads.execute(transfer);
	}

	@Override
	public String name() {
		return "thread";
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		try {
			this.sockets.close();
		}
		catch (IOException ex) {
			logger.debug("Failed to close the selector", ex);
		}
	}

}
