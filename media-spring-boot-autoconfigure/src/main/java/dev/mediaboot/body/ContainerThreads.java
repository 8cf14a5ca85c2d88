package dev.mediaboot.body;

import java.util.concurrent.Semaphore;

import dev.mediaboot.answer.Body;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The container's threads that may wait for a client. A small body is taken at once as a
 * rule, and handing it over would cost more than to write it. But not always, and not
 * every client is honest: only a few threads may be caught like this, and while they are
 * small bodies go the way of the large ones.
 */
public final class ContainerThreads {

	private final BodyWriter writer = new StreamBodyWriter(true);

	private final Semaphore free;

	private final int largest;

	/**
	 * Lends threads.
	 * @param most how many may wait at once
	 * @param largest the largest body that is small, in bytes
	 */
	public ContainerThreads(int most, int largest) {
		this.free = new Semaphore(most);
		this.largest = largest;
	}

	public boolean isSmall(Body body) {
		return body.length() <= this.largest;
	}

	/** Whether a thread may wait for a client; then it must leave. */
	public boolean enter() {
		return this.free.tryAcquire();
	}

	public void leave() {
		this.free.release();
	}

	/**
	 * Writes a body in the thread of the caller, if it is small and the thread may wait.
	 * @return whether it was written
	 */
	public boolean write(Body body, HttpServletRequest request, HttpServletResponse response,
			BodyWriter.Completion completion) {
		if (!isSmall(body) || !enter()) {
			return false;
		}
		try {
			this.writer.write(body, request, response, completion);
		}
		finally {
			leave();
		}
		return true;
	}

}
