package dev.mediaboot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One version of one file, held until it is closed: its length, its validators and its
 * bytes belong together, whatever happens to its name meanwhile.
 * <p>
 * A store hands it out, whoever writes the answer closes it. It is read by one thread at
 * a time.
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
	 * @return the time, or {@code null} when it is not known or means nothing
	 */
	@Nullable Instant lastModified();

	/**
	 * Returns the opaque part of a strong entity tag (RFC 9110 §8.8.3): two versions of
	 * the file share one only when they are equal byte for byte.
	 * @return visible ASCII characters other than the double quote, without quotes around
	 * them, or {@code null} when nothing else than the time of the last modification can
	 * vouch for the bytes. The file is sent in parts when there is a tag, or when that
	 * time is known and its second is over.
	 */
	@Nullable String etag();

	/**
	 * Opens a part of the file. A store that answers ranges itself asks for just that
	 * part.
	 * @param position the first byte, from zero
	 * @param count how many bytes, within the length
	 * @return a channel that gives {@code count} bytes, or fewer only when the file
	 * turned out shorter than its length; the caller closes it, before the file
	 * @throws IOException when the bytes cannot be read
	 */
	ReadableByteChannel open(long position, long count) throws IOException;

	/**
	 * Returns the open channel of the whole file where there is one, so that the kernel
	 * can move the bytes. It is read at positions only, and closed with the file.
	 * @return the channel, or {@code null} when the bytes come from elsewhere
	 */
	default @Nullable FileChannel channel() {
		return null;
	}

	/**
	 * Returns a part of a file that is in memory as a whole, so that nothing is copied.
	 * @param position the first byte, from zero
	 * @param count how many bytes, within the length
	 * @return buffers of the caller's own, to be read until the file is closed, or
	 * {@code null} when the bytes are elsewhere
	 */
	default ByteBuffer @Nullable [] buffers(long position, long count) {
		return null;
	}

	/**
	 * Returns a file that is in memory, and described by a hash of its content.
	 * @param content the content, which is not copied and must not change
	 * @return the file
	 */
	static MediaFile of(byte[] content) {
		return new BytesFile(content, null);
	}

	/**
	 * Whether the name that this file was found by still leads to this version of it. It
	 * takes one look, and may be asked after the file has been closed as well.
	 * @return {@code false} also when only finding the file again could tell
	 */
	default boolean isCurrent() {
		return false;
	}

}
