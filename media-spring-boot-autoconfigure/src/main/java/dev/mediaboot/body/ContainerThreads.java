package dev.mediaboot.body;

import java.util.concurrent.Semaphore;

import dev.mediaboot.answer.Body;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Limits how many threads of the container may wait for a client. A client usually takes
 * a small body at once, and handing the body over would cost more than writing it. But
 * some clients are slow, and some are hostile, so only a few threads may wait like this;
 * while all of them do, small bodies are sent like large ones.
 */
public final class ContainerThreads {

	private final BodyWriter writer = new StreamBodyWriter(true);

	private final Semaphore free;

	private final int largest;

	/**
	 * Creates a limit.
	 * @param most how many threads may wait at once
	 * @param largest the size of the largest body that counts as small, in bytes
	 */
	public ContainerThreads(int most, int largest) {
		this.free = new Semaphore(most);
		this.largest = largest;
	}

	public boolean isSmall(Body body) {
		return body.length() <= this.largest;
	}

	/**
	 * Returns whether a thread may wait for a client; if so, it must leave afterwards.
	 */
	public boolean enter() {
		return this.free.tryAcquire();
	}

	public void leave() {
		this.free.release();
	}

	/**
	 * Writes a body in the calling thread, if the body is small and the thread may wait.
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
