package dev.mediaboot.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.CountedServer;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Program;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.SystemCalls;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A request costs no more than {@code counts.properties} says, which is what it cost when
 * that was written. Not time is measured: bytes and calls are counted, so any machine
 * will do, however busy. The lines that are printed may replace those of the file.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CountsContract {

	/** What a new version of a library may add. */
	private static final BigDecimal MORE_BYTES = new BigDecimal("1.04");

	/** What a rule may add to a request that it allows. */
	private static final BigDecimal RULE_BYTES = new BigDecimal("200");

	private static final BigDecimal MORE_CALLS = new BigDecimal("0.1");

	private static final int WARM_UP = 400;

	private static final int BATCHES = 5;

	private static final int BATCH = 40;

	private final Server server;

	private final Properties expected = new Properties();

	private SystemCalls calls;

	private CountedServer application;

	CountsContract(Server server) {
		this.server = server;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		try (InputStream counts = getClass().getResourceAsStream("/counts.properties")) {
			this.expected.load(counts);
		}
		Fixture fixture = Fixture.in(directory.toRealPath());
		fixture.write("media/1k.png", Fixture.numbers(1024));
		fixture.write("media/1m.mp4", Fixture.numbers(1024 * 1024));
		fixture.awaitAge();
		Path root = fixture.path("media");
		this.calls = SystemCalls.of(root, Files.createDirectory(directory.resolve("calls")));
		this.application = CountedServer.start(this.server, root, this.calls.strace(), directory.resolve("errors.log"));
		// The first answer may take long where many others want the processor.
		try (RawHttp http = RawHttp.connect(this.application.port(), 0, 60_000)) {
			http.get("/media/1k.png");
		}
	}

	@AfterAll
	void stop() throws IOException {
		if (this.application != null) {
			this.application.close();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP_1_1", "H2C" })
	void allocatesNoMoreThanBefore(Protocol protocol) throws IOException {
		Map<String, BigDecimal> counted = count(protocol, WARM_UP, 0,
				() -> Map.of("bytes", this.application.allocated()));
		String name = name(protocol);
		assertThat(counted.get(name + "rule.bytes")).as("with a rule that allows")
			.isLessThanOrEqualTo(counted.get(name + "1k.bytes").add(RULE_BYTES));
		check(counted, (expected) -> expected.multiply(MORE_BYTES));
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP_1_1", "H2C" })
	@EnabledOnOs(OS.LINUX)
	void callsTheSystemNoMoreOftenThanBefore(Protocol protocol) throws IOException {
		Program.installed("strace");
		assumeThat(this.calls.areTraced()).as("This test needs the permission to trace").isTrue();
		Map<String, BigDecimal> counted = count(protocol, 1, 1, this.calls::count);
		check(counted, (expected) -> expected.add(MORE_CALLS));
	}

	/**
	 * Counts for a request of each workload. The smallest figure of several batches is
	 * that of a batch in which nothing was done that is done once in a while.
	 */
	private Map<String, BigDecimal> count(Protocol protocol, int warmUp, int scale, Counter counter)
			throws IOException {
		Map<String, BigDecimal> counted = new LinkedHashMap<>();
		try (Client client = new Client(protocol, this.application.port())) {
			for (Map.Entry<String, Row> row : rows(protocol).entrySet()) {
				client.send(row.getValue(), warmUp);
				for (int batch = 0; batch < BATCHES; batch++) {
					Map<String, Long> before = counter.count();
					client.send(row.getValue(), BATCH);
					counter.count()
						.forEach((figure, after) -> counted.merge(row.getKey() + '.' + figure,
								perRequest(after - before.get(figure), scale), BigDecimal::min));
				}
			}
		}
		return counted;
	}

	/**
	 * By the names they have in the file. The root's own files are asked for: those of a
	 * directory below it are looked up more often when requests take longer.
	 */
	private Map<String, Row> rows(Protocol protocol) throws IOException {
		String etag;
		try (Connection connection = protocol.connect(this.application.port())) {
			etag = connection.get("/media/1k.png").field("ETag");
		}
		String name = name(protocol);
		Map<String, Row> rows = new LinkedHashMap<>();
		rows.put(name + "1k", Row.get("", "/media/1k.png").status(200).body(Fixture.numbers(1024)));
		rows.put(name + "rule", Row.get("", "/ruled/1k.png").status(200).body(Fixture.numbers(1024)));
		rows.put(name + "304", Row.get("", "/media/1k.png").with("If-None-Match", etag).status(304));
		rows.put(name + "404", Row.get("", "/media/missing.png").status(404));
		rows.put(name + "range",
				Row.get("", "/media/1m.mp4")
					.with("Range", "bytes=500000-500999")
					.status(206)
					.field("Content-Length", "1000"));
		return rows;
	}

	private String name(Protocol protocol) {
		return (this.server + "." + protocol + ".").toLowerCase(Locale.ROOT);
	}

	private static BigDecimal perRequest(long count, int scale) {
		return BigDecimal.valueOf(count).divide(BigDecimal.valueOf(BATCH), scale, RoundingMode.HALF_UP);
	}

	private void check(Map<String, BigDecimal> counted, UnaryOperator<BigDecimal> limit) {
		counted.forEach((name, count) -> System.out.println(name + '=' + count));
		SoftAssertions all = new SoftAssertions();
		counted.forEach((name, count) -> {
			all.assertThat(this.expected).as("counts.properties").containsKey(name);
			all.assertThat(count)
				.as(name)
				.isLessThanOrEqualTo(limit.apply(new BigDecimal(this.expected.getProperty(name, "0"))));
		});
		all.assertAll();
	}

	/** What was counted since the start, by the name of the figure. */
	private interface Counter {

		Map<String, Long> count() throws IOException;

	}

	/**
	 * Sends one request after the other, on as few connections as the server allows.
	 */
	private static final class Client implements Closeable {

		private final Protocol protocol;

		private final int port;

		private Connection connection;

		Client(Protocol protocol, int port) throws IOException {
			this.protocol = protocol;
			this.port = port;
			this.connection = protocol.connect(port);
		}

		void send(Row row, int requests) throws IOException {
			for (int i = 0; i < requests; i++) {
				Reply reply = this.connection.send(row).read();
				row.check(reply);
				if (reply.closes()) {
					close();
					this.connection = this.protocol.connect(this.port);
				}
			}
		}

		@Override
		public void close() throws IOException {
			this.connection.close();
		}

	}

}
