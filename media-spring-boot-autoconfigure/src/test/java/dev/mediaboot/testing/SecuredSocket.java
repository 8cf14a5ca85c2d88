package dev.mediaboot.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

import javax.net.ssl.SSLSocket;

/**
 * A socket with TLS whose client leaves at once when it is closed. The JDK's own reads on
 * until the server has sent everything, so that a client that left was none.
 */
final class SecuredSocket extends Socket {

	private final Socket plain;

	private final SSLSocket secured;

	SecuredSocket(Socket plain, SSLSocket secured) {
		this.plain = plain;
		this.secured = secured;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.secured.getInputStream();
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return this.secured.getOutputStream();
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.secured.shutdownOutput();
	}

	@Override
	public void setSoTimeout(int timeout) throws SocketException {
		this.plain.setSoTimeout(timeout);
	}

	@Override
	public int getSoTimeout() throws SocketException {
		return this.plain.getSoTimeout();
	}

	@Override
	public void setSoLinger(boolean on, int linger) throws SocketException {
		this.plain.setSoLinger(on, linger);
	}

	@Override
	public boolean isClosed() {
		return this.plain.isClosed();
	}

	@Override
	public void close() throws IOException {
		this.plain.close();
	}

}
