package dev.mediaboot.export;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Explains why no configuration can be written. Ordered before Spring Boot's analyzers,
 * which would explain the binding of a property when its value is refused.
 */
@Order(0)
class ExportFailureAnalyzer extends AbstractFailureAnalyzer<ExportException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExportException cause) {
		return new FailureAnalysis("The configuration of a web server cannot be made. " + cause.getMessage() + ".",
				cause.getAction(), cause);
	}

}
