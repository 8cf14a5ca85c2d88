package dev.mediaboot.diagnostics;

import dev.mediaboot.InvalidMountException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Explains what is wrong with a mount and how to correct it. Ordered before Spring Boot's
 * analyzers, which would explain the binding of a property when its value is refused.
 */
@Order(0)
class InvalidMountFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMountException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMountException cause) {
		return new FailureAnalysis("Media cannot be mounted. " + cause.getMessage() + ".", cause.getAction(), cause);
	}

}
