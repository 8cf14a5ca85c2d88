package dev.mediaboot;

/**
 * The name that a file was found by, links and all.
 */
@FunctionalInterface
interface FileName {

	/**
	 * Whether the name still leads to a file, and on a way that is allowed. It takes one
	 * look where no link and no directory is on the way.
	 * @param identity what the file looked like
	 * @return {@code false} also when nothing has that name
	 */
	boolean leadsTo(FileIdentity identity);

}
