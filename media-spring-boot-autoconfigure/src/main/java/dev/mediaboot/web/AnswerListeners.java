package dev.mediaboot.web;

import java.util.List;
import java.util.function.Consumer;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Notifies several listeners. A listener that fails harms neither the response nor the
 * others: each listener that was notified of a beginning is notified of the end.
 */
final class AnswerListeners implements AnswerListener {

	private static final Log logger = LogFactory.getLog(AnswerListeners.class);

	private final AnswerListener[] listeners;

	/**
	 * Which listeners have failed: one log line for each is enough, however many
	 * responses there are.
	 */
	private final boolean[] failed;

	AnswerListeners(List<AnswerListener> listeners) {
		this.listeners = listeners.toArray(AnswerListener[]::new);
		this.failed = new boolean[this.listeners.length];
	}

	@Override
	public void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
		notifyAll((listener) -> listener.responseStart(match, request, length));
	}

	@Override
	public void bodyStart(MediaRegistry.Match match) {
		notifyAll((listener) -> listener.bodyStart(match));
	}

	@Override
	public void bodyEnd(MediaRegistry.Match match) {
		notifyAll((listener) -> listener.bodyEnd(match));
	}

	@Override
	public void responseEnd(MediaRegistry.Match match, Result result) {
		notifyAll((listener) -> listener.responseEnd(match, result));
	}

	@Override
	public void problem(Mount mount, Problem problem, String detail) {
		notifyAll((listener) -> listener.problem(mount, problem, detail));
	}

	private void notifyAll(Consumer<AnswerListener> event) {
		for (int i = 0; i < this.listeners.length; i++) {
			try {
				event.accept(this.listeners[i]);
			}
			catch (RuntimeException | Error ex) {
				failed(i, ex);
			}
		}
	}

	private void failed(int index, Throwable failure) {
		if (!this.failed[index]) {
			this.failed[index] = true;
			logger.warn("Listener " + this.listeners[index] + " failed. Its further failures are not logged", failure);
		}
	}

}
