package dev.mediaboot.diagnostics;

import java.lang.reflect.RecordComponent;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;

/**
 * Explains that a property such as {@code media.cors} is a group of properties and has no
 * value of its own. Ordered before Spring Boot's analyzers, which would explain types and
 * converters.
 */
@Order(0)
class PropertyGroupFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName MEDIA = ConfigurationPropertyName.of("media");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		Class<?> type = cause.getTarget().getType().toClass();
		boolean group = type.isRecord() || type == Map.class;
		if (!group || !MEDIA.isAncestorOf(cause.getName())
				|| findCause(cause, ConverterNotFoundException.class) == null) {
			return null;
		}
		return new FailureAnalysis(
				"Media cannot be mounted. '" + cause.getName()
						+ "' is a group of properties and cannot have a value of its own.",
				"Set properties of the group instead, such as " + example(cause) + ".", cause);
	}

	private static String example(BindException cause) {
		RecordComponent[] settings = cause.getTarget().getType().toClass().getRecordComponents();
		if (settings == null) {
			return "'" + cause.getName() + ".<name>'";
		}
		return "'" + cause.getName() + "." + dashed(settings[0]) + "' and '" + cause.getName() + "."
				+ dashed(settings[1]) + "'";
	}

	private static String dashed(RecordComponent setting) {
		return DataObjectPropertyName.toDashedForm(setting.getName());
	}

}
