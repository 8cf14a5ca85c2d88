package dev.mediaboot.problem;

import dev.mediaboot.Mount;

/**
 * Receives problems that an operator should look at.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProblemListener {

	/**
	 * Called when something is wrong with a mount.
	 * @param mount the mount
	 * @param problem the kind of problem
	 * @param detail a sentence that may name the file, and must only be shown to those
	 * permitted to know of it
	 */
	void problem(Mount mount, Problem problem, String detail);

}
