package dev.mediaboot.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.mediaboot.EndpointAddress;
import dev.mediaboot.FindHint;
import dev.mediaboot.ForwardingMediaStore;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Adds the settings of the console to its files: the address of the endpoint, which no
 * file in the jar can contain.
 */
final class ConsoleSettings extends ForwardingMediaStore {

	private static final String NAME = "console.json";

	private final MediaPath prefix;

	private final ObjectProvider<EndpointAddress> address;

	/**
	 * Creates the settings.
	 * @param prefix the prefix that the console is mounted at
	 * @param address provides the endpoint once the application has started; without it
	 * the console shows what to enable
	 * @param files all other files, and the settings when there is no endpoint
	 */
	ConsoleSettings(MediaPath prefix, ObjectProvider<EndpointAddress> address, MediaStore files) {
		super(files);
		this.prefix = prefix;
		this.address = address;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path, FindHint hint) throws IOException {
		EndpointAddress known = path.toString().equals(NAME) ? this.address.getIfAvailable() : null;
		String endpoint = (known != null) ? known.path() : null;
		return (known != null && endpoint != null)
				? MediaFile.of(json(endpoint, known.port()).getBytes(StandardCharsets.UTF_8)) : super.find(path, hint);
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		return path.toString().equals(NAME) ? null : super.findSibling(path, suffix);
	}

	/**
	 * Returns the endpoint relative to the console. Only the browser knows which path
	 * proxies have put before that of the application.
	 */
	private String seenFromConsole(String endpoint) {
		return "../".repeat(this.prefix.segments().size()) + endpoint.substring(1);
	}

	private String json(String endpoint, @Nullable Integer port) {
		String path = (port != null) ? endpoint : seenFromConsole(endpoint);
		String escaped = path.replace("\\", "\\\\").replace("\"", "\\\"");
		return "{\"endpoint\":\"" + escaped + "\"" + ((port != null) ? ",\"port\":" + port : "") + "}\n";
	}

}
