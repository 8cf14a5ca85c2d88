package dev.mediaboot.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.ExhaustedServer;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * With a small heap and more readers who do not read than it has room for, some are told
 * to come again, and the application goes on as if there were none.
 */
@Tag("once")
class SmallHeapIT {

	/** More than there are places. */
	private static final int READERS = 720;

	/** Of HTTP/2. */
	private static final int CONNECTIONS = 8;

	private static final int SMALL_BUFFER = 4096;

	private static final int MEDIUM = 60_000;

	private static final int LARGE = 10 * 1024 * 1024;

	/** More than the buffers between server and client take. */
	private static final int BUFFERS = 8 * 1024 * 1024;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("telling")
	void clientsWithoutAPlaceReceive503(Server server, Protocol protocol, int size) throws Exception {
		check(server, protocol, size);
	}

	@Tag("nightly")
	@ParameterizedTest
	@MethodSource("all")
	void clientsWithoutAPlaceReceive503ForEveryRequest(Server server, Protocol protocol, int size) throws Exception {
		check(server, protocol, size);
	}

	@Tag("nightly")
	@Test
	void idleConnectionsLeaveRoomForOthers() throws Exception {
		Path media = Files.createDirectory(this.directory.resolve("media"));
		Files.write(media.resolve("a.png"), Fixture.numbers(MEDIUM));
		Path errors = this.directory.resolve("errors.log");
		Process process = ExhaustedServer.start(errors, List.of(ExhaustedServer.java(), "-Xmx128m"), Server.TOMCAT,
				Protocol.TLS, media);
		List<Socket> idle = new ArrayList<>();
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(ExhaustionIT.await(output, "port "));
			// More of them than a heap has room for that is full of them
			assertThatThrownBy(() -> {
				for (int i = 0; i < 2 * READERS; i++) {
					idle.add(Protocol.TLS.open(port, SMALL_BUFFER, 2_000));
				}
			}).isInstanceOf(SocketTimeoutException.class);
			assertThat(idle).hasSizeGreaterThan(READERS);
			for (Socket socket : idle) {
				socket.close();
			}
			assertThat(send(Protocol.TLS, port, "/ping").text()).isEqualTo("pong");
		}
		finally {
			for (Socket socket : idle) {
				socket.close();
			}
			process.destroyForcibly();
		}
		ExhaustedServer.assertThatMemoryWasEnough(errors);
	}

	/** What takes the most memory, and the most threads. */
	static Stream<Arguments> telling() {
		return Arrays.stream(Server.values())
			.flatMap((server) -> Stream.of(Protocol.TLS, Protocol.H2C)
				.map((protocol) -> Arguments.of(server, protocol, LARGE)));
	}

	static Stream<Arguments> all() {
		return Arrays.stream(Server.values())
			.flatMap((server) -> Arrays.stream(Protocol.values())
				.flatMap((protocol) -> Stream.of(MEDIUM, LARGE).map((size) -> Arguments.of(server, protocol, size))));
	}

	private void check(Server server, Protocol protocol, int size) throws Exception {
		Path media = Files.createDirectory(this.directory.resolve("media"));
		Files.write(media.resolve("a.png"), Fixture.numbers(size));
		Path errors = this.directory.resolve("errors.log");
		Process process = ExhaustedServer.start(errors, List.of(ExhaustedServer.java(), "-Xmx128m"), server, protocol,
				media);
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(ExhaustionIT.await(output, "port "));
			fill(protocol, port, size);
			Awaitility.await().untilAsserted(() -> {
				Reply reply = send(protocol, port, "/media/a.png");
				assertThat(reply.status()).isEqualTo(200);
				assertThat(reply.body()).isEqualTo(Fixture.numbers(size));
			});
			process.outputWriter().append("stop\n").flush();
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		ExhaustedServer.assertThatMemoryWasEnough(errors);
	}

	private static void fill(Protocol protocol, int port, int size) throws IOException {
		List<Connection> connections = new ArrayList<>();
		List<Exchange> answers = new ArrayList<>();
		try {
			for (int i = 0; i < (protocol.isHttp2() ? CONNECTIONS : READERS); i++) {
				Connection connection = protocol.connect(port, protocol.isHttp2() ? 0 : SMALL_BUFFER);
				connections.add(connection);
				answers.addAll(ask(connection, protocol, size));
			}
			int served = 0;
			for (Exchange answer : answers) {
				Reply head = answer.readHead();
				if (head.status() == 200) {
					served++;
				}
				else {
					assertThat(head.status()).isEqualTo(503);
					assertThat(head.all("Retry-After")).containsExactly("1");
				}
			}
			// The first of many medium ones fits into the buffers of HTTP/1.1
			boolean needsPlace = protocol.isHttp2() || size == LARGE;
			assertThat(served).as("served").isBetween(READERS / 4, needsPlace ? READERS - 1 : READERS);
			for (int i = 0; i < 10; i++) {
				assertThat(send(protocol, port, "/ping").text()).isEqualTo("pong");
			}
		}
		finally {
			for (Connection connection : connections) {
				connection.abort();
			}
		}
	}

	/**
	 * Asks over HTTP/1.1 as often as the buffers take, and over HTTP/2 once in each
	 * stream.
	 */
	private static List<Exchange> ask(Connection connection, Protocol protocol, int size) throws IOException {
		Row[] rows = new Row[protocol.isHttp2() ? READERS / CONNECTIONS : 1 + BUFFERS / size];
		Arrays.fill(rows, Row.get("", "/media/a.png"));
		List<Exchange> answers = connection.sendTogether(rows);
		return protocol.isHttp2() ? answers : answers.subList(0, 1);
	}

	private static Reply send(Protocol protocol, int port, String target) throws IOException {
		try (Connection connection = protocol.connect(port)) {
			return connection.get(target);
		}
	}

}
