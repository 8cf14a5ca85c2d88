package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.Mount;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Several who are told the same.
 */
record AnswerListeners(List<AnswerListener> listeners) implements AnswerListener {

	@Override
	public void decide(HttpServletRequest request, long length) {
		for (AnswerListener listener : this.listeners) {
			listener.decide(request, length);
		}
	}

	@Override
	public void begin(Mount mount) {
		for (AnswerListener listener : this.listeners) {
			listener.begin(mount);
		}
	}

	@Override
	public void end(Mount mount, Result result) {
		for (AnswerListener listener : this.listeners) {
			listener.end(mount, result);
		}
	}

	@Override
	public void problem(Mount mount, String kind, String detail) {
		for (AnswerListener listener : this.listeners) {
			listener.problem(mount, kind, detail);
		}
	}

}
