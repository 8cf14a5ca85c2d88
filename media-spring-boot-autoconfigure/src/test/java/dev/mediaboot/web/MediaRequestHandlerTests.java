package dev.mediaboot.web;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.mediaboot.FindHint;
import dev.mediaboot.ForwardingMediaFile;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.answer.Body;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.HintedStore;
import dev.mediaboot.testing.RecordingListener;
import dev.mediaboot.transfer.Transfers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class MediaRequestHandlerTests {

	private static final int LARGE = 400_000;

	private final Transfers transfers = new Transfers(Duration.ofMinutes(1));

	private final RecordingListener listener = new RecordingListener();

	@TempDir
	private Path directory;

	@Test
	void aSiblingOlderThanAFileReplacedThisMomentIsNotSent() throws IOException, ServletException {
		Path sibling = Files.writeString(this.directory.resolve("app.js.br"), "of the version before");
		Files.setLastModifiedTime(sibling, FileTime.from(Fixture.MODIFIED));
		MediaRequestHandler handler = handler();
		Mount mount = Mount.of("/site", this.directory);
		List<String> codings = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			Files.write(this.directory.resolve("app.js"), Fixture.numbers(LARGE + i));
			codings.add(handle(handler, mount, "app.js", "br").getHeader("Content-Encoding"));
		}
		assertThat(codings).containsOnlyNulls();
	}

	@ParameterizedTest(name = "{0} {1}, sibling {2} {3}: {4}")
	@CsvSource(nullValues = "-", textBlock = """
			a, 2020-01-01T00:00:00Z, b, 2020-01-01T00:00:00Z, br
			a, 2020-01-01T00:00:00Z, b, 2020-01-01T00:00:01Z, br
			a, 2020-01-01T00:00:01Z, b, 2020-01-01T00:00:00Z, -
			a, 2020-01-01T00:00:00Z, -, -,                    -
			a, -,                    b, 2020-01-01T00:00:00Z, br
			a, -,                    b, -,                    br
			-, -,                    b, -,                    br
			-, -,                    -, -,                    br
			-, -,                    b, 2020-01-01T00:00:00Z, -
			-, -,                    -, 2020-01-01T00:00:00Z, -
			""")
	void aSiblingIsSentUnlessItMayBeOfAnotherVersion(String etag, Instant modified, String siblingEtag,
			Instant siblingModified, String coding) throws IOException, ServletException {
		MediaStore store = (path) -> path.extension().equals("js") ? new EmptyFile(etag, modified)
				: path.extension().equals("br") ? new EmptyFile(siblingEtag, siblingModified) : null;
		MockHttpServletResponse response = handle(handler(), Mount.of("/site", store), "app.js", "br");
		assertThat(response.getHeader("Content-Encoding")).isEqualTo(coding);
	}

	@ParameterizedTest
	@CsvSource({ "GET, br, , 200", "GET, identity, , 200", "GET, gzip, , 200", "HEAD, br, , 200",
			"GET, br, bytes=0-0, 206", "GET, br, bytes=99-, 416", "GET, identity;q=0, , 406" })
	void everyFileThatWasOpenedIsClosed(String method, String coding, String range, int status)
			throws IOException, ServletException {
		Set<MediaFile> open = ConcurrentHashMap.newKeySet();
		Files.writeString(this.directory.resolve("app.js"), "identity");
		Files.writeString(this.directory.resolve("app.js.br"), "coded");
		Files.writeString(this.directory.resolve("app.js.gz"), "older");
		Files.setLastModifiedTime(this.directory.resolve("app.js.gz"), FileTime.from(Fixture.MODIFIED));
		Mount mount = Mount.of("/site", new CountingStore(MediaStores.directory(this.directory), open));
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/site/app.js");
		request.addHeader("Accept-Encoding", coding);
		if (range != null) {
			request.addHeader("Range", range);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler().handle(match(mount, "/app.js"), request, response);
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(open).isEmpty();
	}

	@Test
	void aFileThatMayNotBeReadIsMissingAndAProblem() throws IOException, ServletException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler().handle(match(denying("a.js"), "/a.js"), new MockHttpServletRequest("GET", "/site/a.js"), response);
		assertThat(response.getStatus()).isEqualTo(404);
		assertThat(response.getContentLength()).isZero();
		assertThat(this.listener.problems)
			.containsExactly("unreadable: The application has no permission to read a.js");
	}

	@Test
	void aSiblingThatMayNotBeReadIsMissingAndAProblem() throws IOException, ServletException {
		MockHttpServletResponse response = handle(handler(), denying("a.js.br"), "a.js", "br");
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getHeader("Content-Encoding")).isNull();
		assertThat(this.listener.problems)
			.containsExactly("unreadable: The application has no permission to read a.js.br");
	}

	private static Mount denying(String denied) {
		return Mount.of("/site", (MediaStore) (path) -> {
			if (path.toString().equals(denied)) {
				throw new AccessDeniedException("/srv/" + path);
			}
			return MediaFile.of(new byte[10]);
		});
	}

	@ParameterizedTest
	@CsvSource({ "If-None-Match, *, 304", "If-Match, \"other\", 412" })
	void everyFileThatIsNotSentIsClosed(String name, String value, int status) throws IOException, ServletException {
		Set<MediaFile> open = ConcurrentHashMap.newKeySet();
		Files.writeString(this.directory.resolve("app.js"), "identity");
		Mount mount = Mount.of("/site", new CountingStore(MediaStores.directory(this.directory), open));
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/site/app.js");
		request.addHeader(name, value);
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler().handle(match(mount, "/app.js"), request, response);
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(open).isEmpty();
	}

	@Test
	void theIndexOfADirectoryThatIsRedirectedToIsClosed() throws IOException, ServletException {
		Set<MediaFile> open = ConcurrentHashMap.newKeySet();
		Files.createDirectory(this.directory.resolve("docs"));
		Files.writeString(this.directory.resolve("docs/index.html"), "index");
		Mount mount = Mount.of("/site", new CountingStore(MediaStores.directory(this.directory), open));
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler().handle(match(mount, "/docs"), new MockHttpServletRequest("GET", "/site/docs"), response);
		assertThat(response.getStatus()).isEqualTo(301);
		assertThat(open).isEmpty();
	}

	@Test
	void theFirstWriterThatCanCarryABodyDoes() throws IOException, ServletException {
		Files.writeString(this.directory.resolve("a.txt"), "abc");
		List<String> asked = new ArrayList<>();
		MediaRequestHandler handler = new MediaRequestHandler(
				new Responder(Clock.systemUTC(), this.listener), Arrays.asList(new NamedWriter("none", false, asked),
						new NamedWriter("first", true, asked), new NamedWriter("second", true, asked)),
				(request, failure) -> {
					throw failure;
				}, false, this.listener, this.transfers);
		handle(handler, Mount.of("/site", this.directory), "a.txt", "identity");
		assertThat(asked).containsExactly("none?", "first?", "first!");
	}

	@Test
	void aStoreThatFailsIsUnavailableForAMoment() throws IOException, ServletException {
		MediaStore failing = (path) -> {
			throw new IllegalStateException("no connection");
		};
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler().handle(match(Mount.of("/site", failing), "/a.txt"), new MockHttpServletRequest("GET", "/site/a.txt"),
				response);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeader("Retry-After")).isEqualTo("1");
	}

	@Test
	void severalRangesOfACodedFileAreTheWholeBecauseAMultipartBodyHasNoCoding() throws IOException, ServletException {
		Files.writeString(this.directory.resolve("app.js"), "identity");
		Files.write(this.directory.resolve("app.js.br"), Fixture.numbers(100_000));
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/site/app.js");
		request.addHeader("Accept-Encoding", "br");
		request.addHeader("Range", "bytes=0-0,1000-1009");
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler().handle(match(Mount.of("/site", this.directory), "/app.js"), request, response);
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getHeader("Content-Encoding")).isEqualTo("br");
		assertThat(response.getContentAsByteArray()).isEqualTo(Fixture.numbers(100_000));
	}

	@Test
	void aPageThatMayReadAFileMayReadThatThereIsNoRoom() throws IOException, ServletException {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(List.of("https://friend.example"));
		Mount mount = Mount.of("/site", (path) -> new HugeFile()).withCors(cors);
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/site/huge.bin");
		request.addHeader("Origin", "https://friend.example");
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.addHeader("Vary", "Origin");
		new MediaRequestHandler(new Responder(Clock.systemUTC(), this.listener), List.of(), (abort, failure) -> true,
				false, this.listener, new Transfers(0, Duration.ofMinutes(1), System::nanoTime))
			.handle(match(mount, "/huge.bin"), request, response);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
		assertThat(response.getHeaders("Vary")).containsExactly("Origin", "Access-Control-Request-Method",
				"Access-Control-Request-Headers");
	}

	@ParameterizedTest
	@CsvSource({ "bytes=0-0, 206, 1", "'bytes=0-0,9223372036854775806-', 206, ",
			"'bytes=0-0,200-', 200, 9223372036854775807", "'bytes=0-0,400-', 200, 9223372036854775807" })
	void everyAnswerWithAVeryLargeFileHasALength(String range, int status, Long length)
			throws IOException, ServletException {
		MediaStore store = (path) -> new HugeFile();
		Mount mount = Mount.of("/site", store).withType("bin", MediaType.parseMediaType("a/b;c=" + "d".repeat(200)));
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/site/huge.bin");
		request.addHeader("Range", range);
		MockHttpServletResponse response = new MockHttpServletResponse();
		List<BodyWriter> writers = List.of(new NamedWriter("quick", true, new ArrayList<>()));
		new MediaRequestHandler(new Responder(Clock.systemUTC(), this.listener), writers, (abort, failure) -> true,
				false, this.listener, this.transfers)
			.handle(match(mount, "/huge.bin"), request, response);
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(response.getContentLengthLong()).isPositive();
		if (length != null) {
			assertThat(response.getContentLengthLong()).isEqualTo(length);
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET, identity, , 200, IDENTITY, 8", "GET, br, , 200, BR, 5",
			"GET, identity, bytes=1-3, 206, IDENTITY, 3", "GET, br, bytes=0-0, 206, BR, 1",
			"GET, identity, 'bytes=0-0,2-2', 206, IDENTITY, " })
	void listenerIsInformedBeforeAndAfterABody(String method, String coding, String range, int status,
			ContentCoding expected, Long bytes) throws IOException, ServletException {
		Mount mount = ask(method, coding, range);
		assertThat(this.listener.begun).extracting(Mount::url).containsExactly(mount.url());
		assertThat(this.listener.results).singleElement().satisfies((result) -> {
			assertThat(result.status()).isEqualTo(status);
			assertThat(result.coding()).isEqualTo(expected);
			assertThat(result.writer()).isEqualTo("stream");
			assertThat(result.ending()).isEqualTo(AnswerListener.Ending.COMPLETE);
			assertThat(result.nanoseconds()).isPositive();
			assertThat(result.reason()).isEqualTo(Answer.Reason.NONE);
			if (bytes != null) {
				assertThat(result.bytes()).isEqualTo(bytes);
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "HEAD, br, , 200", "OPTIONS, br, , 200", "POST, br, , 405", "GET, identity, bytes=99-, 416",
			"GET, 'identity;q=0,br;q=0', , 406" })
	void listenerIsInformedOfAResponseWithoutBodyAtItsEnd(String method, String coding, String range, int status)
			throws IOException, ServletException {
		ask(method, coding, range);
		assertThat(this.listener.begun).isEmpty();
		assertThat(this.listener.results).singleElement()
			.returns(status, AnswerListener.Result::status)
			.returns(null, AnswerListener.Result::coding)
			.returns(null, AnswerListener.Result::writer)
			.returns(0L, AnswerListener.Result::bytes)
			.returns(AnswerListener.Ending.COMPLETE, AnswerListener.Result::ending);
	}

	private Mount ask(String method, String coding, String range) throws IOException, ServletException {
		Files.writeString(this.directory.resolve("app.js"), "identity");
		Files.writeString(this.directory.resolve("app.js.br"), "coded");
		Mount mount = Mount.of("/site", this.directory);
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/site/app.js");
		request.addHeader("Accept-Encoding", coding);
		if (range != null) {
			request.addHeader("Range", range);
		}
		handler().handle(match(mount, "/app.js"), request, new MockHttpServletResponse());
		return mount;
	}

	@ParameterizedTest
	@CsvSource({ "GET, 404, true", "HEAD, 404, true", "POST, 405, false", "OPTIONS, 200, false" })
	void aPathIsRefusedWhenItWasToBeLookedUp(String method, int status, boolean refused)
			throws IOException, ServletException {
		handler().handle(match(Mount.of("/site", this.directory), "/.hidden"),
				new MockHttpServletRequest(method, "/site/.."), new MockHttpServletResponse());
		assertThat(this.listener.results).singleElement()
			.returns(status, AnswerListener.Result::status)
			.returns(refused ? Answer.Reason.REFUSED : Answer.Reason.NONE, AnswerListener.Result::reason);
	}

	@Test
	void listenerIsInformedOfAStoreThatFails() throws IOException, ServletException {
		MediaStore failing = (path) -> {
			throw new IOException("no connection");
		};
		handler().handle(match(Mount.of("/site", failing), "/a.txt"), new MockHttpServletRequest("GET", "/site/a.txt"),
				new MockHttpServletResponse());
		assertThat(this.listener.problems).singleElement().asString().startsWith("unavailable: ");
		assertThat(this.listener.results).singleElement().returns(503, AnswerListener.Result::status);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void writerThatFailsIsReportedOnce(boolean afterTelling) throws IOException, ServletException {
		BodyWriter failing = mock(BodyWriter.class);
		given(failing.canWrite(any(), any(), any())).willReturn(true);
		given(failing.name()).willReturn("failing");
		willAnswer((invocation) -> {
			if (afterTelling) {
				invocation.getArgument(3, BodyWriter.Completion.class).ended(failing, 3, null);
			}
			throw new IllegalStateException("expected");
		}).given(failing).write(any(), any(), any(), any());
		MediaRequestHandler handler = new MediaRequestHandler(new Responder(Clock.systemUTC(), this.listener),
				List.of(failing), (request, failure) -> true, false, this.listener, this.transfers);
		Files.writeString(this.directory.resolve("a.txt"), "abc");
		assertThatIllegalStateException()
			.isThrownBy(() -> handle(handler, Mount.of("/site", this.directory), "a.txt", "identity"))
			.withMessage("expected");
		assertThat(this.listener.begun).hasSize(1);
		assertThat(this.listener.results).singleElement()
			.returns("failing", AnswerListener.Result::writer)
			.returns(afterTelling ? AnswerListener.Ending.COMPLETE : AnswerListener.Ending.ABORTED,
					AnswerListener.Result::ending);
	}

	@Test
	void allListenersReceiveTheSame() throws IOException, ServletException {
		RecordingListener second = new RecordingListener();
		MediaStore failing = (path) -> {
			throw new IOException("no connection");
		};
		AnswerListener all = AnswerListener.allOf(List.of(this.listener, second));
		MediaRequestHandler handler = new MediaRequestHandler(new Responder(Clock.systemUTC(), all), List.of(),
				(request, failure) -> true, false, all, this.transfers);
		handler.handle(match(Mount.of("/site", failing), "/a.txt"), new MockHttpServletRequest("GET", "/site/a.txt"),
				new MockHttpServletResponse());
		Files.writeString(this.directory.resolve("a.txt"), "abc");
		handle(handler, Mount.of("/site", this.directory), "a.txt", "identity");
		assertThat(second.begun).hasSize(1).isEqualTo(this.listener.begun);
		assertThat(second.results).hasSize(2).isEqualTo(this.listener.results);
		assertThat(second.problems).hasSize(1).isEqualTo(this.listener.problems);
	}

	/**
	 * A listener that fails wherever it can.
	 */
	private record FailingListener(boolean withError) implements AnswerListener {

		@Override
		public void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
			fail();
		}

		@Override
		public void bodyStart(MediaRegistry.Match match) {
			fail();
		}

		@Override
		public void bodyEnd(MediaRegistry.Match match) {
			fail();
		}

		@Override
		public void responseEnd(MediaRegistry.Match match, Result result) {
			fail();
		}

		@Override
		public void problem(Mount mount, Problem problem, String detail) {
			fail();
		}

		private void fail() {
			if (this.withError) {
				throw new NoClassDefFoundError("some.Meter");
			}
			throw new IllegalStateException("no figures");
		}

	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aListenerThatFailsHarmsNeitherTheAnswerNorOthers(boolean withError, CapturedOutput output)
			throws IOException, ServletException {
		Files.writeString(this.directory.resolve("a.txt"), "abc");
		RecordingListener before = new RecordingListener();
		RecordingListener behind = new RecordingListener();
		MediaRequestHandler handler = new MediaRequestHandler(
				new Responder(Clock.systemUTC(),
						AnswerListener.allOf(List.of(before, new FailingListener(withError), behind))),
				List.of(), (request, abort) -> true, false,
				AnswerListener.allOf(List.of(before, new FailingListener(withError), behind)), this.transfers);
		Mount mount = Mount.of("/site", this.directory);
		assertThat(handle(handler, mount, "a.txt", "identity").getContentAsString()).isEqualTo("abc");
		MockHttpServletResponse missing = new MockHttpServletResponse();
		handler.handle(match(mount, "/none.txt"), new MockHttpServletRequest("GET", "/site/none.txt"), missing);
		assertThat(missing.getStatus()).isEqualTo(404);
		for (RecordingListener each : List.of(before, behind)) {
			assertThat(each.open).containsExactly(Map.entry("/site", 0));
			assertThat(each.results).extracting(AnswerListener.Result::bytes).containsExactly(3L, 0L);
		}
		assertThat(output).containsOnlyOnce("Its further failures are not logged");
	}

	private static MockHttpServletResponse handle(MediaRequestHandler handler, Mount mount, String name,
			String acceptEncoding) throws IOException, ServletException {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/site/" + name);
		request.addHeader("Accept-Encoding", acceptEncoding);
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler.handle(match(mount, "/" + name), request, response);
		assertThat(response.getStatus()).isEqualTo(200);
		return response;
	}

	private MediaRequestHandler handler() {
		return new MediaRequestHandler(new Responder(Clock.systemUTC(), this.listener), List.of(),
				(request, failure) -> {
					throw failure;
				}, false, this.listener, this.transfers);
	}

	/**
	 * A store that knows which of its files are open.
	 */
	private record CountingStore(MediaStore store, Set<MediaFile> open) implements MediaStore {

		@Override
		public MediaFile find(MediaPath path) throws IOException {
			MediaFile file = this.store.find(path);
			return (file != null) ? new CountedFile(file, this.open) : null;
		}

	}

	private static final class CountedFile extends ForwardingMediaFile {

		private final Set<MediaFile> open;

		CountedFile(MediaFile file, Set<MediaFile> open) {
			super(file);
			this.open = open;
			open.add(this);
		}

		@Override
		public void close() throws IOException {
			this.open.remove(this);
			super.close();
		}

	}

	private record EmptyFile(String etag, Instant lastModified) implements MediaFile {

		@Override
		public long length() {
			return 0;
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

	private record HugeFile() implements MediaFile {

		@Override
		public long length() {
			return Long.MAX_VALUE;
		}

		@Override
		public Instant lastModified() {
			return null;
		}

		@Override
		public String etag() {
			return "huge";
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

	private record NamedWriter(String name, boolean able, List<String> asked) implements BodyWriter {

		@Override
		public boolean canWrite(Body body, HttpServletRequest request, HttpServletResponse response) {
			this.asked.add(this.name + "?");
			return this.able;
		}

		@Override
		public void write(Body body, HttpServletRequest request, HttpServletResponse response, Completion completion) {
			this.asked.add(this.name + "!");
		}

	}

	@Test
	void storeReceivesTheConditionsAndTheRange() throws Exception {
		HintedStore hinted = new HintedStore();
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/site/a.txt");
		request.addHeader("Range", "bytes=0-0");
		request.addHeader("If-None-Match", "\"a\"");
		handler().handle(match(Mount.of("/site", hinted), "/a.txt"), request, new MockHttpServletResponse());
		assertThat(hinted.hints()).first()
			.returns("GET", FindHint::method)
			.returns("bytes=0-0", (hint) -> hint.get("Range"))
			.returns("\"a\"", (hint) -> hint.get("If-None-Match"));
	}

	private static MediaRegistry.Match match(Mount mount, String path) {
		MediaRegistry registry = MediaRegistry.create(MediaStores.factory());
		registry.mount(mount);
		return Objects.requireNonNull(registry.match("localhost", mount.url() + path));
	}

}
