package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Descriptors;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Http2Stream;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RecordingListener;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that takes nothing is left after {@code media.send-timeout}, although it stays
 * connected and no timeout of the server has passed.
 */
@Tag("once")
@ParameterizedClass
@EnumSource(Protocol.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SendTimeoutContract {

	/** More than the buffers between server and client take over HTTP/1.1. */
	private static final int BUFFERS = 16 * 1024 * 1024;

	private static final List<Integer> SIZES = List.of(60_000, 10 * 1024 * 1024);

	private final Server server;

	@Parameter
	private Protocol protocol;

	private Fixture fixture;

	private Server.Application application;

	SendTimeoutContract(Server server) {
		this.server = server;
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		for (int size : SIZES) {
			this.fixture.write("media/" + size + ".png", Fixture.numbers(size));
		}
		this.fixture.awaitAge();
		this.application = this.server.start(this.protocol, List.of(MemoryStore.Mounted.class, RecordingListener.class),
				this.fixture.properties("media.send-timeout=1s"));
	}

	@AfterParameterizedClassInvocation(injectArguments = false)
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/60000.png", "/media/10485760.png", "/memory/60000.png", "/memory/10485760.png" })
	void clientThatAcceptsNothingIsDisconnected(String target) throws IOException {
		int times = this.protocol.isHttp2() ? 1 : BUFFERS / Integer.parseInt(target.replaceAll("\\D", ""));
		Row[] rows = new Row[times];
		Arrays.fill(rows, Row.get("", target));
		long before = aborted();
		try (Connection connection = this.application.connect(this.protocol.isHttp2() ? 0 : 4096)) {
			Exchange answer = connection.sendTogether(rows).get(0);
			Reply head = answer.readHead();
			assertThat(head.status()).isEqualTo(200);
			// Between two answers nothing is open either.
			Awaitility.await().until(() -> aborted() > before);
			Awaitility.await().untilAsserted(this::assertThatNothingIsOpen);
			byte[] rest = answer.readToEnd();
			assertThat(rest.length).isLessThan(times * Integer.parseInt(head.field("Content-Length")));
			if (this.protocol.isHttp2()) {
				assertThat(((Http2Stream) answer).reset()).as("RFC 9113 §8.1: it is not complete").isNotNull();
				assertThat(connection.send(Row.head("", target)).read().status()).as("RFC 9113 §5.4.2: others go on")
					.isEqualTo(200);
			}
		}
	}

	/** Less in a second, which is the timeout, than a buffer of ours holds. */
	@ParameterizedTest
	@ValueSource(strings = { "/media/10485760.png", "/memory/10485760.png" })
	void clientThatAcceptsLittleByLittleStaysConnected(String target) throws IOException {
		try (Connection connection = this.application.connect(4096)) {
			Exchange answer = connection.send(Row.get("", target));
			answer.readHead();
			int[] taken = { 0 };
			Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> {
				taken[0] += answer.readUpTo(10_000).length;
				return taken[0] >= 300_000;
			});
			int rest = 10 * 1024 * 1024 - taken[0];
			assertThat(answer.readUpTo(rest)).hasSize(rest);
		}
	}

	private long aborted() {
		return this.application.context().getBean(RecordingListener.class).results.stream()
			.filter((result) -> result.ending() == AnswerListener.Ending.ABORTED)
			.count();
	}

	private void assertThatNothingIsOpen() throws IOException {
		RecordingListener listener = this.application.context().getBean(RecordingListener.class);
		assertThat(listener.open).allSatisfy((mount, open) -> assertThat(open).as(mount).isZero());
		assertThat(MemoryStore.open).hasValue(0);
		assertThat(Descriptors.of(this.fixture.path("media"))).isEmpty();
	}

}
