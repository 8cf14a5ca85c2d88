package dev.mediaboot.web;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.Mount;

/**
 * A listener that remembers what it is told.
 */
final class RecordingListener implements AnswerListener {

	final List<Mount> begun = new ArrayList<>();

	final List<Result> results = new ArrayList<>();

	final List<String> problems = new ArrayList<>();

	@Override
	public void begin(Mount mount) {
		this.begun.add(mount);
	}

	@Override
	public void end(Mount mount, Result result) {
		this.results.add(result);
	}

	@Override
	public void problem(Mount mount, String kind, String detail) {
		this.problems.add(kind + ": " + detail);
	}

}
