package dev.mediaboot.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

import dev.mediaboot.answer.Body;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body from its first byte to its last; closing the channel closes the body.
 * Another thread may close the channel, so access is synchronized: buffers that have been
 * returned must not be read.
 */
public final class BodyChannel implements ReadableByteChannel {

	private static final Log logger = LogFactory.getLog(BodyChannel.class);

	private final Body body;

	private final BodyPieces pieces;

	/** The piece that is being read, if it is in memory. */
	private @Nullable ByteBuffer memory;

	/** How much of the piece is unread, if it is a slice of the file. */
	private long remaining;

	private @Nullable ReadableByteChannel slice;

	/** The unread bytes of the whole body. */
	private long unread;

	private volatile long written;

	private boolean open = true;

	BodyChannel(Body body) {
		this.body = body;
		this.pieces = new BodyPieces(body);
		this.unread = body.length();
	}

	/**
	 * Fills a buffer as far as possible, so that writes are large.
	 * @throws TruncatedBodyException when the file ends early or cannot be read
	 */
	@Override
	public synchronized int read(ByteBuffer target) {
		int start = target.position();
		try {
			if (!this.open) {
				throw new ClosedChannelException();
			}
			while (target.hasRemaining() && (this.remaining > 0 || this.memory != null || advance())) {
				if (this.memory != null) {
					readMemory(this.memory, target);
				}
				else {
					readSlice(target);
				}
			}
		}
		catch (TruncatedBodyException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw unreadable(ex);
		}
		int count = target.position() - start;
		this.unread -= count;
		if (count == 0 && this.unread > 0) {
			// A file in memory may be shorter than its stated length.
			throw endedEarly(this.unread);
		}
		return (count > 0) ? count : -1;
	}

	/** Returns how many bytes are still to be read. */
	public synchronized long unread() {
		return this.unread;
	}

	/** Returns how many bytes have been handed to the container. */
	public long written() {
		return this.written;
	}

	/** Records bytes that have been handed to the container. */
	public synchronized void addWritten(long bytes) {
		this.written += bytes;
	}

	public static TruncatedBodyException unreadable(Exception ex) {
		logger.debug("The file cannot be read", ex);
		return new TruncatedBodyException("The file cannot be read: " + ex.getClass().getSimpleName());
	}

	static TruncatedBodyException endedEarly(long missing) {
		return new TruncatedBodyException("The file ended " + missing + " bytes early");
	}

	private void readMemory(ByteBuffer source, ByteBuffer target) {
		int count = Math.min(source.remaining(), target.remaining());
		target.put(target.position(), source, source.position(), count);
		target.position(target.position() + count);
		source.position(source.position() + count);
		if (!source.hasRemaining()) {
			this.memory = null;
		}
	}

	private void readSlice(ByteBuffer target) throws IOException {
		if (this.slice == null) {
			this.slice = this.body.file().open(this.pieces.position(), this.remaining);
		}
		int limit = target.limit();
		target.limit(target.position() + (int) Math.min(this.remaining, target.remaining()));
		int count = this.slice.read(target);
		target.limit(limit);
		if (count < 0) {
			throw endedEarly(this.remaining);
		}
		this.remaining -= count;
		if (this.remaining == 0) {
			closeSlice();
		}
	}

	/**
	 * Moves on to the next piece.
	 * @return {@code false} after the last one
	 */
	private boolean advance() {
		boolean more = this.pieces.next();
		this.memory = this.pieces.bytes();
		this.remaining = this.pieces.count();
		return more;
	}

	@Override
	public synchronized boolean isOpen() {
		return this.open;
	}

	/** Ignores a failure to close, because the bytes that were read are complete. */
	@Override
	public synchronized void close() {
		if (this.open) {
			this.open = false;
			closeSlice();
			Body.closeQuietly(this.body);
		}
	}

	private void closeSlice() {
		ReadableByteChannel finished = this.slice;
		this.slice = null;
		if (finished != null) {
			Body.closeQuietly(finished);
		}
	}

}
