package dev.mediaboot;

import org.jspecify.annotations.Nullable;

/**
 * Where the {@code media} endpoint is. A bean of this type tells the console where to ask
 * for its figures.
 *
 * @since 0.1.0
 */
public interface EndpointAddress {

	/**
	 * Returns the path of the endpoint, below the application or on the management
	 * server.
	 * @return the path with its leading slash, or {@code null} when the endpoint is not
	 * available over HTTP
	 */
	@Nullable String path();

	/**
	 * Returns the port of the management server.
	 * @return the port, or {@code null} when it is that of the application
	 */
	@Nullable Integer port();

}
