package dev.mediaboot.body;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

import dev.mediaboot.MediaFile;
import dev.mediaboot.answer.Body;
import dev.mediaboot.transfer.TransferBuffers;
import org.jspecify.annotations.Nullable;

/**
 * The part of a slice of a file that a socket has not taken yet.
 */
final class FileSlice implements Closeable {

	private final MediaFile file;

	private final @Nullable FileChannel channel;

	private final boolean zeroCopy;

	private final TransferBuffers buffers;

	private long position;

	private long count;

	/** The channel that the slice is read from when the file itself has none. */
	private @Nullable ReadableByteChannel source;

	/** Bytes that have been read but not written. */
	private @Nullable ByteBuffer unwritten;

	/**
	 * Creates a slice.
	 * @param file the file
	 * @param position the first byte
	 * @param count the number of bytes
	 * @param zeroCopy whether the kernel may move the bytes
	 * @param buffers lends buffers for bytes that the kernel does not move
	 */
	FileSlice(MediaFile file, long position, long count, boolean zeroCopy, TransferBuffers buffers) {
		this.file = file;
		this.channel = file.channel();
		this.zeroCopy = zeroCopy;
		this.buffers = buffers;
		this.position = position;
		this.count = count;
	}

	/** Returns how many bytes the socket has not taken. */
	long count() {
		return this.count;
	}

	/**
	 * Writes as much as the socket takes now.
	 * @return the number of bytes
	 * @throws TruncatedBodyException when the file ended early or cannot be read
	 */
	long write(SocketChannel socket) throws IOException {
		FileChannel channel = this.channel;
		return (this.zeroCopy && channel != null) ? move(channel, socket) : copy(socket);
	}

	private long move(FileChannel channel, SocketChannel socket) throws IOException {
		long taken = channel.transferTo(this.position, this.count, socket);
		advance(taken);
		if (taken == 0 && channel.size() <= this.position) {
			throw BodyChannel.endedEarly(this.count);
		}
		return taken;
	}

	private void advance(long bytes) {
		this.position += bytes;
		this.count -= bytes;
	}

	/** Reads and writes in turn until the socket does not take a whole buffer. */
	private long copy(SocketChannel socket) throws IOException {
		ByteBuffer buffer = this.unwritten;
		this.unwritten = null;
		long total = 0;
		try {
			boolean taken = true;
			while (taken && this.count > 0) {
				if (buffer == null || !buffer.hasRemaining()) {
					buffer = choose(buffer);
					fill(buffer);
				}
				int written = socket.write(buffer);
				advance(written);
				total += written;
				taken = !buffer.hasRemaining();
			}
			if (buffer != null && buffer.hasRemaining() && this.channel == null) {
				// Bytes from a store cannot be read a second time.
				this.unwritten = buffer;
				buffer = null;
			}
			return total;
		}
		finally {
			if (buffer != null) {
				this.buffers.give(buffer);
			}
			if (this.count == 0) {
				closeSource();
			}
		}
	}

	/** A client that took a whole buffer at once gets a large one next. */
	private ByteBuffer choose(@Nullable ByteBuffer taken) {
		if (taken == null) {
			return this.buffers.takeSmall();
		}
		ByteBuffer large = (this.count > TransferBuffers.SMALL && !TransferBuffers.isLarge(taken))
				? this.buffers.takeLarge() : null;
		if (large != null) {
			this.buffers.give(taken);
			return large;
		}
		return taken;
	}

	private void fill(ByteBuffer buffer) {
		buffer.clear().limit((int) Math.min(buffer.capacity(), this.count));
		int read;
		try {
			read = (this.channel != null) ? this.channel.read(buffer, this.position) : source().read(buffer);
		}
		catch (IOException | RuntimeException ex) {
			throw BodyChannel.unreadable(ex);
		}
		if (read <= 0) {
			throw BodyChannel.endedEarly(this.count);
		}
		buffer.flip();
	}

	private ReadableByteChannel source() throws IOException {
		if (this.source == null) {
			this.source = this.file.open(this.position, this.count);
		}
		return this.source;
	}

	private void closeSource() {
		if (this.source != null) {
			Body.closeQuietly(this.source);
			this.source = null;
		}
	}

	@Override
	public void close() {
		closeSource();
		if (this.unwritten != null) {
			this.buffers.give(this.unwritten);
			this.unwritten = null;
		}
	}

}
