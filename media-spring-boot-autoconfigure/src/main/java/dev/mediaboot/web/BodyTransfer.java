package dev.mediaboot.web;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * What is left of a body that moves into a socket by itself: the kernel copies the bytes
 * of an open file, and takes many buffers in memory at once.
 * <p>
 * A socket may be closed by another thread than the one that writes to it, and so the
 * body is: buffers that are handed back must not be sent any more.
 */
final class BodyTransfer implements Closeable {

	/** So many bytes are offered at once. More would be listed again and again. */
	private static final int WINDOW = 128 * 1024;

	/** Bytes on the heap are copied first, whether or not the socket takes them. */
	private static final int HEAP = 16 * 1024;

	private final Body body;

	private final Queue<Piece> pieces = new ArrayDeque<>();

	private final long length;

	private long remaining;

	private @Nullable TruncatedBodyException truncation;

	private boolean closed;

	/**
	 * Prepares the transfer of a body that is in memory, or in an open file.
	 * @throws TruncatedBodyException when its bytes cannot be asked for
	 */
	BodyTransfer(Body body) {
		this.body = body;
		this.length = body.length();
		this.remaining = this.length;
		try {
			prepare();
		}
		catch (RuntimeException ex) {
			throw BodyChannel.unreadable(ex);
		}
	}

	private void prepare() {
		Piece piece = new Piece();
		for (Body.Part part : this.body.parts()) {
			piece.add(ByteBuffer.wrap(part.head()));
			ByteBuffer[] buffers = this.body.file().buffers(part.range().first(), part.range().length());
			if (buffers != null) {
				for (ByteBuffer buffer : buffers) {
					piece.add(buffer);
				}
			}
			else {
				piece.position = part.range().first();
				piece.count = part.range().length();
				this.pieces.add(piece);
				piece = new Piece();
			}
		}
		piece.add(ByteBuffer.wrap(this.body.end()));
		this.pieces.add(piece);
	}

	/** The length of the whole body. */
	long length() {
		return this.length;
	}

	/** How much of the body has not been sent. */
	synchronized long remaining() {
		return this.remaining;
	}

	/** Why the body cannot be completed, if that is why writing failed. */
	synchronized @Nullable TruncatedBodyException truncation() {
		return this.truncation;
	}

	/**
	 * Writes a head and as much of the body behind it as the socket takes now.
	 * @param head what goes before, read from its position on
	 * @param socket the socket, which does not block
	 * @return how many bytes the socket took, those of the head included
	 * @throws IOException when the client went away, or the file ended early
	 */
	synchronized long write(ByteBuffer head, SocketChannel socket) throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		long total = 0;
		Piece piece = this.pieces.peek();
		while (piece != null) {
			long offered;
			long taken;
			if (head.hasRemaining() || !piece.memory.isEmpty()) {
				ByteBuffer[] window = piece.window(head);
				offered = remaining(window);
				int before = head.remaining();
				taken = socket.write(window);
				this.remaining -= taken - (before - head.remaining());
				piece.forgetWritten();
			}
			else {
				offered = piece.count;
				taken = transfer(piece, socket);
				this.remaining -= taken;
			}
			total += taken;
			if (taken < offered) {
				break;
			}
			if (piece.isWritten()) {
				this.pieces.remove();
				piece = this.pieces.peek();
			}
		}
		return total;
	}

	private static long remaining(ByteBuffer[] buffers) {
		long remaining = 0;
		for (ByteBuffer buffer : buffers) {
			remaining += buffer.remaining();
		}
		return remaining;
	}

	private long transfer(Piece piece, SocketChannel socket) throws IOException {
		FileChannel file = this.body.file().channel();
		if (file == null) {
			this.truncation = BodyChannel.endedEarly(piece.count);
			throw new EOFException(this.truncation.getMessage());
		}
		if (piece.count == 0) {
			return 0;
		}
		long taken = file.transferTo(piece.position, piece.count, socket);
		piece.position += taken;
		piece.count -= taken;
		if (taken == 0 && file.size() <= piece.position) {
			this.truncation = BodyChannel.endedEarly(piece.count);
			throw new EOFException(this.truncation.getMessage());
		}
		return taken;
	}

	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			BodyChannel.closeQuietly(this.body);
		}
	}

	/**
	 * Buffers and the slice of the file behind them.
	 */
	private static final class Piece {

		private final Deque<ByteBuffer> memory = new ArrayDeque<>();

		private long position;

		private long count;

		void add(ByteBuffer buffer) {
			ByteBuffer rest = buffer;
			while (!rest.isDirect() && rest.remaining() > HEAP) {
				this.memory.add(rest.slice(rest.position(), HEAP));
				rest = rest.slice(rest.position() + HEAP, rest.remaining() - HEAP);
			}
			if (rest.hasRemaining()) {
				this.memory.add(rest);
			}
		}

		ByteBuffer[] window(ByteBuffer head) {
			List<ByteBuffer> window = new ArrayList<>();
			if (head.hasRemaining()) {
				window.add(head);
			}
			long bytes = 0;
			for (ByteBuffer buffer : this.memory) {
				if (bytes >= WINDOW) {
					break;
				}
				window.add(buffer);
				bytes += buffer.remaining();
			}
			return window.toArray(new ByteBuffer[0]);
		}

		void forgetWritten() {
			ByteBuffer first = this.memory.peek();
			while (first != null && !first.hasRemaining()) {
				this.memory.remove();
				first = this.memory.peek();
			}
		}

		boolean isWritten() {
			return this.memory.isEmpty() && this.count == 0;
		}

	}

}
