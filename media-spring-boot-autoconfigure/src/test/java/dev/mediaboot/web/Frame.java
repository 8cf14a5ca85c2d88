package dev.mediaboot.web;

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
record Frame(int type, int flags, int stream, byte[] payload) {

	static final int DATA = 0;

	static final int HEADERS = 1;

	static final int RST_STREAM = 3;

	static final int SETTINGS = 4;

	static final int PING = 6;

	static final int GOAWAY = 7;

	static final int WINDOW_UPDATE = 8;

	static final int CONTINUATION = 9;

	/** Of DATA and HEADERS. */
	static final int END_STREAM = 1;

	/** Of SETTINGS and PING. */
	static final int ACK = 1;

	static final int END_HEADERS = 4;

	private static final int PADDED = 8;

	private static final int PRIORITY = 0x20;

	/** By their numbers (RFC 9113 §7). */
	private static final List<String> ERRORS = List.of("NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR",
			"FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL",
			"COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED");

	static Frame of(int type, int flags, int stream, byte... payload) {
		return new Frame(type, flags, stream, payload);
	}

	static Frame windowUpdate(int stream, int increment) {
		return of(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(increment).array());
	}

	static Frame reset(int stream, String error) {
		return of(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(ERRORS.indexOf(error)).array());
	}

	static Frame setting(int name, int value) {
		return of(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) name).putInt(value).array());
	}

	/** Reads the next one, {@code null} at the end of the connection. */
	static Frame read(DataInputStream input) throws IOException {
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

	byte[] octets() {
		return ByteBuffer.allocate(9 + this.payload.length)
			.putInt(this.payload.length << 8 | this.type)
			.put((byte) this.flags)
			.putInt(this.stream)
			.put(this.payload)
			.array();
	}

	boolean has(int flag) {
		return (this.flags & flag) != 0;
	}

	int number(int position) {
		return ByteBuffer.wrap(this.payload).getInt(position);
	}

	/** The name of the error whose number is at a position. */
	String error(int position) {
		int error = number(position);
		return (error >= 0 && error < ERRORS.size()) ? ERRORS.get(error) : "error " + error;
	}

	/** What DATA or HEADERS carry, without their padding and priority. */
	byte[] content() {
		int start = has(PADDED) ? 1 : 0;
		int end = this.payload.length - (has(PADDED) ? this.payload[0] & 0xFF : 0);
		start += (this.type == HEADERS && has(PRIORITY)) ? 5 : 0;
		return Arrays.copyOfRange(this.payload, start, end);
	}

}
