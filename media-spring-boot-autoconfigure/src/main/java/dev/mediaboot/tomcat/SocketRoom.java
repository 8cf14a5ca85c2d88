package dev.mediaboot.tomcat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system whether sockets accept more. It says yes while a third of the
 * send buffer is free.
 */
final class SocketRoom implements Closeable {

	private @Nullable Selector selector;

	/** Returns {@code true} for a closed socket as well: writing to it fails at once. */
	synchronized boolean isWritable(SocketChannel socket) throws IOException {
		Selector current = this.selector;
		if (current == null) {
			current = Selector.open();
			this.selector = current;
		}
		try {
			SelectionKey key = socket.register(current, SelectionKey.OP_WRITE);
			boolean writable = current.selectNow() > 0;
			current.selectedKeys().clear();
			key.cancel();
			// A socket is closed only when no selector knows it any more.
			current.selectNow();
			return writable;
		}
		catch (ClosedChannelException | CancelledKeyException ex) {
			return true;
		}
	}

	@Override
	public synchronized void close() throws IOException {
		if (this.selector != null) {
			this.selector.close();
		}
	}

}
