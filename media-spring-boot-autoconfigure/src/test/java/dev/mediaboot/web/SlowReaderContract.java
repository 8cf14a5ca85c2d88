package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Descriptors;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Http2Stream;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Ping;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.RecordingListener;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A client that does not read holds no thread, whatever it asked for and in whichever
 * protocol: more of them than the server has threads hold nobody up, and leave nothing
 * behind.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SlowReaderContract {

	private static final int THREADS = 24;

	/** Of HTTP/1.1. */
	private static final int CONNECTIONS = 60;

	/** Of HTTP/2, each with as many requests as fit without a queue of Tomcat's. */
	private static final int SHARED_CONNECTIONS = 3;

	private static final int STREAMS = 20;

	/** With less, who reads on waits for the kernel's timers. */
	private static final int SMALL_BUFFER = 4096;

	/** More than the buffers between server and client take. */
	private static final int BUFFERS = 8 * 1024 * 1024;

	private static final int READ_ON = 6;

	/** Of who reads on. */
	private static final int WINDOW = 65_535;

	private static final int SMALL = 1_000;

	/** As much as is written at once, and as Tomcat keeps. */
	private static final int LITTLE = 8_000;

	private static final int MEDIUM = 60_000;

	private static final int LARGE = 10 * 1024 * 1024;

	/** More than all buffers and windows in between take. */
	private static final int HUGE = 48 * 1024 * 1024;

	/** Shorter than {@code media.send-timeout}. */
	private static final Duration PAUSE = Duration.ofSeconds(35);

	private final Server server;

	@Parameter
	private Protocol protocol;

	private Fixture fixture;

	SlowReaderContract(Server server) {
		this.server = server;
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void write(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		for (int size : List.of(SMALL, LITTLE, MEDIUM, LARGE, HUGE)) {
			this.fixture.write("media/" + size + ".png", Fixture.numbers(size));
		}
		this.fixture.awaitAge();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void stalledReadersDoNotDelayOthers(Case asked) throws IOException {
		try (Server.Application application = start(asked)) {
			// From here on it is in the cache, where there is one
			assertThat(application.send(Row.get("", asked.target())).complete()).isTrue();
			List<Connection> connections = new ArrayList<>();
			try {
				check(application, asked, connections);
			}
			finally {
				for (Connection connection : connections) {
					connection.abort();
				}
			}
		}
	}

	private void check(Server.Application application, Case asked, List<Connection> connections) throws IOException {
		List<Exchange> answers = new ArrayList<>();
		for (int i = 0; i < (this.protocol.isHttp2() ? SHARED_CONNECTIONS : CONNECTIONS); i++) {
			Connection connection = connect(application);
			connections.add(connection);
			for (int j = 0; j < (this.protocol.isHttp2() ? STREAMS : 1); j++) {
				answers.add(ask(connection, asked.target(), asked.size));
			}
		}
		for (Exchange answer : answers) {
			assertThat(answer.readHead().status()).isEqualTo(200);
		}
		assertThat(application.send(Row.get("", "/ping")).text()).isEqualTo("pong");
		assertThat(application.send(Row.get("", "/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
		Awaitility.await()
			.untilAsserted(() -> assertThat(open(application, asked)).as("nobody has left").isEqualTo(answers.size()));
		byte[] content = Fixture.numbers(asked.size);
		for (int i = 0; i < READ_ON; i++) {
			Exchange answer = answers.get(i * answers.size() / READ_ON);
			if (answer instanceof Http2Stream stream) {
				stream.allow(WINDOW);
			}
			byte[] body = answer.readUpTo(asked.size);
			assertThat(Arrays.mismatch(body, content)).as("the first byte that is another").isNegative();
		}
		for (int i = 0; i < connections.size(); i++) {
			leave(connections.get(i), i % 2 == 0);
		}
		Awaitility.await().untilAsserted(() -> assertThatNothingIsOpen(application, asked));
	}

	/** Neither do they over HTTP/2 when everything else that they ask for is small. */
	@Test
	void socketThatIsNotReadDoesNotDelayOthers() throws IOException {
		assumeThat(this.protocol.isHttp2()).isTrue();
		try (Server.Application application = start(new Case("/media", HUGE, true))) {
			List<Connection> connections = new ArrayList<>();
			try {
				for (int i = 0; i < SHARED_CONNECTIONS; i++) {
					Connection connection = application.connect(HUGE);
					connections.add(connection);
					connection.send(Row.get("", "/media/" + HUGE + ".png")).readHead();
				}
				// No signal says when the buffers in between are full
				Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
				for (Connection connection : connections) {
					Row[] rows = new Row[STREAMS];
					Arrays.fill(rows, Row.head("", "/media/missing.png"));
					connection.sendTogether(rows);
				}
				// Nor that the server has tried to answer all of these
				Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
				assertThat(application.send(Row.get("", "/ping")).text()).isEqualTo("pong");
			}
			finally {
				for (Connection connection : connections) {
					connection.abort();
				}
			}
		}
	}

	/** As players and curl do: what they have is enough for a while. */
	@Tag("nightly")
	@Test
	void clientThatPausesReceivesTheWholeBody() throws IOException {
		checkPause(PAUSE);
	}

	/** The timeouts of a container are for connections that nothing is sent over. */
	@Test
	void clientMayPauseLongerThanTheContainerWaits() throws IOException {
		checkPause(Duration.ofSeconds(3), "server.jetty.connection-idle-timeout=1s",
				"server.tomcat.connection-timeout=1s");
	}

	private void checkPause(Duration pause, String... properties) throws IOException {
		try (Server.Application application = start(new Case("/media", HUGE, true), properties);
				Connection connection = application.connect(this.protocol.isHttp2() ? HUGE : 0)) {
			Exchange answer = connection.send(Row.get("", "/media/" + HUGE + ".png"));
			assertThat(answer.readHead().status()).isEqualTo(200);
			assertThat(answer.readUpTo(SMALL)).hasSize(SMALL);
			// The pause itself is what is tested, and the clocks are those of the
			// container
			Awaitility.await().pollDelay(pause).atMost(pause.multipliedBy(2)).until(() -> true);
			byte[] rest = answer.readUpTo(HUGE - SMALL);
			assertThat(rest).hasSize(HUGE - SMALL);
		}
	}

	Stream<Case> cases() {
		List<Case> cases = new ArrayList<>();
		if (this.protocol.isHttp2()) {
			// In HTTP/1.1 every buffer of a socket takes it, read or not
			cases.add(new Case("/media", SMALL, true));
			cases.add(new Case("/media", SMALL, false));
			cases.add(new Case("/memory", SMALL, true));
		}
		cases.add(new Case("/media", LITTLE, true));
		cases.add(new Case("/media", MEDIUM, true));
		cases.add(new Case("/media", MEDIUM, false));
		cases.add(new Case("/memory", MEDIUM, true));
		cases.add(new Case("/media", LARGE, true));
		cases.add(new Case("/media", LARGE, false));
		return cases.stream();
	}

	private Server.Application start(Case asked, String... further) {
		List<String> properties = new ArrayList<>(List.of(further));
		properties.addAll(List.of("server.tomcat.threads.max=" + THREADS, "server.jetty.threads.max=" + THREADS,
				"media.cache.enabled=" + asked.cached, "media.cache.max-file-size=16MB", "media.cache.max-size=64MB"));
		return this.server.start(this.protocol, List.of(MemoryStore.Mounted.class, Ping.class, RecordingListener.class),
				this.fixture.properties(properties.toArray(String[]::new)));
	}

	private static Connection connect(Server.Application application) throws IOException {
		return application.connect(application.protocol().isHttp2() ? 0 : SMALL_BUFFER);
	}

	/**
	 * Over HTTP/1.1 as often as the buffers take, so that one of the answers does not
	 * fit.
	 * @return the first of the answers
	 */
	private static Exchange ask(Connection connection, String target, int size) throws IOException {
		int times = (connection instanceof RawHttp) ? 1 + BUFFERS / size : 1;
		Row[] rows = new Row[times];
		Arrays.fill(rows, Row.get("", target));
		return connection.sendTogether(rows).get(0);
	}

	private static void leave(Connection connection, boolean suddenly) throws IOException {
		if (suddenly) {
			connection.abort();
		}
		else {
			connection.close();
		}
	}

	private static int open(Server.Application application, Case asked) {
		return application.context().getBean(RecordingListener.class).open.getOrDefault(asked.url, 0);
	}

	private void assertThatNothingIsOpen(Server.Application application, Case asked) throws IOException {
		assertThat(open(application, asked)).as("transfers").isZero();
		assertThat(MemoryStore.open).hasValue(0);
		assertThat(Descriptors.of(this.fixture.path("media"))).isEmpty();
	}

	/**
	 * What the readers ask for.
	 *
	 * @param url where
	 * @param size how much
	 * @param cached whether there is a cache
	 */
	record Case(String url, int size, boolean cached) {

		String target() {
			return this.url + "/" + this.size + ".png";
		}

		@Override
		public String toString() {
			return target() + (this.cached ? "" : " without a cache");
		}

	}

}
