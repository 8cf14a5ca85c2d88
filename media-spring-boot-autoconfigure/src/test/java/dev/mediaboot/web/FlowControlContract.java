package dev.mediaboot.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Http2Stream;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp2;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.ServerKeys;
import org.junit.jupiter.api.Tag;
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
 * RFC 9113 §5.2: whatever window a client gives, and however many streams share the
 * connection, each body arrives complete and byte for byte.
 */
@ParameterizedClass
@EnumSource(names = { "H2C", "H2" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FlowControlContract {

	private static final List<Integer> SIZES = List.of(1, 65_535, 65_536, 66_000, 70_000, 700_001, 3 * 1024 * 1024);

	private static final List<Integer> WINDOWS = List.of(1, 100, 1_000, 16_384, 65_535, 1 << 20);

	private static final int MANY = 100;

	/** Frames that a client of one byte at a time would wait for too long. */
	private static final int MOST_FRAMES = 100_000;

	private final Server server;

	private final Map<Source, Server.Application> applications = new EnumMap<>(Source.class);

	@Parameter
	private Protocol protocol;

	FlowControlContract(Server server) {
		this.server = server;
	}

	/** What else the application has. */
	List<Class<?>> configurations() {
		return List.of();
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		for (int size : SIZES) {
			fixture.write("media/" + size + ".png", Fixture.numbers(size));
		}
		fixture.awaitAge();
		List<Class<?>> configurations = new ArrayList<>(configurations());
		configurations.add(MemoryStore.Mounted.class);
		for (Source source : Source.values()) {
			this.applications.put(source,
					this.server.start(this.protocol, configurations, fixture.properties(source.property)));
		}
	}

	@AfterParameterizedClassInvocation(injectArguments = false)
	void stop() {
		this.applications.values().forEach(Server.Application::close);
		assertThat(MemoryStore.open).hasValue(0);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("telling")
	void everyByteArrives(Case asked) throws IOException {
		check(asked);
	}

	@Tag("nightly")
	@ParameterizedTest(name = "{0}")
	@MethodSource("all")
	void everyByteOfEveryRequestArrives(Case asked) throws IOException {
		check(asked);
	}

	/** What has failed once, and one of each kind. */
	static Stream<Case> telling() {
		List<Case> cases = new ArrayList<>();
		for (Source source : Source.values()) {
			for (int size : List.of(65_536, 66_000, 700_001)) {
				cases.add(new Case(source, size, 1_000, 1));
				cases.add(new Case(source, size, 65_535, 1));
				cases.add(new Case(source, size, 1 << 20, 1));
			}
			cases.add(new Case(source, 1, 1, 1));
			cases.add(new Case(source, 70_000, 16_384, MANY));
		}
		cases.add(new Case(Source.CACHE, 65_535, 100, 1));
		cases.add(new Case(Source.DISK, 3 * 1024 * 1024, 65_535, 1));
		return cases.stream();
	}

	static Stream<Case> all() {
		return Arrays.stream(Source.values())
			.flatMap((source) -> SIZES.stream()
				.flatMap((size) -> WINDOWS.stream()
					.flatMap((window) -> Stream.of(1, MANY).map((streams) -> new Case(source, size, window, streams)))))
			.filter((asked) -> asked.frames() <= MOST_FRAMES);
	}

	private void check(Case asked) throws IOException {
		byte[] content = Fixture.numbers(asked.size);
		Row row = Row.get("", asked.source.target(asked.size));
		try (RawHttp2 connection = RawHttp2.connect(this.protocol, this.applications.get(asked.source).port(),
				asked.window)) {
			Http2Stream left = connection.send(row);
			assertThat(left.readHead().status()).isEqualTo(200);
			List<Http2Stream> streams = new ArrayList<>();
			for (int i = 1; i < asked.streams; i++) {
				streams.add(connection.send(row));
			}
			// A hundred at once are what servers allow (RFC 9113 §5.1.2).
			left.cancel();
			connection.ping();
			streams.add(connection.send(row));
			takeAll(connection, streams, row);
			for (Http2Stream stream : streams) {
				Reply reply = stream.read();
				assertThat(reply.reset()).as(stream.toString()).isNull();
				assertThat(Arrays.mismatch(reply.body(), content)).as("the first byte that is another").isNegative();
				assertThat(reply.complete()).as(stream.toString()).isTrue();
			}
			assertThat(connection.get("/media/alphabet.txt").text()).isEqualTo(Fixture.ALPHABET);
		}
	}

	/** Now and then it asks how the server is, and for something that it leaves. */
	private static void takeAll(RawHttp2 connection, List<Http2Stream> streams, Row row) throws IOException {
		for (Http2Stream stream : streams) {
			stream.takeAll();
		}
		for (int frames = 1; !streams.stream().allMatch(Http2Stream::isOver); frames++) {
			connection.receive();
			if (frames == 20 || frames == 60) {
				connection.send(row).cancel();
				connection.ping();
			}
		}
	}

	/** All streams together have a window of their own, too (RFC 9113 §6.9). */
	@ParameterizedTest
	@EnumSource(Source.class)
	void everyByteArrivesThroughTheWindowOfAConnection(Source source) throws IOException {
		byte[] content = Fixture.numbers(70_000);
		try (RawHttp2 connection = RawHttp2.narrow(this.protocol, this.applications.get(source).port(), 1 << 20)) {
			List<Http2Stream> streams = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				streams.add(connection.send(Row.get("", source.target(70_000))));
			}
			connection.takeAll(streams);
			assertThat(streams).allSatisfy((stream) -> assertThat(stream.read().body()).isEqualTo(content));
		}
	}

	/**
	 * As slowly as can be: not before each window is used up, and byte by byte at first.
	 */
	@ParameterizedTest
	@EnumSource(Source.class)
	void everyByteArrivesThroughAWindowThatOpensLate(Source source) throws IOException {
		byte[] content = Fixture.numbers(70_000);
		try (RawHttp2 connection = RawHttp2.connect(this.protocol, this.applications.get(source).port(), 0)) {
			Http2Stream stream = connection.send(Row.get("", source.target(70_000)));
			assertThat(stream.readHead().status()).isEqualTo(200);
			int allowed = 0;
			for (int count : List.of(1, 1, 2, 8_188, 8_192, 1, 16_384, 32_767, 4_464)) {
				connection.ping();
				stream.allow(count);
				allowed += count;
				stream.await(allowed);
			}
			Reply reply = stream.read();
			assertThat(reply.body()).isEqualTo(content);
			assertThat(reply.complete()).isTrue();
		}
	}

	/** A client that none of us wrote; the first request is the one that upgrades. */
	@ParameterizedTest
	@EnumSource(Source.class)
	void everyByteReachesTheClientOfJava(Source source) throws Exception {
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_2)
			.sslContext(ServerKeys.trusted())
			.build();
		String origin = this.protocol.scheme() + "://localhost:" + this.applications.get(source).port();
		assertThat(get(client, origin + "/media/alphabet.txt").get(20, TimeUnit.SECONDS).body()).hasSize(26);
		for (int size : List.of(66_000, 700_001)) {
			byte[] content = Fixture.numbers(size);
			List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				answers.add(get(client, origin + source.target(size)));
			}
			for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
				HttpResponse<byte[]> response = answer.get(20, TimeUnit.SECONDS);
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(Arrays.mismatch(response.body(), content)).isNegative();
			}
		}
	}

	private static CompletableFuture<HttpResponse<byte[]>> get(HttpClient client, String uri) {
		return client.sendAsync(HttpRequest.newBuilder(URI.create(uri)).build(),
				HttpResponse.BodyHandlers.ofByteArray());
	}

	/**
	 * Where the bytes are, and by which way they are asked for.
	 */
	enum Source {

		CACHE("/media", "media.dispatch=mvc"),

		CACHE_BY_FILTER("/media", "media.dispatch=filter"),

		DISK("/media", "media.cache.enabled=false"),

		STORE("/memory", "media.dispatch=mvc"),

		STORE_BY_FILTER("/memory", "media.dispatch=filter");

		private final String url;

		private final String property;

		Source(String url, String property) {
			this.url = url;
			this.property = property;
		}

		String target(int size) {
			return this.url + "/" + size + ".png";
		}

	}

	/**
	 * What one connection asks for.
	 *
	 * @param source where the bytes are
	 * @param size the length of each body
	 * @param window the window of each stream
	 * @param streams the number of streams
	 */
	record Case(Source source, int size, int window, int streams) {

		/** At the least. */
		int frames() {
			return this.streams * (this.size / Math.min(this.window, 16_384) + 1);
		}

		@Override
		public String toString() {
			return this.streams + " × " + this.size + " bytes from " + this.source + ", window " + this.window;
		}

	}

}
