package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp2;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 9113 §8.1.1: a malformed request is refused, or its stream reset, and the
 * connection goes on. What a server makes of it before us is its own, and told by the
 * row.
 */
@ParameterizedClass
@EnumSource(Server.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2RequestIT {

	private static final Reply.Line METHOD = new Reply.Line(":method", "GET");

	private static final Reply.Line SCHEME = new Reply.Line(":scheme", "http");

	private static final Reply.Line AUTHORITY = new Reply.Line(":authority", "localhost");

	private static final Reply.Line PATH = new Reply.Line(":path", "/media/alphabet.txt");

	@Parameter
	private Server server;

	private Server.Application application;

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		this.application = this.server.start(Protocol.H2C, List.of(), Fixture.in(directory).properties());
	}

	@AfterParameterizedClassInvocation(injectArguments = false)
	void stop() {
		this.application.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("malformed")
	void aMalformedRequestEndsItsStreamOnly(Malformed request) throws IOException {
		try (RawHttp2 connection = (RawHttp2) this.application.connect()) {
			Reply reply = connection.send(request.fields()).read();
			if (request.servedBy == this.server) {
				assertThat(reply.text()).isEqualTo(Fixture.ALPHABET);
				return;
			}
			assertThat(reply.status() == 400 || reply.status() == 404 || "PROTOCOL_ERROR".equals(reply.reset()))
				.as("refused: " + reply)
				.isTrue();
			assertThat(reply.text()).doesNotContain(Fixture.ALPHABET);
			if (request.spoilsTheConnectionOf != this.server) {
				Reply next = connection.get("/media/alphabet.txt");
				assertThat(next.text()).as("next: " + next).isEqualTo(Fixture.ALPHABET);
			}
		}
	}

	static Stream<Malformed> malformed() {
		return Stream.of(
				of("§8.2.1 an upper-case name", METHOD, SCHEME, AUTHORITY, PATH, line("Range", "bytes=0-0"))
					.spoilsTheConnectionOf(Server.TOMCAT),
				of("§8.2.1 a line break in a value", METHOD, SCHEME, AUTHORITY, PATH, line("x", "a\r\ny: b"))
					.spoilsTheConnectionOf(Server.TOMCAT),
				of("§8.2.1 NUL in a value", METHOD, SCHEME, AUTHORITY, PATH, line("x", "a\0b"))
					.spoilsTheConnectionOf(Server.TOMCAT),
				of("§8.2.2 Connection", METHOD, SCHEME, AUTHORITY, PATH, line("connection", "close")),
				of("§8.2.2 Transfer-Encoding", METHOD, SCHEME, AUTHORITY, PATH, line("transfer-encoding", "chunked"))
					.servedBy(Server.JETTY),
				of("§8.2.2 TE other than trailers", METHOD, SCHEME, AUTHORITY, PATH, line("te", "gzip")),
				of("§8.3 a pseudo field behind others", METHOD, SCHEME, AUTHORITY, line("x", "a"), PATH),
				of("§8.3 one for answers", METHOD, SCHEME, AUTHORITY, PATH, line(":status", "200"))
					.spoilsTheConnectionOf(Server.TOMCAT),
				of("§8.3 one that nobody knows", METHOD, SCHEME, AUTHORITY, PATH, line(":x", "a"))
					.spoilsTheConnectionOf(Server.TOMCAT),
				of("§8.3.1 two paths", METHOD, SCHEME, AUTHORITY, PATH, line(":path", "/media/numbers.png")),
				of("§8.3.1 two methods", METHOD, line(":method", "HEAD"), SCHEME, AUTHORITY, PATH),
				of("§8.3.1 no path", METHOD, SCHEME, AUTHORITY), of("§8.3.1 no method", SCHEME, AUTHORITY, PATH),
				of("§8.3.1 no scheme", METHOD, AUTHORITY, PATH),
				of("§8.3.1 an empty path", METHOD, SCHEME, AUTHORITY, line(":path", "")),
				of("§8.3.1 a path without its slash", METHOD, SCHEME, AUTHORITY, line(":path", "media/alphabet.txt")),
				of("§8.1.1 a length without content", METHOD, SCHEME, AUTHORITY, PATH, line("content-length", "5"))
					.servedBy(Server.JETTY));
	}

	private static Malformed of(String label, Reply.Line... fields) {
		return new Malformed(label, fields, null, null);
	}

	private static Reply.Line line(String name, String value) {
		return new Reply.Line(name, value);
	}

	/**
	 * A request that no client may send.
	 *
	 * @param label what is wrong with it
	 * @param fields its fields
	 * @param servedBy the server that does not mind, {@code null} for none
	 * @param spoilsTheConnectionOf the server that, in some versions, leaves the fields
	 * behind the wrong one for the next request and so refuses that as well, {@code null}
	 * for none
	 */
	record Malformed(String label, Reply.Line[] fields, Server servedBy, Server spoilsTheConnectionOf) {

		Malformed servedBy(Server one) {
			return new Malformed(this.label, this.fields, one, this.spoilsTheConnectionOf);
		}

		Malformed spoilsTheConnectionOf(Server one) {
			return new Malformed(this.label, this.fields, this.servedBy, one);
		}

		@Override
		public String toString() {
			return "RFC 9113 " + this.label;
		}

	}

}
