package dev.mediaboot.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
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

import dev.mediaboot.EntityTag;
import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.file.BoundedChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/**
 * Files on the class path, wherever the class loader finds them: in a directory, in one
 * of several jars, or in a jar within a jar.
 * <p>
 * An entry of a jar does not change and its time means little, so its entity tag is a
 * hash of its content, computed on first use.
 */
final class ResourceStore implements MediaStore {

	private static final String ACTION = "Keep media in a directory of its own, such as 'classpath:/assets/'.";

	private static final int BUFFER = 64 * 1024;

	private final ClassLoader classLoader;

	private final String base;

	private final Map<String, String> entityTags = new ConcurrentHashMap<>();

	private final Map<Path, MediaStore> directories = new ConcurrentHashMap<>();

	ResourceStore(@Nullable ClassLoader classLoader, String base) {
		this.classLoader = (classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader();
		this.base = String.join("/", StringUtils.tokenizeToStringArray(base, "/", false, true));
		boolean internal = this.base.equals("META-INF") || (this.base + "/").startsWith("BOOT-INF/")
				|| (this.base + "/").startsWith("WEB-INF/");
		if (this.base.isEmpty() || internal) {
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
						"Correct the location, or add the dependency that contains it.");
			}
		}
		catch (IOException ex) {
			throw new InvalidMountException("The class path at '" + this + "' cannot be read",
					"Replace the jar that contains it.", ex);
		}
	}

	/** Some tools create jars without entries for directories. */
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
		URL url = url(path);
		return (url != null) ? open(url, path) : null;
	}

	@Override
	public @Nullable MediaFile findSibling(MediaPath path, String suffix) throws IOException {
		MediaPath sibling = path.sibling(suffix);
		URL url = url(sibling);
		// One jar may have the file and another, later on the class path, a sibling of
		// the same name.
		boolean together = url != null && url.toString().equals(url(path) + suffix);
		if (url == null || !together) {
			return null;
		}
		return isFile(url) ? findSibling(directory(url, sibling), path, sibling) : open(url, sibling);
	}

	/**
	 * The directory may lose the file and keep the sibling while a jar still has the
	 * file.
	 */
	private static @Nullable MediaFile findSibling(MediaStore directory, MediaPath path, MediaPath sibling)
			throws IOException {
		MediaFile original = directory.find(path);
		if (original == null) {
			return null;
		}
		original.close();
		MediaFile file = directory.find(sibling);
		return (file != null) ? new LayeredFile(file, path, List.of(), original) : null;
	}

	private static boolean isFile(URL url) {
		return ResourceUtils.URL_PROTOCOL_FILE.equals(url.getProtocol());
	}

	private @Nullable URL url(MediaPath path) {
		return this.classLoader.getResource(this.base + "/" + String.join("/", path.segments()));
	}

	private @Nullable MediaFile open(URL url, MediaPath path) throws IOException {
		if (isFile(url)) {
			return directory(url, path).find(path);
		}
		URLConnection connection = url.openConnection();
		if (connection instanceof JarURLConnection jar && jar.getJarEntry().isDirectory()) {
			return null;
		}
		long length = connection.getContentLengthLong();
		return (length >= 0) ? new ResourceFile(url, length, entityTag(url)) : null;
	}

	private MediaStore directory(URL url, MediaPath path) throws IOException {
		Path root = ResourceUtils.getFile(url).toPath();
		for (int i = 0; i < path.segments().size(); i++) {
			root = Objects.requireNonNull(root.getParent(), "the file is below its class path root");
		}
		return this.directories.computeIfAbsent(root, MediaStores::directory);
	}

	private String entityTag(URL url) throws IOException {
		String key = url.toString();
		String tag = this.entityTags.get(key);
		if (tag == null) {
			try (ReadableByteChannel content = Channels.newChannel(url.openStream())) {
				tag = EntityTag.ofContent(content);
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
	 * An entry of a jar, which can only be read from its beginning: parts in ascending
	 * order are read in one pass.
	 */
	private static final class ResourceFile implements MediaFile {

		private final URL url;

		private final long length;

		private final String etag;

		private @Nullable InputStream stream;

		private long position;

		ResourceFile(URL url, long length, String etag) {
			this.url = url;
			this.length = length;
			this.etag = etag;
		}

		@Override
		public long length() {
			return this.length;
		}

		@Override
		public @Nullable Instant lastModified() {
			return null;
		}

		@Override
		public String etag() {
			return this.etag;
		}

		@Override
		public ReadableByteChannel open(long from, long count) {
			return new BoundedChannel(this::read, from, count, () -> {
			});
		}

		private int read(ByteBuffer target, long from) throws IOException {
			InputStream input = streamAt(from);
			byte[] bytes = new byte[Math.min(target.remaining(), BUFFER)];
			int count = input.read(bytes);
			if (count > 0) {
				target.put(bytes, 0, count);
				this.position += count;
			}
			return count;
		}

		private InputStream streamAt(long from) throws IOException {
			InputStream current = this.stream;
			if (current == null || from < this.position) {
				close();
				current = this.url.openStream();
				this.stream = current;
				this.position = 0;
			}
			current.skipNBytes(from - this.position);
			this.position = from;
			return current;
		}

		@Override
		public boolean isCurrent() {
			return true;
		}

		@Override
		public void close() throws IOException {
			if (this.stream != null) {
				this.stream.close();
			}
		}

	}

}
