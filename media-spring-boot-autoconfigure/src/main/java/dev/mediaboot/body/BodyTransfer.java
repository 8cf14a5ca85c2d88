package dev.mediaboot.body;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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
	 * A write offers about this many bytes. Buffers beyond that would be listed again for
	 * every write.
	 */
	private static final int WINDOW = 128 * 1024;

	/**
	 * Heap buffers are cut into slices of this size, because bytes on the heap are copied
	 * before a write, whether or not the socket takes them.
	 */
	private static final int HEAP = 16 * 1024;

	/**
	 * Below this size, reading a file into memory costs less than asking the kernel to
	 * move it. A file that is already in memory is never copied, however small.
	 */
	private static final int ZERO_COPY = 40 * 1024;

	private final Body body;

	private final boolean zeroCopy;

	private final TransferBuffers buffers;

	private final Deque<Piece> pieces = new ArrayDeque<>();

	private final long length;

	/** The number of unsent bytes, including those of the head. */
	private volatile long remaining;

	private volatile @Nullable TruncatedBodyException truncation;

	private boolean closed;

	/**
	 * Prepares the transfer of a body.
	 * @param body the body
	 * @param zeroCopy whether the kernel may move the bytes of its file
	 * @param buffers lends buffers for bytes that the kernel cannot move
	 * @throws TruncatedBodyException when the bytes of the body cannot be obtained
	 */
	public BodyTransfer(Body body, boolean zeroCopy, TransferBuffers buffers) {
		this.body = body;
		this.zeroCopy = zeroCopy && body.length() >= ZERO_COPY && body.file().channel() != null;
		this.buffers = buffers;
		this.length = body.length();
		this.remaining = this.length;
		try {
			prepare();
		}
		catch (TruncatedBodyException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw BodyChannel.unreadable(ex);
		}
	}

	private void prepare() throws IOException {
		MediaFile file = this.body.file();
		Piece piece = new Piece();
		for (Body.Part part : this.body.parts()) {
			long position = part.range().first();
			long count = part.range().length();
			piece.add(ByteBuffer.wrap(part.head()));
			ByteBuffer[] memory = file.buffers(position, count);
			if (memory != null) {
				for (ByteBuffer buffer : memory) {
					piece.add(buffer);
				}
			}
			else if (this.length < ZERO_COPY) {
				// A small slice is sent together with the head.
				piece.add(read(file, position, (int) count));
			}
			else {
				piece.position = position;
				piece.count = count;
				this.pieces.add(piece);
				piece = new Piece();
			}
		}
		piece.add(ByteBuffer.wrap(this.body.end()));
		this.pieces.add(piece);
		if (piece.bytes() < this.remaining && this.pieces.size() == 1) {
			// A file in memory may be shorter than its stated length.
			throw BodyChannel.endedEarly(this.remaining - piece.bytes());
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
		int headLength = head.remaining();
		this.remaining += headLength;
		long total = send(head, socket);
		int kept = head.remaining();
		if (kept > 0) {
			this.pieces.element().keep(head);
		}
		return total + kept;
	}

	private long send(ByteBuffer head, SocketChannel socket) throws IOException {
		long total = 0;
		Piece piece = this.pieces.peek();
		while (piece != null) {
			long offered;
			long taken;
			if (head.hasRemaining() || !piece.memory.isEmpty()) {
				ByteBuffer[] window = piece.window(head);
				offered = remaining(window);
				taken = socket.write(window);
				piece.forgetWritten();
			}
			else {
				offered = piece.count;
				taken = this.zeroCopy ? move(piece, socket) : copy(piece, socket);
			}
			total += taken;
			this.remaining -= taken;
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

	private long move(Piece piece, SocketChannel socket) throws IOException {
		FileChannel file = this.body.file().channel();
		if (piece.count == 0) {
			return 0;
		}
		if (file == null) {
			throw endedEarly(piece);
		}
		long taken = file.transferTo(piece.position, piece.count, socket);
		piece.advance(taken);
		if (taken == 0 && file.size() <= piece.position) {
			throw endedEarly(piece);
		}
		return taken;
	}

	private IOException endedEarly(Piece piece) {
		TruncatedBodyException truncation = BodyChannel.endedEarly(piece.count);
		this.truncation = truncation;
		return new EOFException(truncation.getMessage());
	}

	/** Reads and writes in turn until the socket does not take a whole buffer. */
	private long copy(Piece piece, SocketChannel socket) throws IOException {
		ByteBuffer buffer = piece.unwritten;
		piece.unwritten = null;
		long total = 0;
		try {
			boolean taken = true;
			while (taken && piece.count > 0) {
				if (buffer == null || !buffer.hasRemaining()) {
					buffer = choose(buffer, piece.count);
					fill(buffer, piece);
				}
				int count = socket.write(buffer);
				piece.advance(count);
				total += count;
				taken = !buffer.hasRemaining();
			}
			if (buffer != null && buffer.hasRemaining() && !isRandomAccess()) {
				// Bytes from a store cannot be read a second time.
				piece.unwritten = buffer;
				buffer = null;
			}
			return total;
		}
		finally {
			if (buffer != null) {
				this.buffers.give(buffer);
			}
			if (piece.count == 0) {
				piece.closeSource();
			}
		}
	}

	/** A client that took a whole buffer at once gets a large one next. */
	private ByteBuffer choose(@Nullable ByteBuffer taken, long count) {
		if (taken == null) {
			return this.buffers.takeSmall();
		}
		ByteBuffer large = (count > TransferBuffers.SMALL && !TransferBuffers.isLarge(taken)) ? this.buffers.takeLarge()
				: null;
		if (large != null) {
			this.buffers.give(taken);
			return large;
		}
		return taken;
	}

	private boolean isRandomAccess() {
		return this.body.file().channel() != null;
	}

	private void fill(ByteBuffer buffer, Piece piece) throws IOException {
		buffer.clear().limit((int) Math.min(buffer.capacity(), piece.count));
		int count;
		try {
			FileChannel file = this.body.file().channel();
			count = (file != null) ? file.read(buffer, piece.position) : piece.source(this.body.file()).read(buffer);
		}
		catch (IOException | RuntimeException ex) {
			this.truncation = BodyChannel.unreadable(ex);
			throw new EOFException(ex.getMessage());
		}
		if (count <= 0) {
			throw endedEarly(piece);
		}
		buffer.flip();
	}

	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			for (Piece piece : this.pieces) {
				piece.closeSource();
				if (piece.unwritten != null) {
					this.buffers.give(piece.unwritten);
					piece.unwritten = null;
				}
			}
			Body.closeQuietly(this.body);
		}
	}

	/**
	 * Buffers, and the slice of the file that follows them.
	 */
	private static final class Piece {

		private final Deque<ByteBuffer> memory = new ArrayDeque<>();

		private long position;

		private long count;

		/** The channel that the slice is read from when the file itself has none. */
		private @Nullable ReadableByteChannel source;

		/** Bytes of the slice that have been read but not written. */
		private @Nullable ByteBuffer unwritten;

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

		/** Copies the rest of the head, because the container will reuse its buffer. */
		void keep(ByteBuffer head) {
			ByteBuffer copy = ByteBuffer.allocate(head.remaining());
			this.memory.addFirst(copy.put(head).flip());
		}

		long bytes() {
			long bytes = 0;
			for (ByteBuffer buffer : this.memory) {
				bytes += buffer.remaining();
			}
			return bytes;
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

		void advance(long bytes) {
			this.position += bytes;
			this.count -= bytes;
		}

		ReadableByteChannel source(MediaFile file) throws IOException {
			if (this.source == null) {
				this.source = file.open(this.position, this.count);
			}
			return this.source;
		}

		void closeSource() {
			if (this.source != null) {
				Body.closeQuietly(this.source);
				this.source = null;
			}
		}

		boolean isWritten() {
			return this.memory.isEmpty() && this.count == 0;
		}

	}

}
