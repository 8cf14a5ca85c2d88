package dev.mediaboot.web;

import java.io.Closeable;
import java.io.IOException;

/**
 * A connection that is written to and read from as slowly as a test likes.
 */
interface Connection extends Closeable {

	/** Sends a request, and reads nothing yet. */
	Exchange send(Row row) throws IOException;

	default Reply get(String target) throws IOException {
		return send(Row.get("", target)).read();
	}

	/** Ends the connection at once, with a reset. */
	void abort() throws IOException;

}
