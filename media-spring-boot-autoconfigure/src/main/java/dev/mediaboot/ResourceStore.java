package dev.mediaboot;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/**
 * Files of the class path, wherever the class loader finds them: in a directory, in one
 * of several jars, in a jar within a jar.
 * <p>
 * An entry of a jar does not change and its time means little, so it is described by a
 * hash of its content, computed once.
 */
final class ResourceStore implements MediaStore {

	private static final String ACTION = "Keep media in a directory of its own, such as 'classpath:/assets/'.";

	private final ClassLoader classLoader;

	private final String base;

	private final Map<String, String> entityTags = new ConcurrentHashMap<>();

	ResourceStore(@Nullable ClassLoader classLoader, String base) {
		this.classLoader = (classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader();
		this.base = String.join("/", StringUtils.tokenizeToStringArray(base, "/", false, true));
		if (this.base.isEmpty() || this.base.equals("META-INF") || this.base.startsWith("WEB-INF")
				|| this.base.startsWith("BOOT-INF")) {
			throw new InvalidMountException("The location '" + this + "' would expose the application itself", ACTION);
		}
		if (MediaPath.of(List.of(this.base.split("/")), true) == null) {
			throw new InvalidMountException("The location '" + this + "' is not a directory", ACTION);
		}
	}

	@Override
	public void check() {
		try {
			if (this.classLoader.getResource(this.base + "/") == null && !isWithinSomeJar()) {
				throw new InvalidMountException("There is nothing on the class path at '" + this + "'",
						"Correct the location, or add the dependency that holds it.");
			}
		}
		catch (IOException ex) {
			throw new InvalidMountException("The class path at '" + this + "' cannot be read",
					"Repair the jar that holds it.", ex);
		}
	}

	/** Some tools leave the entries of directories out of their jars. */
	private boolean isWithinSomeJar() throws IOException {
		for (URL manifest : Collections.list(this.classLoader.getResources(JarFile.MANIFEST_NAME))) {
			if (manifest.openConnection() instanceof JarURLConnection jar
					&& jar.getJarFile().stream().anyMatch((entry) -> entry.getName().startsWith(this.base + "/"))) {
				return true;
			}
		}
		return false;
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) throws IOException {
		if (path.segments().isEmpty()) {
			return null;
		}
		URL url = this.classLoader.getResource(this.base + "/" + String.join("/", path.segments()));
		if (url == null) {
			return null;
		}
		if (ResourceUtils.URL_PROTOCOL_FILE.equals(url.getProtocol())) {
			return directory(url, path).find(path);
		}
		URLConnection connection = url.openConnection();
		if (connection instanceof JarURLConnection jar && jar.getJarEntry().isDirectory()) {
			return null;
		}
		long length = connection.getContentLengthLong();
		return (length >= 0) ? new ResourceFile(url, length, entityTag(url)) : null;
	}

	private static MediaStore directory(URL url, MediaPath path) throws IOException {
		Path root = ResourceUtils.getFile(url).toPath();
		for (int i = 0; i < path.segments().size(); i++) {
			root = Objects.requireNonNull(root.getParent(), "the file is below its class path root");
		}
		return MediaStore.directory(root);
	}

	private String entityTag(URL url) throws IOException {
		String key = url.toString();
		String tag = this.entityTags.get(key);
		if (tag == null) {
			try (ReadableByteChannel content = Channels.newChannel(url.openStream())) {
				tag = EntityTag.of(content);
			}
			this.entityTags.put(key, tag);
		}
		return tag;
	}

	@Override
	public String toString() {
		return "classpath:/" + this.base + (this.base.isEmpty() ? "" : "/");
	}

	/**
	 * An entry of a jar, opened for each part that is read.
	 */
	private record ResourceFile(URL url, long length, String etag) implements MediaFile {

		@Override
		public @Nullable Instant lastModified() {
			return null;
		}

		@Override
		public ReadableByteChannel open(long position, long count) throws IOException {
			InputStream stream = this.url.openStream();
			try {
				stream.skipNBytes(position);
			}
			catch (IOException ex) {
				stream.close();
				throw ex;
			}
			ReadableByteChannel channel = Channels.newChannel(stream);
			return new Slice((target, from) -> channel.read(target), position, count, channel);
		}

		@Override
		public void close() {
			// Each part is closed by its reader.
		}

	}

}
