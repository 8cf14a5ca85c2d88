package dev.mediaboot.body;

import java.nio.ByteBuffer;
import java.util.Iterator;

import dev.mediaboot.answer.Body;
import dev.mediaboot.http.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a body in the order in which its bytes are sent. A piece is either bytes in
 * memory or a slice of the file. There may be many parts, so the file is asked for the
 * memory of one only when the walk reaches it.
 */
final class BodyPieces {

	private static final ByteBuffer[] NONE = {};

	private final Body body;

	private final Iterator<Body.Part> parts;

	/** The part whose head was the last piece. */
	private Body.@Nullable Part part;

	/** The rest of a part in memory. */
	private ByteBuffer[] buffers = NONE;

	private int nextBuffer;

	private boolean ended;

	private @Nullable ByteBuffer bytes;

	private long position;

	private long count;

	BodyPieces(Body body) {
		this.body = body;
		this.parts = body.parts().iterator();
	}

	/**
	 * Moves on to the next piece.
	 * @return {@code false} after the last one
	 */
	boolean next() {
		this.bytes = null;
		this.count = 0;
		while (this.bytes == null && this.count == 0) {
			if (this.nextBuffer < this.buffers.length) {
				this.bytes = this.buffers[this.nextBuffer++];
			}
			else if (this.part != null) {
				open(this.part.range());
				this.part = null;
			}
			else if (this.parts.hasNext()) {
				this.part = this.parts.next();
				this.bytes = wrap(this.part.head());
			}
			else if (!this.ended) {
				this.ended = true;
				this.bytes = wrap(this.body.end());
			}
			else {
				return false;
			}
		}
		return true;
	}

	private void open(ByteRange range) {
		ByteBuffer[] memory = this.body.file().buffers(range.first(), range.length());
		if (memory != null) {
			this.buffers = memory;
			this.nextBuffer = 0;
		}
		else {
			this.position = range.first();
			this.count = range.length();
		}
	}

	private static @Nullable ByteBuffer wrap(byte[] bytes) {
		return (bytes.length > 0) ? ByteBuffer.wrap(bytes) : null;
	}

	/** Returns the bytes of the piece, or {@code null} when it is a slice of the file. */
	@Nullable ByteBuffer bytes() {
		return this.bytes;
	}

	/** Returns where the slice begins. */
	long position() {
		return this.position;
	}

	/** Returns the length of the slice. */
	long count() {
		return this.count;
	}

}
