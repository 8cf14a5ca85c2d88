package dev.mediaboot.store;

import java.nio.file.FileSystems;
import java.nio.file.Path;

import dev.mediaboot.LocalFile;
import dev.mediaboot.file.FileIdentity;
import dev.mediaboot.file.FileName;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file below a directory.
 *
 * @param root the directory, as it is configured
 * @param realRoot the directory that the root leads to
 * @param real where the name leads below that directory
 * @param way the check that it still leads there, or {@code null} when the file is in the
 * directory itself
 */
record FoundName(Path root, Path realRoot, Path real, @Nullable RecentCheck way) implements FileName {

	@Override
	public boolean leadsTo(FileIdentity identity) {
		return (this.way == null || this.way.passes()) && identity.isFoundBy(this.real);
	}

	@Override
	public @Nullable LocalFile localFile() {
		if (this.real.getFileSystem() != FileSystems.getDefault()) {
			return null;
		}
		boolean within = this.real.startsWith(this.realRoot);
		return new LocalFile(this.root, this.real, within ? this.realRoot.relativize(this.real) : null);
	}

}
