package dev.mediaboot;

import org.jspecify.annotations.Nullable;

/**
 * The configuration of a web server in front of the application, made of the live mounts.
 * A bean of this type lets the {@code media} endpoint show it, and health tell when a
 * file with an older one is in use.
 *
 * @since 0.1.0
 */
public interface ExportedConfiguration {

	/**
	 * Returns the configuration for a web server, without secrets.
	 * @param server the name of the web server, such as {@code nginx}
	 * @return the text, or {@code null} when no such web server is known
	 */
	@Nullable String text(String server);

	/**
	 * Returns why the file that is in use no longer fits the mounts.
	 * @return a sentence without its full stop, or {@code null} when it fits or no file
	 * is to be checked
	 */
	@Nullable String problem();

}
