package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.Mount;
import dev.mediaboot.answer.Problem;
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
	public void decide(HttpServletRequest request, long length) {
		for (int i = 0; i < this.listeners.length; i++) {
			try {
				this.listeners[i].decide(request, length);
			}
			catch (RuntimeException | Error ex) {
				failed(i, ex);
			}
		}
	}

	@Override
	public void begin(Mount mount) {
		for (int i = 0; i < this.listeners.length; i++) {
			try {
				this.listeners[i].begin(mount);
			}
			catch (RuntimeException | Error ex) {
				failed(i, ex);
			}
		}
	}

	@Override
	public void end(Mount mount, Result result) {
		for (int i = 0; i < this.listeners.length; i++) {
			try {
				this.listeners[i].end(mount, result);
			}
			catch (RuntimeException | Error ex) {
				failed(i, ex);
			}
		}
	}

	@Override
	public void problem(Mount mount, Problem problem, String detail) {
		for (int i = 0; i < this.listeners.length; i++) {
			try {
				this.listeners[i].problem(mount, problem, detail);
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
