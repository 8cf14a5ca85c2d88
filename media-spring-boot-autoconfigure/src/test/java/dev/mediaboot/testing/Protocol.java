package dev.mediaboot.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * What a server and its client speak.
 */
public enum Protocol {

	HTTP_1_1(false, false),

	/** HTTP/1.1 in TLS. */
	TLS(true, false),

	/** HTTP/2 in clear text, which the client knows beforehand (RFC 9113 §3.3). */
	H2C(false, true),

	/** HTTP/2 in TLS, agreed on by ALPN (RFC 9113 §3.2). */
	H2(true, true);

	private static final int PATIENCE = 10_000;

	private final boolean secure;

	private final boolean http2;

	Protocol(boolean secure, boolean http2) {
		this.secure = secure;
		this.http2 = http2;
	}

	public boolean isHttp2() {
		return this.http2;
	}

	public String scheme() {
		return this.secure ? "https" : "http";
	}

	/** What a server is told. */
	public List<String> properties() {
		List<String> properties = new ArrayList<>(this.secure ? ServerKeys.properties() : List.of());
		properties.add("server.http2.enabled=" + this.http2);
		return properties;
	}

	public Connection connect(int port) throws IOException {
		return this.http2 ? RawHttp2.connect(this, port, 65_535) : RawHttp.over(open(port, 0));
	}

	/**
	 * A small window keeps the server from running ahead of the reader: the socket's, or
	 * that of each stream (RFC 9113 §6.9.2).
	 */
	public Connection connect(int port, int window) throws IOException {
		return this.http2 ? RawHttp2.connect(this, port, window) : RawHttp.over(open(port, window));
	}

	public Socket open(int port, int receiveBuffer) throws IOException {
		return open(port, receiveBuffer, PATIENCE);
	}

	public Socket open(int port, int receiveBuffer, int patience) throws IOException {
		Socket socket = new Socket();
		if (receiveBuffer > 0) {
			socket.setReceiveBufferSize(receiveBuffer);
		}
		socket.setSoTimeout(patience);
		socket.setTcpNoDelay(true);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return this.secure ? secured(socket, port) : socket;
	}

	private Socket secured(Socket plain, int port) throws IOException {
		SSLSocket socket = (SSLSocket) ServerKeys.trusted()
			.getSocketFactory()
			.createSocket(plain, "localhost", port, true);
		SSLParameters parameters = socket.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { this.http2 ? "h2" : "http/1.1" });
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		socket.setSSLParameters(parameters);
		socket.startHandshake();
		if (this.http2 && !socket.getApplicationProtocol().equals("h2")) {
			socket.close();
			throw new IOException("The server does not speak HTTP/2");
		}
		return new SecuredSocket(plain, socket);
	}

}
