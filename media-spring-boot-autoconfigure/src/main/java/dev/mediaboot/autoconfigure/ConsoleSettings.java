package dev.mediaboot.autoconfigure;

import java.nio.charset.StandardCharsets;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What the console has to know and a file of the jar cannot tell: where the endpoint is.
 */
final class ConsoleSettings implements MediaStore {

	private static final String NAME = "console.json";

	private final MediaPath prefix;

	private final ObjectProvider<EndpointAddress> address;

	/**
	 * Creates settings.
	 * @param prefix where the console is mounted
	 * @param address knows the endpoint once the application has started; without it the
	 * console tells what to switch on
	 */
	ConsoleSettings(MediaPath prefix, ObjectProvider<EndpointAddress> address) {
		this.prefix = prefix;
		this.address = address;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) {
		EndpointAddress known = path.toString().equals(NAME) ? this.address.getIfAvailable() : null;
		String endpoint = (known != null) ? known.path() : null;
		return (known != null && endpoint != null)
				? MediaFile.of(json(endpoint, known.port()).getBytes(StandardCharsets.UTF_8)) : null;
	}

	/**
	 * Only the browser knows what proxies have put before the path of the application.
	 */
	private String seenFromConsole(String endpoint) {
		return "../".repeat(this.prefix.segments().size()) + endpoint.substring(1);
	}

	private String json(String endpoint, @Nullable Integer port) {
		String path = (port != null) ? endpoint : seenFromConsole(endpoint);
		String escaped = path.replace("\\", "\\\\").replace("\"", "\\\"");
		return "{\"endpoint\":\"" + escaped + "\"" + ((port != null) ? ",\"port\":" + port : "") + "}\n";
	}

	@Override
	public String toString() {
		return "the settings of the console";
	}

	/**
	 * Where the endpoint is.
	 */
	interface EndpointAddress {

		/**
		 * Returns the path of the endpoint: below the application, or on its own server.
		 * @return the path with its first slash, or {@code null} when it cannot be asked
		 * over HTTP
		 */
		@Nullable String path();

		/**
		 * Returns the port of its server.
		 * @return the port, or {@code null} when it is that of the application
		 */
		@Nullable Integer port();

	}

}
