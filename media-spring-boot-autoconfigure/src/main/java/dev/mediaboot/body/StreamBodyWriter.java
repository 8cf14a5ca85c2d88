package dev.mediaboot.body;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.mediaboot.answer.Body;
import dev.mediaboot.transfer.DirectMemory;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes through the output stream of any response, one buffer at a time.
 */
public final class StreamBodyWriter implements BodyWriter {

	private static final Log logger = LogFactory.getLog(StreamBodyWriter.class);

	private static final int BUFFER = 64 * 1024;

	private final boolean closing;

	public StreamBodyWriter() {
		this(false);
	}

	/**
	 * Creates a writer.
	 * @param closing whether to wait until the container has sent the whole body, which
	 * it would otherwise do later
	 */
	public StreamBodyWriter(boolean closing) {
		this.closing = closing;
	}

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
			copy(channel, output);
			if (this.closing) {
				output.close();
			}
		}
		catch (TruncatedBodyException ex) {
			truncation = ex;
		}
		catch (IOException ex) {
			// RFC 9110 has no status for this, and no client is left to receive one.
			logger.debug("The client went away", ex);
		}
		finally {
			channel.close();
			completion.ended(this, channel.written(), truncation);
		}
	}

	@Override
	public String name() {
		return "stream";
	}

	/**
	 * Stops at the last byte, because Tomcat counts even an empty write after it as
	 * excess.
	 */
	private static void copy(BodyChannel channel, ServletOutputStream output) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel.unread(), DirectMemory.copied(BUFFER)));
		while (channel.unread() > 0) {
			int count = channel.read(buffer.clear());
			output.write(buffer.array(), 0, count);
			channel.addWritten(count);
		}
	}

}
