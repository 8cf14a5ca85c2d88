package dev.mediaboot.diagnostics;

import dev.mediaboot.diagnostics.SpringBootCheck.UnsupportedVersionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that the starter needs a newer Spring Boot.
 */
class UnsupportedVersionFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedVersionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedVersionException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Upgrade to Spring Boot 4, or remove the dependency on the starter.", cause);
	}

}
