package dev.mediaboot.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection of HTTP/2 (RFC 9113), frame by frame, in the thread of the test: nothing
 * is read, answered or given back to a window but when the test reads.
 */
public final class RawHttp2 implements Connection {

	private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

	private static final int ENABLE_PUSH = 2;

	private static final int INITIAL_WINDOW_SIZE = 4;

	/** The window of a connection in the beginning (RFC 9113 §6.9.2). */
	private static final int NARROW = 65_535;

	/** What each receiver takes (RFC 9113 §4.2). */
	private static final int FRAME_SIZE = 16_384;

	private final Protocol protocol;

	private final Socket socket;

	private final DataInputStream input;

	private final BufferedOutputStream output;

	private final FieldBlocks fields = new FieldBlocks();

	private final Map<Integer, Http2Stream> streams = new LinkedHashMap<>();

	private final int streamWindow;

	private final boolean narrow;

	private long window = NARROW;

	private int next = 1;

	private int pings;

	private String goAway;

	private boolean gone;

	private boolean ended;

	private RawHttp2(Protocol protocol, Socket socket, int streamWindow, boolean narrow) throws IOException {
		this.protocol = protocol;
		this.socket = socket;
		this.input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
		this.streamWindow = streamWindow;
		this.narrow = narrow;
		this.output = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
		this.output.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
		send(Frame.setting(ENABLE_PUSH, 0));
		send(Frame.setting(INITIAL_WINDOW_SIZE, streamWindow));
		if (!narrow) {
			allow(Integer.MAX_VALUE - NARROW);
		}
	}

	/** Only the window of each stream holds the server back. */
	public static RawHttp2 connect(Protocol protocol, int port, int streamWindow) throws IOException {
		return new RawHttp2(protocol, protocol.open(port, 0), streamWindow, false);
	}

	/** All streams share a window of 65,535 bytes, given back as they are read. */
	public static RawHttp2 narrow(Protocol protocol, int port, int streamWindow) throws IOException {
		return new RawHttp2(protocol, protocol.open(port, 0), streamWindow, true);
	}

	@Override
	public Http2Stream send(Row row) throws IOException {
		Http2Stream stream = open(row);
		flush();
		return stream;
	}

	@Override
	public List<Exchange> sendTogether(Row... rows) throws IOException {
		List<Exchange> together = new ArrayList<>();
		for (Row row : rows) {
			together.add(open(row));
		}
		flush();
		return together;
	}

	/** Sends a request of which each field is told, whatever they are. */
	public Http2Stream send(Reply.Line... lines) throws IOException {
		Http2Stream stream = open("GET", List.of(lines), new byte[0]);
		flush();
		return stream;
	}

	private Http2Stream open(Row row) throws IOException {
		return open(row.method(), row.fields(this.protocol.scheme()), row.content());
	}

	private Http2Stream open(String method, List<Reply.Line> lines, byte[] content) throws IOException {
		Http2Stream stream = new Http2Stream(this, this.next, method, this.streamWindow);
		this.streams.put(this.next, stream);
		byte[] block = this.fields.encode(lines);
		int type = Frame.HEADERS;
		int flags = (content.length == 0) ? Frame.END_STREAM : 0;
		for (int start = 0; start < block.length; start += FRAME_SIZE) {
			int end = Math.min(start + FRAME_SIZE, block.length);
			flags |= (end == block.length) ? Frame.END_HEADERS : 0;
			write(new Frame(type, flags, this.next, Arrays.copyOfRange(block, start, end)));
			type = Frame.CONTINUATION;
			flags = 0;
		}
		if (content.length > 0) {
			write(new Frame(Frame.DATA, Frame.END_STREAM, this.next, content));
		}
		this.next += 2;
		return stream;
	}

	public void send(Frame frame) throws IOException {
		write(frame);
		flush();
	}

	/** When the server is gone, what it has sent before is still to be read. */
	private void write(Frame frame) throws IOException {
		if (!this.gone) {
			try {
				this.output.write(frame.octets());
			}
			catch (SocketException | SSLException ex) {
				this.gone = true;
			}
		}
	}

	private void flush() throws IOException {
		if (!this.gone) {
			try {
				this.output.flush();
			}
			catch (SocketException | SSLException ex) {
				this.gone = true;
			}
		}
	}

	/** Lets the server send so much more on all streams together. */
	public void allow(int count) throws IOException {
		this.window += count;
		send(Frame.windowUpdate(0, count));
	}

	public void took(int count) throws IOException {
		if (this.narrow) {
			allow(count);
		}
	}

	/** Asks whether the server is there, and takes what comes before it says so. */
	public void ping() throws IOException {
		int before = this.pings;
		send(Frame.of(Frame.PING, 0, 0, new byte[8]));
		while (this.pings == before) {
			assertThat(this.ended).as("the end of the connection, " + this.goAway).isFalse();
			receive();
		}
	}

	/** Takes all of several streams, whichever comes first. */
	public void takeAll(List<Http2Stream> several) throws IOException {
		for (Http2Stream stream : several) {
			stream.takeAll();
		}
		for (Http2Stream stream : several) {
			while (!stream.isOver()) {
				receive();
			}
		}
	}

	/** Reads one frame and does what it says. */
	public void receive() throws IOException {
		Frame frame = next();
		if (frame == null) {
			this.ended = true;
			this.streams.values().forEach((each) -> each.end(Reply.CONNECTION + this.goAway));
			return;
		}
		Http2Stream stream = this.streams.get(frame.stream());
		switch (frame.type()) {
			case Frame.DATA -> {
				this.window -= frame.payload().length;
				assertThat(this.window).as("RFC 9113 §6.9.1: no more than the window of the connection")
					.isNotNegative();
				stream.receive(frame);
			}
			case Frame.HEADERS -> stream.receive(this.fields.decode(block(frame)), frame.has(Frame.END_STREAM));
			case Frame.RST_STREAM -> stream.end(frame.error(0));
			case Frame.SETTINGS -> acknowledge(frame);
			case Frame.PING -> {
				this.pings += frame.has(Frame.ACK) ? 1 : 0;
				acknowledge(frame);
			}
			case Frame.GOAWAY -> {
				this.goAway = "GOAWAY " + frame.error(4);
				this.streams.forEach((number, each) -> {
					if (number > frame.number(0)) {
						each.end(Reply.CONNECTION + this.goAway);
					}
				});
			}
			default -> assertThat(frame.type()).as("the type of a frame").isEqualTo(Frame.WINDOW_UPDATE);
		}
	}

	private void acknowledge(Frame frame) throws IOException {
		if (!frame.has(Frame.ACK)) {
			byte[] payload = (frame.type() == Frame.PING) ? frame.payload() : new byte[0];
			send(new Frame(frame.type(), Frame.ACK, 0, payload));
		}
	}

	private byte[] block(Frame headers) throws IOException {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		block.writeBytes(headers.content());
		Frame last = headers;
		while (!last.has(Frame.END_HEADERS)) {
			last = next();
			assertThat(last).as("RFC 9113 §6.10").isNotNull().returns(Frame.CONTINUATION, Frame::type);
			block.writeBytes(last.payload());
		}
		return block.toByteArray();
	}

	/** A reset ends a connection like a close does. */
	private Frame next() throws IOException {
		try {
			return Frame.read(this.input);
		}
		catch (SocketTimeoutException ex) {
			throw new IOException("Nothing came any more, "
					+ this.streams.values().stream().filter((each) -> !each.isOver()).toList(), ex);
		}
		catch (EOFException | SocketException ex) {
			return null;
		}
		catch (SSLException ex) {
			if (ex.getCause() instanceof SocketException || ex.getCause() instanceof EOFException) {
				return null;
			}
			throw ex;
		}
	}

	@Override
	public boolean isAtEnd() throws IOException {
		while (!this.ended) {
			receive();
		}
		return true;
	}

	@Override
	public void abort() throws IOException {
		Connection.reset(this.socket);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
