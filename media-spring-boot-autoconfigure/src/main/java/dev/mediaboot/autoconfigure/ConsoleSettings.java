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

	private final ObjectProvider<EndpointAddress> address;

	/**
	 * Creates settings.
	 * @param address knows the endpoint once the application has started; without it the
	 * console tells what to switch on
	 */
	ConsoleSettings(ObjectProvider<EndpointAddress> address) {
		this.address = address;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) {
		EndpointAddress known = path.toString().equals(NAME) ? this.address.getIfAvailable() : null;
		String endpoint = (known != null) ? known.path() : null;
		return (known != null && endpoint != null)
				? MediaFile.of(json(endpoint, known.port()).getBytes(StandardCharsets.UTF_8)) : null;
	}

	private static String json(String endpoint, @Nullable Integer port) {
		String escaped = endpoint.replace("\\", "\\\\").replace("\"", "\\\"");
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
		 * Returns the path of the endpoint on its server.
		 * @return the path, or {@code null} when it cannot be asked over HTTP
		 */
		@Nullable String path();

		/**
		 * Returns the port of its server.
		 * @return the port, or {@code null} when it is that of the application
		 */
		@Nullable Integer port();

	}

}
