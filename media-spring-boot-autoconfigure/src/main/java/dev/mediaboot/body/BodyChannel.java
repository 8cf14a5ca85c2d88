package dev.mediaboot.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

import dev.mediaboot.answer.Body;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A body read from its first byte to its last, which closes the body. Another thread may
 * close it: buffers that are handed back must not be read any more.
 */
public final class BodyChannel implements ReadableByteChannel {

	private static final Log logger = LogFactory.getLog(BodyChannel.class);

	private final Body body;

	private final Iterator<Body.Part> parts;

	/** What comes next and is in memory. */
	private final Queue<ByteBuffer> memory = new ArrayDeque<>();

	/** What comes then. */
	private long position;

	private long remaining;

	private @Nullable ReadableByteChannel slice;

	/** Of the whole body. */
	private long unread;

	private volatile long written;

	private boolean ending;

	private boolean open = true;

	BodyChannel(Body body) {
		this.body = body;
		this.parts = body.parts().iterator();
		this.unread = body.length();
	}

	/**
	 * Fills a buffer, so that what is written is as large as it can be.
	 * @throws TruncatedBodyException when the file ends early or cannot be read
	 */
	@Override
	public synchronized int read(ByteBuffer target) {
		int start = target.position();
		try {
			if (!this.open) {
				throw new ClosedChannelException();
			}
			while (target.hasRemaining() && (this.remaining > 0 || !this.memory.isEmpty() || advance())) {
				if (this.memory.isEmpty()) {
					readSlice(target);
				}
				else {
					readMemory(this.memory.element(), target);
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
			// A file in memory may be shorter than it says.
			throw endedEarly(this.unread);
		}
		return (count > 0) ? count : -1;
	}

	/** How many bytes there are still to be read. */
	public synchronized long unread() {
		return this.unread;
	}

	/** How many bytes were handed to the container. */
	public long written() {
		return this.written;
	}

	/** Tells of bytes that were handed to the container. */
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
			this.memory.remove();
		}
	}

	private void readSlice(ByteBuffer target) throws IOException {
		if (this.slice == null) {
			this.slice = this.body.file().open(this.position, this.remaining);
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
	 * Comes to the next part.
	 * @return {@code false} behind the last
	 */
	private boolean advance() {
		if (this.ending) {
			return false;
		}
		if (!this.parts.hasNext()) {
			this.ending = true;
			this.memory.add(ByteBuffer.wrap(this.body.end()));
			return true;
		}
		Body.Part part = this.parts.next();
		this.memory.add(ByteBuffer.wrap(part.head()));
		ByteBuffer[] buffers = this.body.file().buffers(part.range().first(), part.range().length());
		if (buffers != null) {
			for (ByteBuffer buffer : buffers) {
				this.memory.add(buffer);
			}
		}
		else {
			this.position = part.range().first();
			this.remaining = part.range().length();
		}
		return true;
	}

	@Override
	public synchronized boolean isOpen() {
		return this.open;
	}

	/** What was read is complete, whatever a file says at its end. */
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
