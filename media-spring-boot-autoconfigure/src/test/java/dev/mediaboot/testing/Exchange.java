package dev.mediaboot.testing;

import java.io.IOException;

/**
 * An answer on its way. What is not read from it is not taken from the server either, but
 * for what the window of the connection lets through.
 */
public interface Exchange {

	/** The fields of the final answer, of which the body is still to come. */
	Reply readHead() throws IOException;

	/** So much of the body, or less where it ends before. */
	byte[] readUpTo(int length) throws IOException;

	/** All that comes before the end, whatever end it is. */
	byte[] readToEnd() throws IOException;

	/** All of the answer. */
	Reply read() throws IOException;

}
