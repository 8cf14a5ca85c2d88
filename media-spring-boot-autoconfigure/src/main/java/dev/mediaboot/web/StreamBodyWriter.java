package dev.mediaboot.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import dev.mediaboot.MediaFile;
import dev.mediaboot.http.ByteRange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes through the output stream of any response, one buffer at a time.
 */
final class StreamBodyWriter implements BodyWriter {

	private static final Log logger = LogFactory.getLog(StreamBodyWriter.class);

	private static final int BUFFER = 64 * 1024;

	@Override
	public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
		return true;
	}

	@Override
	public void write(Body body, HttpServletRequest request, HttpServletResponse response) {
		try {
			OutputStream output = response.getOutputStream();
			for (Body.Part part : body.parts()) {
				write(part.head(), output);
				copy(body.file(), part.range(), output);
			}
			write(body.end(), output);
		}
		catch (IOException ex) {
			// RFC 9110 has no word for it, and nobody is left to tell.
			logger.debug("The client went away", ex);
		}
		finally {
			close(body);
		}
	}

	/** After the last byte Tomcat takes even an empty write for one too many. */
	private static void write(byte[] octets, OutputStream output) throws IOException {
		if (octets.length > 0) {
			output.write(octets);
		}
	}

	private static void copy(MediaFile file, ByteRange range, OutputStream output) throws IOException {
		if (range.length() == 0) {
			return;
		}
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(range.length(), BUFFER));
		ReadableByteChannel channel = open(file, range);
		try {
			long remaining = range.length();
			while (remaining > 0) {
				int count = read(channel, buffer.clear().limit((int) Math.min(buffer.capacity(), remaining)));
				if (count < 0) {
					throw new TruncatedBodyException("The file ended " + remaining + " bytes early");
				}
				output.write(buffer.array(), 0, count);
				remaining -= count;
			}
		}
		finally {
			close(channel);
		}
	}

	/** What was read is complete, whatever its channel says at the end. */
	private static void close(Closeable channel) {
		try {
			channel.close();
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("A file cannot be closed", ex);
		}
	}

	private static ReadableByteChannel open(MediaFile file, ByteRange range) {
		try {
			return file.open(range.first(), range.length());
		}
		catch (IOException | RuntimeException ex) {
			throw unreadable(ex);
		}
	}

	private static int read(ReadableByteChannel channel, ByteBuffer buffer) {
		try {
			return channel.read(buffer);
		}
		catch (IOException | RuntimeException ex) {
			throw unreadable(ex);
		}
	}

	private static TruncatedBodyException unreadable(Exception ex) {
		logger.debug("The file cannot be read", ex);
		return new TruncatedBodyException("The file cannot be read: " + ex.getClass().getSimpleName());
	}

}
