package dev.mediaboot.http;

import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestFields {

	/**
	 * Returns the value of a field.
	 * @param name the name of the field
	 * @return the value, with lines of the same name joined by commas (RFC 9110 §5.3), or
	 * {@code null} when the request has no such field
	 */
	@Nullable String get(String name);

}
