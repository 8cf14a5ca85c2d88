package dev.mediaboot.export;

import java.nio.file.FileSystems;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
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
 * @param offloaded whether the application has the web server send the files of the
 * requests that are passed on
 */
record ExportedMount(Mount mount, String path, @Nullable MediaLocation location, @Nullable String passedOn,
		boolean offloaded) {

	static ExportedMount of(MediaRegistry.Registration registration, String application, boolean restricted,
			boolean offloaded) {
		Mount mount = registration.mount();
		MediaLocation location = registration.store().location();
		if (location != null
				&& (location.directory() == null || location.directory().getFileSystem() != FileSystems.getDefault())) {
			location = null;
		}
		return new ExportedMount(mount, application + "/" + mount.prefix(), location,
				reason(mount, location, restricted, offloaded), offloaded && location != null);
	}

	private static @Nullable String reason(Mount mount, @Nullable MediaLocation location, boolean restricted,
			boolean offloaded) {
		if (location == null) {
			return "The files are not those of one directory, or something is done to them";
		}
		if (!mount.policy().access().isEmpty()) {
			return "Rules decide who may see the files: " + String.join(" and ", mount.policy().accessDescription());
		}
		if (restricted) {
			return "Rules of the application, such as those of Spring Security, decide who may see the files";
		}
		return offloaded ? "The files are offloaded" : null;
	}

	ExportedMount passOn(String reason) {
		return new ExportedMount(this.mount, this.path, this.location, reason, false);
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
		Predicate<String> served = (name) -> this.mount.policy().serves(FileKinds.extension(name));
		return this.mount.policy().index().stream().filter(served).toList();
	}

	boolean isWithin(ExportedMount outer) {
		return (this.path + "/").startsWith(outer.path + "/");
	}

}
