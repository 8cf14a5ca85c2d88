package dev.mediaboot.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLException;

/**
 * One connection, written to byte by byte. It frames the answers itself (RFC 9112 §6), so
 * that it notices when a server does not.
 */
public final class RawHttp implements Connection {

	private final Socket socket;

	private final InputStream input;

	private RawHttp(Socket socket) throws IOException {
		this.socket = socket;
		this.input = new BufferedInputStream(socket.getInputStream());
	}

	public static RawHttp connect(int port) throws IOException {
		return connect(port, 0);
	}

	/** A small receive buffer keeps the server from running ahead of the reader. */
	public static RawHttp connect(int port, int receiveBuffer) throws IOException {
		return over(Protocol.HTTP_1_1.open(port, receiveBuffer));
	}

	public static RawHttp connect(int port, int receiveBuffer, int patience) throws IOException {
		return over(Protocol.HTTP_1_1.open(port, receiveBuffer, patience));
	}

	public static RawHttp over(Socket socket) throws IOException {
		return new RawHttp(socket);
	}

	public RawHttp send(byte[] octets) throws IOException {
		this.socket.getOutputStream().write(octets);
		return this;
	}

	public RawHttp send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	@Override
	public Exchange send(Row row) throws IOException {
		return sendTogether(row).get(0);
	}

	@Override
	public List<Exchange> sendTogether(Row... rows) throws IOException {
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		List<Exchange> answers = new ArrayList<>();
		for (Row row : rows) {
			octets.writeBytes(row.octets());
			answers.add(new Next(row.method()));
		}
		send(octets.toByteArray());
		return answers;
	}

	/** Reads the next final answer. */
	public Reply read(String method) throws IOException {
		Reply head = readHead();
		while (head.status() < 200) {
			head = readHead();
		}
		if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
			return head;
		}
		if (head.all("Transfer-Encoding").contains("chunked")) {
			return head.withBody(readChunks(), true);
		}
		List<String> lengths = head.all("Content-Length");
		if (lengths.isEmpty()) {
			return head.withBody(readToEnd(), true);
		}
		int length = Integer.parseInt(lengths.get(0));
		byte[] body = readUpTo(length);
		return head.withBody(body, body.length == length);
	}

	/**
	 * Reads the next final answer, if there is one before the server closes. What the
	 * server took for HTTP/0.9 has none: its body has no head.
	 */
	public Reply readIfAny(String method) throws IOException {
		this.input.mark(5);
		boolean hasHead = new String(readUpTo(5), StandardCharsets.US_ASCII).equals("HTTP/");
		this.input.reset();
		return hasHead ? read(method) : null;
	}

	/** Tells the server that nothing more will be sent. */
	public void finish() throws IOException {
		this.socket.shutdownOutput();
	}

	public Reply readHead() throws IOException {
		String[] start = readLine().split(" ", 3);
		if (!start[0].equals("HTTP/1.1")) {
			throw new IOException("Not the beginning of an answer: " + String.join(" ", start));
		}
		List<Reply.Line> lines = new ArrayList<>();
		String line = readLine();
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			lines.add(new Reply.Line(line.substring(0, colon), line.substring(colon + 1).strip()));
			line = readLine();
		}
		return new Reply(Integer.parseInt(start[1]), lines, new byte[0], true, null);
	}

	private byte[] readChunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int size = Integer.parseInt(readLine().split(";")[0].strip(), 16);
		while (size > 0) {
			body.write(readUpTo(size));
			readLine();
			size = Integer.parseInt(readLine().split(";")[0].strip(), 16);
		}
		while (!readLine().isEmpty()) {
			continue;
		}
		return body.toByteArray();
	}

	private String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int octet = readOctet();
		while (octet != '\n') {
			if (octet < 0) {
				throw new IOException("The connection ended within a header section: " + line);
			}
			line.write(octet);
			octet = readOctet();
		}
		String text = line.toString(StandardCharsets.ISO_8859_1);
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	public byte[] readUpTo(int length) throws IOException {
		byte[] octets = new byte[length];
		int count = 0;
		while (count < length) {
			int read = read(octets, count);
			if (read < 0) {
				return Arrays.copyOf(octets, count);
			}
			count += read;
		}
		return octets;
	}

	public byte[] readToEnd() throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		int read = read(buffer, 0);
		while (read >= 0) {
			all.write(buffer, 0, read);
			read = read(buffer, 0);
		}
		return all.toByteArray();
	}

	@Override
	public boolean isAtEnd() throws IOException {
		return readOctet() < 0;
	}

	private int readOctet() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0) < 0) ? -1 : one[0] & 0xFF;
	}

	/** A reset ends a connection like a close does. */
	private int read(byte[] target, int offset) throws IOException {
		try {
			return this.input.read(target, offset, target.length - offset);
		}
		catch (SocketException ex) {
			return -1;
		}
		catch (SSLException ex) {
			if (ex.getCause() instanceof SocketException || ex.getCause() instanceof EOFException) {
				return -1;
			}
			throw ex;
		}
	}

	@Override
	public void abort() throws IOException {
		Connection.reset(this.socket);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * The next answer: whoever reads one has read those before it.
	 */
	private final class Next implements Exchange {

		private final String method;

		public Next(String method) {
			this.method = method;
		}

		@Override
		public Reply readHead() throws IOException {
			return RawHttp.this.readHead();
		}

		@Override
		public byte[] readUpTo(int length) throws IOException {
			return RawHttp.this.readUpTo(length);
		}

		@Override
		public byte[] readToEnd() throws IOException {
			return RawHttp.this.readToEnd();
		}

		@Override
		public Reply read() throws IOException {
			return RawHttp.this.read(this.method);
		}

	}

}
