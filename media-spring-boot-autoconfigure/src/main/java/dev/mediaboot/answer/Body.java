package dev.mediaboot.answer;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.http.ByteRange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The content of a response: one slice of a file, or several with bytes around each of
 * them (RFC 9110 §14.6).
 *
 * @param file the file, closed with the body
 * @param parts the slices, in the order they are sent
 * @param end the bytes after the last slice
 * @since 0.1.0
 */
public record Body(MediaFile file, List<Part> parts, byte[] end) implements Closeable {

	private static final Log logger = LogFactory.getLog(Body.class);

	private static final byte[] NOTHING = {};

	/**
	 * Returns a body that consists of one slice of a file.
	 * @param file the file
	 * @param range the slice
	 * @return the body
	 */
	public static Body of(MediaFile file, ByteRange range) {
		return new Body(file, List.of(new Part(NOTHING, range)), NOTHING);
	}

	/**
	 * Returns the length of the body.
	 * @return the length in bytes, at most {@link Long#MAX_VALUE}
	 */
	public long length() {
		long length = this.end.length;
		for (Part part : this.parts) {
			length = sum(length, sum(part.head().length, part.range().length()));
		}
		return length;
	}

	private static long sum(long length, long more) {
		return (length > Long.MAX_VALUE - more) ? Long.MAX_VALUE : length + more;
	}

	/**
	 * Closes a body, or a part of one, that is no longer read. A failure is only logged,
	 * because it makes no difference to the client.
	 * @param closeable a body, or a part of one
	 */
	public static void closeQuietly(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Failed to close a file", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

	/**
	 * A slice and the bytes that precede it.
	 *
	 * @param head the bytes before the slice
	 * @param range the slice
	 */
	public record Part(byte[] head, ByteRange range) {
	}

}
