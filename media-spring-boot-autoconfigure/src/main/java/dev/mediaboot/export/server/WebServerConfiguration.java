package dev.mediaboot.export.server;

/**
 * Writes the configuration of one kind of web server.
 */
interface WebServerConfiguration {

	/**
	 * Writes the configuration.
	 * @param mounts what the web server serves or passes on
	 * @return the text, without the line that identifies it
	 */
	String write(ExportedMounts mounts);

}
