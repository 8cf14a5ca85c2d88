package dev.mediaboot.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mediaboot.Mount;
import dev.mediaboot.answer.Problem;
import dev.mediaboot.web.AnswerListener;

/**
 * A listener that remembers what it is told.
 */
public final class RecordingListener implements AnswerListener {

	public final List<Mount> begun = new CopyOnWriteArrayList<>();

	public final List<Result> results = new CopyOnWriteArrayList<>();

	public final List<String> problems = new CopyOnWriteArrayList<>();

	@Override
	public void begin(Mount mount) {
		this.begun.add(mount);
	}

	@Override
	public void end(Mount mount, Result result) {
		this.results.add(result);
	}

	@Override
	public void problem(Mount mount, Problem problem, String detail) {
		this.problems.add(problem.id() + ": " + detail);
	}

}
