package dev.mediaboot.body;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.transfer.TransferBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Moves a body into a socket, as fast as the socket takes it. The kernel copies the bytes
 * of an open file and takes many buffers in memory at once; all other bytes are read into
 * a buffer whenever the socket takes more.
 * <p>
 * The socket, and with it the body, may be closed by a thread other than the one that
 * writes, so access is synchronized: buffers that have been returned must not be sent.
 */
public final class BodyTransfer implements Closeable {

	/**
	 * Below this size, reading a file into memory costs less than asking the kernel to
	 * move it. A file that is already in memory is never copied, however small.
	 */
	private static final int ZERO_COPY = 40 * 1024;

	private final Body body;

	private final BodyPieces pieces;

	private final boolean zeroCopy;

	private final TransferBuffers buffers;

	private final long length;

	/** The bytes in memory before the slice. */
	private final BufferQueue memory = new BufferQueue();

	private @Nullable FileSlice slice;

	/** The number of unsent bytes, including those of the head. */
	private volatile long remaining;

	private volatile @Nullable TruncatedBodyException truncation;

	private boolean closed;

	/**
	 * Prepares the transfer of a body: a small one is read into memory, to leave together
	 * with the head.
	 * @param body the body
	 * @param zeroCopy whether the kernel may move the bytes of its file, if that has a
	 * channel
	 * @param buffers lends buffers for bytes that the kernel does not move
	 * @throws TruncatedBodyException when the bytes of the body cannot be obtained
	 */
	public BodyTransfer(Body body, boolean zeroCopy, TransferBuffers buffers) {
		this.body = body;
		this.pieces = new BodyPieces(body);
		this.zeroCopy = zeroCopy;
		this.buffers = buffers;
		this.length = body.length();
		this.remaining = this.length;
		advance();
		long inMemory = this.memory.remaining();
		if (this.slice == null && inMemory < this.length) {
			// A file in memory may be shorter than its stated length.
			throw BodyChannel.endedEarly(this.length - inMemory);
		}
	}

	/**
	 * Moves on to the next slice and the bytes in memory before it, once those at hand
	 * have been written.
	 * @return {@code false} when the whole body has been written
	 */
	private boolean advance() {
		try {
			while (this.slice == null && this.pieces.next()) {
				ByteBuffer bytes = this.pieces.bytes();
				if (bytes != null) {
					this.memory.add(bytes);
				}
				else if (this.length < ZERO_COPY) {
					this.memory.add(read(this.body.file(), this.pieces.position(), (int) this.pieces.count()));
				}
				else {
					this.slice = new FileSlice(this.body.file(), this.pieces.position(), this.pieces.count(),
							this.zeroCopy, this.buffers);
				}
			}
			return this.slice != null || !this.memory.isEmpty();
		}
		catch (TruncatedBodyException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw BodyChannel.unreadable(ex);
		}
	}

	private static ByteBuffer read(MediaFile file, long position, int count) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(count);
		try (ReadableByteChannel slice = file.open(position, count)) {
			while (bytes.hasRemaining()) {
				if (slice.read(bytes) < 0) {
					throw BodyChannel.endedEarly(bytes.remaining());
				}
			}
		}
		return bytes.flip();
	}

	/** Returns the length of the whole body. */
	public long length() {
		return this.length;
	}

	/** Returns how many bytes have not been sent, including those of the head. */
	public long remaining() {
		return this.remaining;
	}

	/** Returns how many bytes of the body have been sent. */
	public long written() {
		return this.length - Math.min(this.remaining, this.length);
	}

	/**
	 * Returns why the body cannot be completed, or {@code null} if writing has not failed
	 * for that reason.
	 */
	public @Nullable TruncatedBodyException truncation() {
		return this.truncation;
	}

	/**
	 * Writes a head, and as much of the body after it as the socket takes now. The rest
	 * of the head, if any, is kept, so that no thread has to wait for the socket.
	 * @param head the bytes before the body, which are consumed completely
	 * @param socket the socket, in non-blocking mode
	 * @return the number of bytes that the socket took, plus those of the head that were
	 * kept
	 * @throws IOException when the client has gone away, or the file ended early or
	 * cannot be read
	 */
	public synchronized long write(ByteBuffer head, SocketChannel socket) throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		this.remaining += head.remaining();
		long total;
		try {
			total = send(head, socket);
		}
		catch (TruncatedBodyException ex) {
			this.truncation = ex;
			throw new EOFException(ex.getMessage());
		}
		int kept = head.remaining();
		if (kept > 0) {
			this.memory.keep(head);
		}
		return total + kept;
	}

	private long send(ByteBuffer head, SocketChannel socket) throws IOException {
		long total = 0;
		boolean more = advance();
		while (more) {
			long offered;
			long taken;
			FileSlice current = this.slice;
			if (current == null || head.hasRemaining() || !this.memory.isEmpty()) {
				ByteBuffer[] window = this.memory.window(head);
				offered = remaining(window);
				taken = socket.write(window);
				this.memory.removeWritten();
			}
			else {
				offered = current.count();
				taken = current.write(socket);
				this.slice = (taken < offered) ? current : null;
			}
			total += taken;
			this.remaining -= taken;
			more = taken == offered && advance();
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

	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			if (this.slice != null) {
				this.slice.close();
			}
			Body.closeQuietly(this.body);
		}
	}

}
