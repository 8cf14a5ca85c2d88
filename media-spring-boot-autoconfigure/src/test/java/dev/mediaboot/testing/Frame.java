package dev.mediaboot.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A frame of HTTP/2 (RFC 9113 §4.1).
 *
 * @param type its type (RFC 9113 §6)
 * @param flags its flags
 * @param stream the number of its stream, 0 for the connection
 * @param payload its payload
 */
public record Frame(int type, int flags, int stream, byte[] payload) {

	public static final int DATA = 0;

	public static final int HEADERS = 1;

	public static final int RST_STREAM = 3;

	public static final int SETTINGS = 4;

	public static final int PING = 6;

	public static final int GOAWAY = 7;

	public static final int WINDOW_UPDATE = 8;

	public static final int CONTINUATION = 9;

	/** Of DATA and HEADERS. */
	public static final int END_STREAM = 1;

	/** Of SETTINGS and PING. */
	public static final int ACK = 1;

	public static final int END_HEADERS = 4;

	private static final int PADDED = 8;

	private static final int PRIORITY = 0x20;

	/** By their numbers (RFC 9113 §7). */
	private static final List<String> ERRORS = List.of("NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR",
			"FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL",
			"COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED");

	public static Frame of(int type, int flags, int stream, byte... payload) {
		return new Frame(type, flags, stream, payload);
	}

	public static Frame windowUpdate(int stream, int increment) {
		return of(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(increment).array());
	}

	public static Frame reset(int stream, String error) {
		return of(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(ERRORS.indexOf(error)).array());
	}

	public static Frame setting(int name, int value) {
		return of(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) name).putInt(value).array());
	}

	/** Reads the next one, {@code null} at the end of the connection. */
	public static Frame read(DataInputStream input) throws IOException {
		int first = input.read();
		if (first < 0) {
			return null;
		}
		int length = first << 16 | input.readUnsignedShort();
		int type = input.readUnsignedByte();
		int flags = input.readUnsignedByte();
		int stream = input.readInt() & Integer.MAX_VALUE;
		byte[] payload = new byte[length];
		input.readFully(payload);
		return new Frame(type, flags, stream, payload);
	}

	public byte[] octets() {
		return ByteBuffer.allocate(9 + this.payload.length)
			.putInt(this.payload.length << 8 | this.type)
			.put((byte) this.flags)
			.putInt(this.stream)
			.put(this.payload)
			.array();
	}

	public boolean has(int flag) {
		return (this.flags & flag) != 0;
	}

	public int number(int position) {
		return ByteBuffer.wrap(this.payload).getInt(position);
	}

	/** The name of the error whose number is at a position. */
	public String error(int position) {
		int error = number(position);
		return (error >= 0 && error < ERRORS.size()) ? ERRORS.get(error) : "error " + error;
	}

	/** What DATA or HEADERS carry, without their padding and priority. */
	public byte[] content() {
		int start = has(PADDED) ? 1 : 0;
		int end = this.payload.length - (has(PADDED) ? this.payload[0] & 0xFF : 0);
		start += (this.type == HEADERS && has(PRIORITY)) ? 5 : 0;
		return Arrays.copyOfRange(this.payload, start, end);
	}

}
