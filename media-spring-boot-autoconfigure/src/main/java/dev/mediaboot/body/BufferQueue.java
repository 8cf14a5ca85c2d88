package dev.mediaboot.body;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bytes in memory that a socket has not taken yet.
 */
final class BufferQueue {

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

	private final Deque<ByteBuffer> buffers = new ArrayDeque<>();

	boolean isEmpty() {
		return this.buffers.isEmpty();
	}

	void add(ByteBuffer buffer) {
		ByteBuffer rest = buffer;
		while (!rest.isDirect() && rest.remaining() > HEAP) {
			this.buffers.add(rest.slice(rest.position(), HEAP));
			rest = rest.slice(rest.position() + HEAP, rest.remaining() - HEAP);
		}
		if (rest.hasRemaining()) {
			this.buffers.add(rest);
		}
	}

	/** Copies the rest of a head, because the container will reuse its buffer. */
	void keep(ByteBuffer head) {
		ByteBuffer copy = ByteBuffer.allocate(head.remaining());
		this.buffers.addFirst(copy.put(head).flip());
	}

	long remaining() {
		long remaining = 0;
		for (ByteBuffer buffer : this.buffers) {
			remaining += buffer.remaining();
		}
		return remaining;
	}

	/** Returns the buffers for one write, with the rest of a head before them. */
	ByteBuffer[] window(ByteBuffer head) {
		List<ByteBuffer> window = new ArrayList<>();
		if (head.hasRemaining()) {
			window.add(head);
		}
		long bytes = 0;
		for (ByteBuffer buffer : this.buffers) {
			if (bytes >= WINDOW) {
				break;
			}
			window.add(buffer);
			bytes += buffer.remaining();
		}
		return window.toArray(new ByteBuffer[0]);
	}

	void removeWritten() {
		ByteBuffer first = this.buffers.peek();
		while (first != null && !first.hasRemaining()) {
			this.buffers.remove();
			first = this.buffers.peek();
		}
	}

}
