package dev.mediaboot.safety;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Everything that the server sent before it closed the connection.
 *
 * @param octets the bytes
 */
record RawAnswer(byte[] octets) {

	static final String NOT_FOUND = """
			HTTP/1.1 404\s
			Cache-Control: no-store
			X-Content-Type-Options: nosniff
			Content-Length: 0
			Date: now
			Connection: close

			""".replace("\n", "\r\n");

	static final String METHOD_NOT_ALLOWED = """
			HTTP/1.1 405\s
			Allow: GET, HEAD, OPTIONS
			Cache-Control: no-store
			X-Content-Type-Options: nosniff
			Content-Length: 0
			Date: now
			Connection: close

			""".replace("\n", "\r\n");

	/** The error page of the container, to the byte. */
	static String errorPage(int status, String reason) {
		String title = "HTTP Status " + status + " – " + reason;
		String page = "<!doctype html><html lang=\"en\"><head><title>" + title + "</title>"
				+ "<style type=\"text/css\">body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b "
				+ "{color:white;background-color:#525D76;} h1 {font-size:22px;} h2 {font-size:16px;} h3 {font-size:14px;} "
				+ "p {font-size:12px;} a {color:black;} .line {height:1px;background-color:#525D76;border:none;}</style>"
				+ "</head><body><h1>" + title + "</h1></body></html>";
		return new String(
				("HTTP/1.1 " + status + " \r\nContent-Type: text/html;charset=utf-8\r\n"
						+ "Content-Language: en\r\nContent-Length: " + page.getBytes(StandardCharsets.UTF_8).length
						+ "\r\nDate: now\r\nConnection: close\r\n\r\n" + page)
					.getBytes(StandardCharsets.UTF_8),
				StandardCharsets.ISO_8859_1);
	}

	/** All of it, but for the time. */
	String text() {
		return new String(this.octets, StandardCharsets.ISO_8859_1).replaceAll("\r\nDate: [^\r]*", "\r\nDate: now");
	}

	/** Status and fields, with the empty line that ends them. */
	String head() {
		String text = text();
		return text.substring(0, text.indexOf("\r\n\r\n") + 4);
	}

	byte[] body() {
		int head = new String(this.octets, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
		return Arrays.copyOfRange(this.octets, head, this.octets.length);
	}

	String field(String name) {
		String rest = head().substring(head().indexOf("\r\n" + name + ": ") + name.length() + 4);
		return rest.substring(0, rest.indexOf('\r'));
	}

}
