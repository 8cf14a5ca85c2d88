package dev.mediaboot.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/**
 * A connection that is written to and read from as slowly as a test likes.
 */
public interface Connection extends Closeable {

	/** Sends a request, and reads nothing yet. */
	Exchange send(Row row) throws IOException;

	/** Sends several requests at once, which are answered in any order over HTTP/2. */
	List<Exchange> sendTogether(Row... rows) throws IOException;

	default Reply get(String target) throws IOException {
		return send(Row.get("", target)).read();
	}

	/** Whether the server ends the connection, and answers nothing before that. */
	boolean isAtEnd() throws IOException;

	/** Ends the connection at once, with a reset. */
	void abort() throws IOException;

	static void reset(Socket socket) throws IOException {
		if (!socket.isClosed()) {
			socket.setSoLinger(true, 0);
			socket.close();
		}
	}

}
