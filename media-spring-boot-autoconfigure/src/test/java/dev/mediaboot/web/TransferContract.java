package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Descriptors;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.transfer.Transfers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients take their time, and some never come back: they hold no thread, and what they
 * were sent is closed.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransferContract {

	/** More than the buffers between server and client take. */
	private static final int LENGTH = 32 * 1024 * 1024;

	private static final String FILE = "/media/huge.png";

	private static final String MEMORY = "/memory/" + LENGTH + ".png";

	private static final int SMALL_WINDOW = 4096;

	/** More than a server has threads. */
	private static final int READERS = 250;

	private final Server server;

	@Parameter
	private Protocol protocol;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private byte[] content;

	private Fixture fixture;

	private Path file;

	private Server.Application application;

	TransferContract(Server server) {
		this.server = server;
	}

	/** What else the application has. */
	List<Class<?>> configurations() {
		return List.of();
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		this.content = Fixture.numbers(LENGTH);
		this.fixture.write("media/huge.png", this.content);
		this.fixture.awaitAge();
		this.file = this.fixture.path("media/huge.png").toRealPath();
		this.application = start();
	}

	private Server.Application start(String... properties) {
		return start(List.of(), properties);
	}

	private Server.Application start(List<Class<?>> more, String... properties) {
		List<Class<?>> all = new ArrayList<>(configurations());
		all.addAll(more);
		all.add(MemoryStore.Mounted.class);
		return this.server.start(this.protocol, all, this.fixture.properties(properties));
	}

	@AfterParameterizedClassInvocation(injectArguments = false)
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void listen() {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.mediaboot");
		logger.setLevel(Level.INFO);
		logger.addAppender(this.log);
		this.log.start();
	}

	@AfterEach
	void everythingIsClosed() {
		Awaitility.await().untilAsserted(() -> assertThatNothingIsOpen());
		Logger logger = (Logger) LoggerFactory.getLogger("dev.mediaboot");
		logger.detachAppender(this.log);
		this.log.list.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void slowReaderReceivesEveryByteAndTheNextResponse(String target) throws IOException {
		try (Connection connection = this.application.connect(SMALL_WINDOW)) {
			Exchange answer = connection.send(Row.get("", target));
			assertThat(answer.readHead().field("Content-Length")).isEqualTo(String.valueOf(LENGTH));
			byte[] begin = answer.readUpTo(1024);
			assertThatOthersAreAnswered();
			byte[] rest = answer.readUpTo(LENGTH - 1024);
			assertThat(begin).isEqualTo(Arrays.copyOf(this.content, 1024));
			assertThat(Arrays.equals(rest, 0, rest.length, this.content, 1024, LENGTH)).isTrue();
			assertThat(connection.get("/media/alphabet.txt").text()).isEqualTo(Fixture.ALPHABET);
		}
		assertThat(this.log.list).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void bothOfTwoSimultaneousRequestsAreAnswered(String target) throws IOException {
		try (Connection connection = this.application.connect(SMALL_WINDOW)) {
			Exchange one = connection.send(Row.get("", target).with("Range", "bytes=1-20000000"));
			Exchange other = connection.send(Row.get("", target).with("Range", "bytes=2-20000001"));
			byte[] first = one.read().body();
			assertThat(Arrays.equals(first, 0, first.length, this.content, 1, 20_000_001)).isTrue();
			byte[] second = other.read().body();
			assertThat(Arrays.equals(second, 0, second.length, this.content, 2, 20_000_002)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void clientThatDisconnectsLeavesNothingOpen(String target) throws IOException {
		for (int i = 0; i < 5; i++) {
			try (Connection connection = this.application.connect(SMALL_WINDOW)) {
				Exchange answer = connection.send(Row.get("", target));
				answer.readHead();
				answer.readUpTo(1024);
			}
		}
		Awaitility.await().untilAsserted(this::assertThatNothingIsOpen);
		assertThatOthersAreAnswered();
		assertThat(this.log.list).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void stalledReadersOccupyNoThread(String target) throws IOException {
		// In memory each of them would have 32 MiB of their own.
		String asked = target.equals(FILE) ? FILE : "/memory/12582912.png";
		int readers = target.equals(FILE) ? READERS : READERS / 10;
		List<Connection> connections = new ArrayList<>();
		List<Exchange> answers = new ArrayList<>();
		try (Server.Application few = start("server.tomcat.threads.max=" + (readers - 1),
				"server.jetty.threads.max=" + (readers - 1))) {
			for (int i = 0; i < readers; i++) {
				Connection connection = few.connect(SMALL_WINDOW);
				connections.add(connection);
				answers.add(connection.send(Row.get("", asked)));
			}
			for (Exchange answer : answers) {
				assertThat(answer.readHead().status()).isEqualTo(200);
			}
			assertThat(few.send(Row.get("", "/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
			assertThat(few.send(Row.get("", "/nothing")).status()).isEqualTo(404);
			closeAll(connections);
			Awaitility.await().untilAsserted(this::assertThatNothingIsOpen);
		}
		finally {
			closeAll(connections);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void readersBeyondTheMemoryLimitAreAskedToRetry(String target) throws IOException {
		List<Connection> connections = new ArrayList<>();
		try (Server.Application small = start(List.of(LittleMemory.class))) {
			for (int i = 0; i < LittleMemory.READERS; i++) {
				Connection connection = small.connect(SMALL_WINDOW);
				connections.add(connection);
				Exchange answer = connection.send(Row.get("", target));
				assertThat(answer.readHead().status()).isEqualTo(200);
			}
			Reply refused = small.send(Row.get("", target));
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.field("Retry-After")).isEqualTo("1");
			assertThat(refused.field("Cache-Control")).isEqualTo("no-store");
			assertThat(small.send(Row.get("", "/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
			assertThat(small.send(Row.head("", target)).status()).isEqualTo(200);
			connections.get(0).close();
			for (int i = 0; i < 2 * LittleMemory.READERS; i++) {
				// A container tells that all was sent when the client has it already.
				Awaitility.await()
					.until(() -> small.send(Row.get("", target).with("Range", "bytes=0-99999")).status() == 206);
			}
			closeAll(connections);
			Awaitility.await().untilAsserted(this::assertThatNothingIsOpen);
		}
		finally {
			closeAll(connections);
		}
	}

	/** The timeout of a connection is none of a stream. */
	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void stalledClientIsDisconnected(String target) throws IOException {
		try (Server.Application impatient = start("media.send-timeout=500ms");
				Connection connection = impatient.connect(SMALL_WINDOW)) {
			Exchange answer = connection.send(Row.get("", target));
			answer.readHead();
			byte[] begin = answer.readUpTo(1024);
			Awaitility.await().untilAsserted(this::assertThatNothingIsOpen);
			byte[] rest = answer.readToEnd();
			assertThat(begin).isEqualTo(Arrays.copyOf(this.content, 1024));
			assertThat(rest.length).isLessThan(LENGTH - 1024);
			assertThat(Arrays.equals(rest, 0, rest.length, this.content, 1024, 1024 + rest.length)).isTrue();
		}
		assertThat(this.log.list.stream().filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void disconnectedClientDoesNotDelayTheShutdown(String target) throws IOException {
		Server.Application stopped = start("server.shutdown=graceful");
		try (Connection connection = stopped.connect(SMALL_WINDOW)) {
			Exchange answer = connection.send(Row.get("", target));
			answer.readHead();
		}
		long begin = System.nanoTime();
		stopped.close();
		assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void transfersAreClosedWhenTheServerStopsAtOnce(String target) throws IOException {
		Server.Application stopped = start("server.shutdown=immediate");
		try (Connection connection = stopped.connect(SMALL_WINDOW)) {
			Exchange answer = connection.send(Row.get("", target));
			answer.readHead();
			answer.readUpTo(1024);
			stopped.close();
			Awaitility.await().untilAsserted(this::assertThatNothingIsOpen);
			assertThat(readToBreak(answer)).isLessThan(LENGTH - 1024);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { FILE, MEMORY })
	void placesAreFreeAgainWhenTheServerIsRestarted(String target) throws IOException {
		List<Connection> connections = new ArrayList<>();
		try (Server.Application first = start(List.of(LittleMemory.class), "server.shutdown=immediate")) {
			fill(first, target, connections);
			first.context().stop();
			assertThatNothingIsOpen();
			first.context().start();
			fill(first.restarted(), target, connections);
		}
		finally {
			closeAll(connections);
		}
	}

	/** Takes each of the places, and no more than there are. */
	private static void fill(Server.Application application, String target, List<Connection> connections)
			throws IOException {
		for (int i = 0; i < LittleMemory.READERS; i++) {
			Connection connection = application.connect(SMALL_WINDOW);
			connections.add(connection);
			assertThat(connection.send(Row.get("", target)).readHead().status()).isEqualTo(200);
		}
		assertThat(application.send(Row.get("", target)).status()).isEqualTo(503);
	}

	@Test
	void truncatedFileIsReportedOnceWithItsName() throws IOException {
		byte[] short_ = Fixture.numbers(LENGTH);
		this.fixture.write("media/cut.png", short_);
		this.fixture.awaitAge();
		try (Connection connection = this.application.connect(SMALL_WINDOW)) {
			Exchange answer = connection.send(Row.get("", "/media/cut.png"));
			answer.readHead();
			Files.write(this.fixture.path("media/cut.png"), new byte[0]);
			assertThat(answer.readToEnd().length).isLessThan(LENGTH);
		}
		Awaitility.await().until(() -> !this.log.list.isEmpty());
		assertThat(this.log.list).singleElement()
			.satisfies((event) -> assertThat(event.getLevel()).isEqualTo(Level.WARN))
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("cut.png", "/media", "early"));
	}

	/** A server that stops at once may do so in the middle of a record of TLS. */
	private static int readToBreak(Exchange answer) throws IOException {
		try {
			return answer.readToEnd().length;
		}
		catch (SSLException ex) {
			return 0;
		}
	}

	private static void closeAll(List<Connection> connections) throws IOException {
		for (Connection connection : connections) {
			connection.close();
		}
	}

	private void assertThatOthersAreAnswered() throws IOException {
		assertThat(this.application.send(Row.get("", "/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
	}

	private void assertThatNothingIsOpen() throws IOException {
		assertThat(MemoryStore.open).hasValue(0);
		assertThat(Descriptors.of(this.file)).isEmpty();
	}

	/**
	 * As with a heap of one and a half MiB.
	 */
	@Configuration(proxyBeanMethods = false)
	static class LittleMemory {

		static final int READERS = 3;

		@Bean
		Transfers transfers(Environment environment) {
			// A connection with TLS takes two places.
			int places = environment.containsProperty("server.ssl.key-store") ? 2 * READERS : READERS;
			return new Transfers(places * 4 * 128 * 1024, Duration.ofMinutes(1), System::nanoTime);
		}

		@Bean
		MediaRequestHandler handler(ObjectProvider<BodyWriter> writers, ObjectProvider<ConnectionAbort> aborts,
				Transfers transfers) {
			return new MediaRequestHandler(new Responder(Clock.systemUTC(), AnswerListener.allOf(List.of())),
					writers.orderedStream().toList(), ConnectionAbort.firstOf(aborts.orderedStream().toList()), false,
					AnswerListener.allOf(List.of()), transfers);
		}

	}

}
