package dev.mediaboot.offload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Which mounts leave their files to the web server in front, and what the two have agreed
 * on.
 *
 * <pre class="code">
 * if (offloads.typeOf(mount) == OffloadType.X_ACCEL_REDIRECT) {
 * 	mount.directories().forEach((directory) -&gt; write(offloads.location(directory), directory));
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class Offloads {

	private final OffloadType type;

	private final String prefix;

	private final @Nullable String secret;

	private final byte[] secretOctets;

	/** The types that mounts have of their own, by the URL of the mount. */
	private final Map<String, OffloadType> types = new ConcurrentHashMap<>();

	Offloads(MediaOffloadProperties properties) {
		this.type = properties.type();
		this.prefix = properties.prefix();
		this.secret = properties.secret();
		this.secretOctets = (this.secret != null) ? this.secret.getBytes(StandardCharsets.UTF_8) : new byte[0];
	}

	void setType(Mount mount, @Nullable OffloadType type) {
		if (type != null) {
			this.types.put(mount.url(), type);
		}
		else {
			this.types.remove(mount.url());
		}
	}

	/**
	 * Returns who sends the files of a mount.
	 * @param mount the mount
	 * @return the type that is configured, whether or not the files are in a directory
	 */
	public OffloadType typeOf(Mount mount) {
		return this.types.isEmpty() ? this.type : this.types.getOrDefault(mount.url(), this.type);
	}

	/**
	 * Returns what internal URLs begin with.
	 * @return the prefix, with a slash before it and none after it
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Returns the place of a directory among the internal URLs: the prefix, and the path
	 * of the directory. A path of the application would not do, because a store may have
	 * several directories, and a mount may lie within another one. And when the directory
	 * of a mount changes, a web server that does not know it yet finds nothing there,
	 * rather than another file of the same name.
	 * @param directory one of the {@linkplain Mount#directories() directories} of a mount
	 * @return the internal URL, not encoded, with a slash at its end
	 */
	public String location(Path directory) {
		StringBuilder location = new StringBuilder(this.prefix).append('/');
		directory.forEach((name) -> location.append(name).append('/'));
		return location.toString();
	}

	/**
	 * Returns the secret that the web server adds to each request.
	 * @return the secret, never to be logged; {@code null} when nothing is handed over
	 */
	public @Nullable String secret() {
		return this.secret;
	}

	/** Compares in a time that does not depend on where the two differ. */
	boolean isSecret(@Nullable String value) {
		return value != null && this.secret != null
				&& MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), this.secretOctets);
	}

}
