package dev.mediaboot.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Http2Stream;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that cannot be completed ends the connection (RFC 9112 §8), or over HTTP/2 its
 * stream and no other (RFC 9113 §8.1), and nothing else is ever inside it.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TruncationContract {

	private static final int LARGE = 32 * 1024 * 1024;

	private static final Queue<String> witnesses = new ConcurrentLinkedQueue<>();

	private final Server server;

	@Parameter
	private Protocol protocol;

	private Fixture fixture;

	private Server.Application application;

	TruncationContract(Server server) {
		this.server = server;
	}

	/** What else the application has. */
	List<Class<?>> configurations() {
		return List.of();
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		this.fixture = Fixture.in(directory);
		List<Class<?>> configurations = new ArrayList<>(configurations());
		configurations.add(Witnesses.class);
		this.application = this.server.start(this.protocol, configurations,
				this.fixture.properties("spring.mvc.problemdetails.enabled=true"));
	}

	@AfterParameterizedClassInvocation(injectArguments = false)
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void forget() {
		witnesses.clear();
	}

	@Test
	void fileTruncatedWhileItIsSentIsCutOff() throws IOException {
		byte[] content = Fixture.numbers(LARGE);
		this.fixture.write("media/large.png", content);
		this.fixture.awaitAge();
		try (Connection connection = this.application.connect(64 * 1024)) {
			Exchange answer = connection.send(Row.get("", "/media/large.png"));
			Exchange next = connection.send(Row.get("", "/media/alphabet.txt"));
			Reply head = answer.readHead();
			assertThat(head.field("Content-Length")).isEqualTo(String.valueOf(LARGE));
			byte[] begin = answer.readUpTo(1024);
			// More than the buffers on the way take, so that the server has not come
			// here.
			int length = LARGE * 3 / 4;
			truncate(this.fixture.path("media/large.png"), length);
			byte[] rest = answer.readToEnd();
			assertThat(begin).isEqualTo(Arrays.copyOf(content, 1024));
			assertThat(1024 + rest.length).isLessThanOrEqualTo(length);
			assertThat(Arrays.equals(rest, 0, rest.length, content, 1024, 1024 + rest.length)).isTrue();
			assertThatNothingElseWasCutOff(answer, next);
		}
		assertThatNoFailureWasSeen();
		assertThatTheNextConnectionIsFine();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ends")
	void bodyThatEndsEarlyIsCutOff(String target) throws IOException {
		int announced = Integer.parseInt(target.split("/")[3]);
		int delivered = Integer.parseInt(target.split("/")[4]);
		try (Connection connection = this.application.connect()) {
			Exchange answer = connection.send(Row.get("", target));
			Exchange next = connection.send(Row.get("", "/media/alphabet.txt"));
			Reply reply = answer.readHead();
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.field("Content-Length")).isEqualTo(String.valueOf(announced));
			byte[] body = answer.readToEnd();
			byte[] content = Fixture.numbers(announced);
			assertThat(body.length).isLessThanOrEqualTo(delivered);
			assertThat(body).isEqualTo(Arrays.copyOf(content, body.length));
			assertThatNothingElseWasCutOff(answer, next);
		}
		assertThatNoFailureWasSeen();
		assertThatTheNextConnectionIsFine();
	}

	static Stream<String> ends() {
		return Stream.of("ends", "fails", "cannot")
			.flatMap((how) -> Stream
				.of("10/0", "10/9", "5000/0", "5000/4999", "8193/8192", "40000/1", "100000/0", "100000/65536",
						"1000000/999999")
				.filter((lengths) -> !how.equals("cannot") || lengths.endsWith("/0"))
				.map((lengths) -> "/broken/" + how + "/" + lengths));
	}

	@Test
	void rangeThatEndsEarlyIsCutOff() throws IOException {
		try (Connection connection = this.application.connect()) {
			Exchange answer = connection.send(Row.get("", "/broken/ends/5000/100").with("Range", "bytes=50-199"));
			Exchange next = connection.send(Row.get("", "/media/alphabet.txt"));
			Reply reply = answer.readHead();
			assertThat(reply.status()).isEqualTo(206);
			byte[] body = answer.readToEnd();
			assertThat(body.length).isLessThanOrEqualTo(50);
			assertThat(body).isEqualTo(Arrays.copyOfRange(Fixture.numbers(5000), 50, 50 + body.length));
			assertThatNothingElseWasCutOff(answer, next);
		}
		assertThatNoFailureWasSeen();
	}

	@Test
	void severalRangesThatEndEarlyAreCutOff() throws IOException {
		try (Connection connection = this.application.connect()) {
			Exchange answer = connection
				.send(Row.get("", "/broken/ends/5000/2000").with("Range", "bytes=0-9,1500-2500,4000-4010"));
			Exchange next = connection.send(Row.get("", "/media/alphabet.txt"));
			Reply reply = answer.readHead();
			assertThat(reply.status()).isEqualTo(206);
			String body = new String(answer.readToEnd(), StandardCharsets.US_ASCII);
			assertThat(body.length()).isLessThan(Integer.parseInt(reply.field("Content-Length")));
			assertThat(body).doesNotContain("HTTP/1.1", "4000-4010", "error");
			assertThatNothingElseWasCutOff(answer, next);
		}
		assertThatNoFailureWasSeen();
	}

	@Test
	void unexpectedFailureAddsNothingToABodyThatHasBegun() throws IOException {
		try (Connection connection = this.application.connect()) {
			Exchange answer = connection.send(Row.get("", "/broken/surprises/1000000/500000"));
			Exchange next = connection.send(Row.get("", "/media/alphabet.txt"));
			Reply reply = answer.readHead();
			assertThat(reply.status()).isEqualTo(200);
			byte[] body = answer.readToEnd();
			assertThat(body.length).isLessThanOrEqualTo(500_000);
			assertThat(body).isEqualTo(Arrays.copyOf(Fixture.numbers(1_000_000), body.length));
			assertThatNothingElseWasCutOff(answer, next);
		}
		assertThatTheNextConnectionIsFine();
	}

	@Test
	void clientThatDisconnectsIsNotAnError() throws IOException {
		this.fixture.write("media/left.png", new byte[LARGE]);
		for (int i = 0; i < 5; i++) {
			try (Connection connection = this.application.connect(4096)) {
				Exchange answer = connection.send(Row.get("", "/media/left.png"));
				answer.readHead();
				answer.readUpTo(1024);
			}
		}
		assertThatTheNextConnectionIsFine();
		assertThatNoFailureWasSeen();
	}

	private static void truncate(Path file, long length) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(length);
		}
	}

	void assertThatNoFailureWasSeen() {
		assertThat(witnesses).as("what resolvers, handlers and error pages saw").isEmpty();
	}

	/** Over HTTP/1.1 the end of the connection was that of the body. */
	private static void assertThatNothingElseWasCutOff(Exchange answer, Exchange next) throws IOException {
		if (answer instanceof Http2Stream stream) {
			assertThat(stream.reset()).as("RFC 9113 §8.1: the error of its stream")
				.isNotIn(null, "NO_ERROR")
				.doesNotStartWith(Reply.CONNECTION);
			assertThat(next.read().text()).isEqualTo(Fixture.ALPHABET);
		}
	}

	private void assertThatTheNextConnectionIsFine() throws IOException {
		assertThat(this.application.send(Row.get("", "/media/alphabet.txt")).text()).isEqualTo(Fixture.ALPHABET);
	}

	@Configuration(proxyBeanMethods = false)
	public static class Broken {

		@Bean
		Mount broken() {
			return Mount.of("/broken", brokenStore()).withPrecompressed(false);
		}

		/** The path tells what is announced and what is delivered. */
		private static MediaStore brokenStore() {
			return (path) -> (path.segments().size() == 3) ? new BrokenFile(path.segments().get(0),
					Integer.parseInt(path.segments().get(1)), Integer.parseInt(path.segments().get(2))) : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WitnessingErrorPage.class, Advice.class, Broken.class })
	static class Witnesses {

		@Bean
		HandlerExceptionResolver resolverOfTheApplication() {
			return new Resolver();
		}

	}

	static class Resolver implements HandlerExceptionResolver, Ordered {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response, Object handler,
				Exception ex) {
			witnesses.add("resolver: " + ex);
			return null;
		}

	}

	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler(Throwable.class)
		ResponseEntity<String> handle(Throwable ex) {
			witnesses.add("advice: " + ex);
			return ResponseEntity.internalServerError().body("the error of an advice");
		}

	}

	@RestController
	static class WitnessingErrorPage implements ErrorController {

		@RequestMapping("/error")
		String error(HttpServletRequest request) {
			witnesses.add("error page: " + request.getDispatcherType());
			return "the error page".repeat(100);
		}

	}

	/**
	 * A file that promises more than it holds.
	 */
	record BrokenFile(String how, int announced, int delivered) implements MediaFile {

		@Override
		public long length() {
			return this.announced;
		}

		@Override
		public Instant lastModified() {
			return null;
		}

		@Override
		public String etag() {
			return "broken";
		}

		@Override
		public ReadableByteChannel open(long position, long count) throws IOException {
			if (this.how.equals("cannot")) {
				throw new IOException("It cannot be opened");
			}
			int end = (int) Math.min(this.delivered, position + count);
			int start = (int) Math.min(position, end);
			InputStream content = new ByteArrayInputStream(Fixture.numbers(this.announced), start, end - start);
			ReadableByteChannel channel = Channels.newChannel(content);
			return this.how.equals("ends") ? channel : new FailingChannel(channel, this.how);
		}

		@Override
		public void close() {
			// Nothing is held.
		}

	}

	record FailingChannel(ReadableByteChannel channel, String how) implements ReadableByteChannel {

		@Override
		public int read(ByteBuffer target) throws IOException {
			int count = this.channel.read(target);
			if (count < 0 && this.how.equals("fails")) {
				throw new IOException("Input/output error");
			}
			if (count < 0) {
				throw new IllegalStateException("A surprise");
			}
			return count;
		}

		@Override
		public boolean isOpen() {
			return this.channel.isOpen();
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
