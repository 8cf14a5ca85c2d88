package dev.mediaboot.file;

import dev.mediaboot.LocalFile;
import org.jspecify.annotations.Nullable;

/**
 * The name that a file was found by, including any links.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FileName {

	/**
	 * Whether the name still leads to a file, by a permitted path. The check takes one
	 * look when the path has no link and no directory.
	 * @param identity the identity of the file when it was opened
	 * @return {@code false} also when nothing has that name
	 */
	boolean leadsTo(FileIdentity identity);

	/**
	 * Returns where the name led when the file was found.
	 * @return the place, or {@code null} when others cannot read the file there
	 */
	default @Nullable LocalFile localFile() {
		return null;
	}

}
