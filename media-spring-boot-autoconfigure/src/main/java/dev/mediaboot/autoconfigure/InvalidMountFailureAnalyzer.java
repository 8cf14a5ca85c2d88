package dev.mediaboot.autoconfigure;

import dev.mediaboot.InvalidMountException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains what is wrong with a mount and how to correct it.
 */
class InvalidMountFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMountException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMountException cause) {
		return new FailureAnalysis("Media cannot be mounted. " + cause.getMessage() + ".", cause.getAction(), cause);
	}

}
