package dev.mediaboot.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.web.AnswerListener;

/**
 * A listener that remembers what it is told.
 */
public final class RecordingListener implements AnswerListener {

	public final List<Mount> begun = new CopyOnWriteArrayList<>();

	public final List<Result> results = new CopyOnWriteArrayList<>();

	public final List<String> problems = new CopyOnWriteArrayList<>();

	/** How many bodies have begun and not ended, by the URLs of their mounts. */
	public final Map<String, Integer> open = new ConcurrentHashMap<>();

	@Override
	public void bodyStart(MediaRegistry.Match match) {
		this.begun.add(match.mount());
		this.open.merge(match.mount().url(), 1, Integer::sum);
	}

	@Override
	public void bodyEnd(MediaRegistry.Match match) {
		this.open.merge(match.mount().url(), -1, Integer::sum);
	}

	@Override
	public void responseEnd(MediaRegistry.Match match, Result result) {
		this.results.add(result);
	}

	@Override
	public void problem(Mount mount, Problem problem, String detail) {
		this.problems.add(problem.id() + ": " + detail);
	}

}
