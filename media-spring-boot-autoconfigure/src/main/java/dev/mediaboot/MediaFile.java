package dev.mediaboot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One version of one file, held until it is closed. Its length, its validators and its
 * bytes belong together, whatever happens to its name meanwhile.
 * <p>
 * A store opens it, and the code that writes the response closes it. Only one thread
 * reads it at a time.
 *
 * <pre class="code">
 * try (MediaFile file = store.find(path)) {
 * 	if (file != null) {
 * 		try (ReadableByteChannel content = file.open(0, file.length())) {
 * 			// read it
 * 		}
 * 	}
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public interface MediaFile extends Closeable {

	/**
	 * Returns the length of the whole file.
	 * @return the length in bytes, zero or more
	 */
	long length();

	/**
	 * Returns when the file was last modified.
	 * @return the time, or {@code null} when it is unknown or meaningless
	 */
	@Nullable Instant lastModified();

	/**
	 * Returns the opaque part of a strong entity tag (RFC 9110 §8.8.3): two versions of
	 * the file share one only when they are equal byte for byte.
	 * @return visible ASCII characters other than the double quote, without surrounding
	 * quotes, or {@code null} when only the time of the last modification can vouch for
	 * the bytes. Ranges of the file are served when there is a tag, or when that time is
	 * known and its second is over.
	 */
	@Nullable String etag();

	/**
	 * Opens a part of the file. A store whose backend supports ranges fetches only this
	 * part.
	 * @param position the first byte, from zero
	 * @param count the number of bytes, within the length
	 * @return a channel that yields {@code count} bytes, or fewer only when the file
	 * turns out to be shorter than its length; the caller closes it before the file
	 * @throws IOException when the bytes cannot be read
	 */
	ReadableByteChannel open(long position, long count) throws IOException;

	/**
	 * Returns the open channel of the whole file, if there is one, so that the kernel can
	 * transfer the bytes. It is read only at explicit positions, and closed with the
	 * file.
	 * @return the channel, or {@code null} when the bytes have another source
	 */
	default @Nullable FileChannel channel() {
		return null;
	}

	/**
	 * Returns a part of a file that is entirely in memory, so that nothing is copied.
	 * @param position the first byte, from zero
	 * @param count the number of bytes, within the length
	 * @return buffers for the caller alone, readable until the file is closed, or
	 * {@code null} when the file is not in memory
	 */
	default ByteBuffer @Nullable [] buffers(long position, long count) {
		return null;
	}

	/**
	 * Returns where the file lies, if whoever reads the file at that path gets the same
	 * bytes. A file whose bytes are changed on the way, or are still being written, says
	 * that it has no such place.
	 * @return the place, or {@code null} when the bytes have another source
	 */
	default @Nullable LocalFile localFile() {
		return null;
	}

	/**
	 * Returns a file in memory, whose entity tag is a hash of its content.
	 * @param content the content, which is not copied and must not change
	 * @return the file
	 */
	static MediaFile of(byte[] content) {
		return of(content, null);
	}

	/**
	 * Returns a file in memory, whose entity tag is a hash of its content.
	 * @param content the content, which is not copied and must not change
	 * @param lastModified when it was last modified, or {@code null} when that is unknown
	 * @return the file
	 */
	static MediaFile of(byte[] content, @Nullable Instant lastModified) {
		return new BytesFile(content, lastModified);
	}

	/**
	 * Whether the name that this file was found by still leads to this version of it. The
	 * check takes one look, and works even after the file has been closed.
	 * @return {@code false} also when the answer is not known without finding the file
	 * again
	 */
	default boolean isCurrent() {
		return false;
	}

}
