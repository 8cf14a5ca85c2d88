package dev.mediaboot.export.server;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.offload.OffloadType;
import org.jspecify.annotations.Nullable;

/**
 * A mount as a web server sees it: the files of a directory that it serves by itself, or
 * paths that it passes on to the application.
 *
 * @param mount the mount
 * @param path the path of the URL with the paths of the application and of its
 * dispatcher, decoded, without a trailing slash
 * @param location the directory, if the files are those of a directory
 * @param passedOn why requests are passed on, a sentence without its full stop, or
 * {@code null} when the web server serves the files
 * @param offload how the application has the web server send files of requests that were
 * passed on
 * @since 0.1.0
 */
public record ExportedMount(Mount mount, String path, @Nullable MediaLocation location, @Nullable String passedOn,
		OffloadType offload) {

	/**
	 * Whether a file has one path only. On Windows and macOS it may have more, by case,
	 * for one, and a web server takes another one than the application for hidden.
	 */
	private static final boolean ONE_PATH = File.separatorChar == '/'
			&& !System.getProperty("os.name", "").startsWith("Mac");

	/**
	 * Looks at a mount.
	 * @param registration the mount, with its decorated store
	 * @param application the paths of the application and of its dispatcher
	 * @param restricted whether rules of the application may deny the files
	 * @param offload how the application has a web server send files
	 * @return what a web server does with the mount
	 */
	public static ExportedMount of(MediaRegistry.Registration registration, String application, boolean restricted,
			OffloadType offload) {
		Mount mount = registration.mount();
		MediaLocation location = registration.store().location();
		if (location != null
				&& (location.directory() == null || location.directory().getFileSystem() != FileSystems.getDefault())) {
			location = null;
		}
		OffloadType possible = mount.directories().isEmpty() ? OffloadType.NONE : offload;
		return new ExportedMount(mount, application + "/" + mount.prefix(), location,
				reason(mount, location, restricted), possible);
	}

	private static @Nullable String reason(Mount mount, @Nullable MediaLocation location, boolean restricted) {
		if (location == null) {
			return "The files are not those of one directory, or something is done to them";
		}
		if (!ONE_PATH) {
			return "A file of this operating system has more than one path";
		}
		if (!mount.policy().access().isEmpty()) {
			return "Rules decide who may see the files: " + String.join(" and ", mount.policy().accessDescription());
		}
		return restricted ? "Rules of the application, such as those of Spring Security, decide who may see the files"
				: null;
	}

	ExportedMount passOn(String reason) {
		return new ExportedMount(this.mount, this.path, this.location, reason, this.offload);
	}

	/** Passes the mount on if the web server cannot be told of it. */
	ExportedMount checkedBy(Consumer<ConfigurationText> writer) {
		try {
			writer.accept(new ConfigurationText());
			return this;
		}
		catch (ConfigurationText.InexpressibleException ex) {
			return passOn(Objects.requireNonNull(ex.getMessage()));
		}
	}

	/** Returns the request fields that responses depend on. */
	List<String> vary() {
		List<String> names = new ArrayList<>();
		if (this.mount.policy().precompressed()) {
			names.add("Accept-Encoding");
		}
		if (this.mount.policy().cors() != null) {
			names.addAll(List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"));
		}
		return names;
	}

	boolean isServed() {
		return this.passedOn == null;
	}

	/** Returns the directory of a mount that has one, without a trailing slash. */
	String directory() {
		MediaLocation location = Objects.requireNonNull(this.location, "not a directory");
		String directory = String.valueOf(location.directory());
		return directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
	}

	/** Whether files of one mount with a directory are those of another one, too. */
	boolean overlaps(ExportedMount other) {
		Path mine = Path.of(directory());
		Path others = Path.of(other.directory());
		return mine.startsWith(others) || others.startsWith(mine);
	}

	boolean isOfStrangers() {
		return this.mount.policy().content() == Mount.Content.USER;
	}

	boolean followsLinks() {
		return this.location != null && this.location.symlinks() == MediaLocation.Symlinks.FOLLOW;
	}

	/** Whether only some links are followed, which depends on where they lead. */
	boolean checksLinks() {
		return this.location != null && this.location.symlinks() == MediaLocation.Symlinks.WITHIN_ROOT;
	}

	/** Returns the names of index files that may be served. */
	List<String> index() {
		Predicate<String> served = (name) -> {
			MediaPath path = MediaPath.of(List.of(name), false);
			return path != null && this.mount.policy().serves(path.extension());
		};
		return this.mount.policy().index().stream().filter(served).toList();
	}

	boolean isWithin(ExportedMount outer) {
		return (this.path + "/").startsWith(outer.path + "/");
	}

}
