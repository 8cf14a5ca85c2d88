package dev.mediaboot.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/**
 * The field blocks of one connection (RFC 7541). They are written as simply as can be, so
 * that a test may send what no encoder would, and read by Jetty's decoder.
 */
public final class FieldBlocks {

	private static final int MAX_SIZE = 64 * 1024;

	/** By their numbers in the table that everybody has (RFC 7541 appendix A). */
	private static final Map<String, Integer> PSEUDO_FIELDS = Map.of(":authority", 1, ":method", 2, ":path", 4,
			":scheme", 6);

	private final HpackDecoder decoder = new HpackDecoder(MAX_SIZE, System::nanoTime);

	/**
	 * Literal fields without indexing (RFC 7541 §6.2.2). Tomcat wants the names of pseudo
	 * fields by their numbers.
	 */
	public byte[] encode(List<Reply.Line> lines) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		for (Reply.Line line : lines) {
			int name = PSEUDO_FIELDS.getOrDefault(line.name(), 0);
			block.write(name);
			if (name == 0) {
				write(line.name(), block);
			}
			write(line.value(), block);
		}
		return block.toByteArray();
	}

	/** A string as it is, behind its length (RFC 7541 §5.1 and §5.2). */
	private static void write(String text, ByteArrayOutputStream block) {
		byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
		int rest = octets.length - 127;
		block.write(Math.min(octets.length, 127));
		if (rest >= 0) {
			while (rest >= 128) {
				block.write(rest % 128 + 128);
				rest /= 128;
			}
			block.write(rest);
		}
		block.writeBytes(octets);
	}

	/** The head of an answer; trailers have the status 0. */
	public Reply decode(byte[] block) throws IOException {
		try {
			MetaData head = this.decoder.decode(ByteBuffer.wrap(block));
			List<Reply.Line> lines = new ArrayList<>();
			for (HttpField field : head.getHttpFields()) {
				lines.add(new Reply.Line(field.getName(), field.getValue()));
			}
			int status = (head instanceof MetaData.Response response) ? response.getStatus() : 0;
			return new Reply(status, lines, new byte[0], true, null);
		}
		catch (HpackException ex) {
			throw new IOException(ex);
		}
	}

}
