package dev.mediaboot.web;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.mediaboot.http.ByteRange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

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
	public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
		BodyChannel channel = new BodyChannel(body);
		TruncatedBodyException truncation = null;
		try {
			ServletOutputStream output = response.getOutputStream();
			// A wrapper may know arrays only; with a buffer Spring's ETag filter loses
			// the
			// length on Jetty.
			ByteBuffer whole = TransparentResponse.is(response) ? inOnePiece(body) : null;
			if (whole != null) {
				output.write(whole);
				channel.addWritten(body.length());
			}
			else {
				copy(channel, body.length(), output);
			}
		}
		catch (TruncatedBodyException ex) {
			truncation = ex;
		}
		catch (IOException ex) {
			// RFC 9110 has no word for it, and nobody is left to tell.
			logger.debug("The client went away", ex);
		}
		finally {
			channel.close();
			completion.ended(channel.written(), truncation);
		}
	}

	@Override
	public String name() {
		return "stream";
	}

	/**
	 * Many small pieces are joined instead, because a container writes each by itself.
	 */
	private static ByteBuffer @Nullable [] buffers(Body body) {
		Body.Part part = body.parts().get(0);
		ByteRange range = part.range();
		boolean alone = body.parts().size() == 1 && part.head().length == 0 && body.end().length == 0;
		try {
			return (alone && range.length() > 0) ? body.file().buffers(range.first(), range.length()) : null;
		}
		catch (RuntimeException ex) {
			throw BodyChannel.unreadable(ex);
		}
	}

	private static @Nullable ByteBuffer inOnePiece(Body body) {
		ByteBuffer[] buffers = buffers(body);
		return (buffers != null && buffers.length == 1) ? buffers[0] : null;
	}

	/** After the last byte Tomcat takes even an empty write for one too many. */
	private static void copy(BodyChannel channel, long length, ServletOutputStream output) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, BUFFER));
		long remaining = length;
		while (remaining > 0) {
			int count = channel.read(buffer.clear());
			output.write(buffer.array(), 0, count);
			channel.addWritten(count);
			remaining -= count;
		}
	}

}
