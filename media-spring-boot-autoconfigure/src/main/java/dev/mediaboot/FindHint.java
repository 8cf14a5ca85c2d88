package dev.mediaboot;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that tell a store what will be needed of a file: its conditions
 * and its range. A store whose backend is far away may pass them on, to fetch less or
 * nothing. It is free to ignore them, because every response is decided again from the
 * file that it returns. A hint is valid during the call only.
 *
 * @since 0.1.0
 */
public interface FindHint {

	/**
	 * The hint of a request for all of a file, without conditions.
	 */
	FindHint NONE = new FindHint() {

		@Override
		public String method() {
			return "GET";
		}

		@Override
		public @Nullable String get(String name) {
			return null;
		}

	};

	/**
	 * Returns the method of the request.
	 * @return {@code GET} or {@code HEAD}
	 */
	String method();

	/**
	 * Returns the value of a field, such as {@code If-None-Match} or {@code Range}.
	 * @param name the name of the field
	 * @return the value, with lines of the same name joined by commas (RFC 9110 §5.3), or
	 * {@code null} when the request has no such field
	 */
	@Nullable String get(String name);

}
