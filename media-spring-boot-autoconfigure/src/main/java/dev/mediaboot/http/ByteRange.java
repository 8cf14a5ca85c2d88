package dev.mediaboot.http;

/**
 * A part of a representation, which may be the whole.
 *
 * @param first the position of the first byte, from zero
 * @param length the number of bytes
 * @since 0.1.0
 */
public record ByteRange(long first, long length) {

	/**
	 * Returns the range that covers a whole representation.
	 * @param length the length of the representation
	 * @return the range
	 */
	public static ByteRange whole(long length) {
		return new ByteRange(0, length);
	}

	/**
	 * Returns where the range ends.
	 * @return the position after the last byte
	 */
	public long end() {
		return this.first + this.length;
	}

	/**
	 * Returns the value of the field {@code Content-Range} (RFC 9110 §14.4).
	 * @param completeLength the length of the representation
	 * @return for example {@code bytes 0-99/1234}
	 */
	public String toContentRange(long completeLength) {
		return "bytes " + this.first + "-" + (end() - 1) + "/" + completeLength;
	}

}
