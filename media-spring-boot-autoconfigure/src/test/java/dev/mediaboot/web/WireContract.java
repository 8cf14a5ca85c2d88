package dev.mediaboot.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.MemoryStore;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
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

import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every client may rely on, byte by byte and in each protocol. Each row is sent
 * twice, once alone and once with the next requests right behind it, and the next answers
 * on the connection must come whole.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WireContract {

	private static final String TXT = "/media/alphabet.txt";

	private static final String NUMBERS = "/media/numbers.png";

	private static final String ALPHABET = Fixture.ALPHABET;

	private static final byte[] NUMBERS_BODY = Fixture.numbers(100_000);

	private static final byte[] LARGE_BODY = Fixture.numbers(Fixture.LARGE);

	private static final String MODIFIED = "Thu, 29 Feb 2024 12:34:56 GMT";

	private static final String EARLIER = "Thu, 29 Feb 2024 12:34:55 GMT";

	private static final String LATER = "Thu, 29 Feb 2024 12:34:57 GMT";

	private static final String[] OF_A_FILE = { "Content-Type", "ETag", "Last-Modified", "Accept-Ranges",
			"Content-Encoding", "Content-Disposition", "Content-Security-Policy" };

	private static final List<String> OF_A_CONNECTION = List.of("Connection", "Keep-Alive", "Proxy-Connection",
			"Transfer-Encoding", "Upgrade");

	private static final String SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

	private final Server server;

	private final String dispatch;

	@Parameter
	private Protocol protocol;

	private Server.Application application;

	private String etag;

	private String numbersEtag;

	WireContract(Server server, String dispatch) {
		this.server = server;
		this.dispatch = dispatch;
	}

	/** What else the application has. */
	List<Class<?>> configurations() {
		return List.of();
	}

	@BeforeParameterizedClassInvocation(injectArguments = false)
	void start(@TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		List<Class<?>> configurations = new ArrayList<>(configurations());
		configurations.add(MemoryStore.Mounted.class);
		this.application = this.server.start(this.protocol, configurations, fixture.properties(
				"media.dispatch=" + this.dispatch, "media.mounts.cors.url=/cors",
				"media.mounts.cors.root=" + fixture.path("site"),
				"media.mounts.cors.cors.allowed-origins=https://friend.example", "media.mounts.content.url=/content",
				"media.mounts.content.root=" + fixture.path("media"), "media.mounts.content.etag=content",
				"media.mounts.some.url=/some", "media.mounts.some.root=" + fixture.path("media"),
				"media.mounts.some.extensions=png", "media.mounts.some.cache-control.max-age=365d",
				"media.mounts.some.cache-control.immutable=true", "media.mounts.some.headers.X-Robots-Tag=noindex",
				"media.mounts.some.disposition=attachment", "media.mounts.down.url=/down",
				"media.mounts.down.root=" + fixture.path("media"), "media.mounts.down.disposition=attachment",
				"media.mounts.down.types.extensionless=application/json"));
		this.etag = this.application.send(Row.get("", TXT)).field("ETag");
		this.numbersEtag = this.application.send(Row.get("", NUMBERS)).field("ETag");
	}

	@AfterParameterizedClassInvocation
	void stop() {
		this.application.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "methods", "fields", "conditions", "conditionalRanges", "ranges", "large", "notModified", "errors",
			"contentOfUsers", "contentOfTheSite", "codings", "origins", "redirects", "names", "attachments",
			"oddities" })
	void isAnswered(Row row) throws IOException {
		row.assumeSpokenIn(this.protocol);
		Reply reply = alone(row);
		row.check(reply);
		assertThat(reply.text()).doesNotContain(Fixture.SECRET);
		if (!reply.closes() && !reply.isRefusal()) {
			assertThat(comparable(together(row))).isEqualTo(comparable(reply));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "fields", "conditions", "notModified", "errors", "contentOfUsers", "contentOfTheSite", "codings",
			"redirects", "names", "oddities" })
	void headHasTheFieldsOfGet(Row row) throws IOException {
		row.assumeSpokenIn(this.protocol);
		if (row.method().equals("GET") && !row.isPartial()) {
			Reply get = alone(row);
			Reply head = alone(row.as("HEAD"));
			assertThat(head.status()).isEqualTo(get.status());
			if (isOurs(get)) {
				assertThat(head.timeless()).isEqualTo(get.timeless());
			}
		}
	}

	/**
	 * After its own 400 the container may close without a word, but not the connection of
	 * other streams (RFC 9113 §5.4.2).
	 */
	private Reply alone(Row row) throws IOException {
		try (Connection connection = this.application.connect()) {
			Reply reply = connection.send(row).read();
			if (this.protocol.isHttp2()) {
				assertThat(reply.names()).as("RFC 9113 §8.2.2").doesNotContainAnyElementsOf(OF_A_CONNECTION);
			}
			if (reply.closes()) {
				assertThat(connection.isAtEnd()).as("at the end after " + reply).isTrue();
			}
			else if (!reply.isRefusal() || this.protocol.isHttp2()) {
				assertThat(connection.get(TXT).text()).as("the next answer over " + this.protocol).isEqualTo(ALPHABET);
			}
			return reply;
		}
	}

	private Reply together(Row row) throws IOException {
		try (Connection connection = this.application.connect()) {
			List<Exchange> three = connection.sendTogether(row, Row.get("", TXT), Row.head("", TXT));
			Reply reply = three.get(0).read();
			assertThat(three.get(1).read().text()).as("the next answer").isEqualTo(ALPHABET);
			assertThat(three.get(2).read().field("ETag")).as("the answer after that").isEqualTo(this.etag);
			return reply;
		}
	}

	private static List<Object> comparable(Reply reply) {
		String type = reply.field("Content-Type");
		if (type != null && type.startsWith("multipart/")) {
			// Another boundary each time.
			return List.of(reply.status(), reply.body().length);
		}
		if (!isOurs(reply)) {
			// The error page of the application tells the time.
			return List.of(reply.status());
		}
		return List.of(reply.status(), reply.complete(), reply.timeless(), Arrays.hashCode(reply.body()));
	}

	/** We always know how much we send. */
	private static boolean isOurs(Reply reply) {
		return reply.status() == 304 || reply.field("Content-Length") != null;
	}

	/** Whatever moves them: the kernel, a thread now and then, or what is in memory. */
	Stream<Row> large() {
		List<Row> rows = new ArrayList<>();
		for (String target : List.of("/media/large.png", "/memory/" + Fixture.LARGE + ".png")) {
			rows.add(Row.get("the whole of " + target, target).status(200).body(LARGE_BODY));
			rows.add(Row.get("the last answer of a connection: " + target, target)
				.with("Connection", "close")
				.onlyHttp1("RFC 9113 §8.2.2: no Connection")
				.status(200)
				.field("Connection", "close")
				.body(LARGE_BODY));
			rows.add(Row.head("the head of " + target, target)
				.status(200)
				.field("Content-Length", String.valueOf(Fixture.LARGE))
				.noBody());
			rows.add(Row.get("the middle of " + target, target)
				.with("Range", "bytes=1000001-2000000")
				.status(206)
				.field("Content-Range", "bytes 1000001-2000000/" + Fixture.LARGE)
				.body(slice(LARGE_BODY, 1_000_001, 2_000_000)));
			rows.add(Row.get("a part of 300 KiB of " + target, target)
				.with("Range", "bytes=1-307200")
				.status(206)
				.body(slice(LARGE_BODY, 1, 307_200)));
			rows.add(multipart("several parts of " + target, target, LARGE_BODY, "bytes=0-9,500000-2000000,-100000", 0,
					9, 500_000, 2_000_000, Fixture.LARGE - 100_000, Fixture.LARGE - 1));
			rows.add(Row.get("a body before that of " + target, target)
				.with("Expect", "100-continue")
				.sending("hello")
				.status(200)
				.body(LARGE_BODY));
		}
		for (int length : List.of(1, 1_000, 4_096, 8_192, 10_000, 40_960, 65_536, 65_537, 300_000)) {
			rows.add(Row.get(length + " bytes in memory", "/memory/" + length + ".png")
				.status(200)
				.body(Fixture.numbers(length)));
		}
		rows.add(multipart("several parts in memory", "/memory/100000.png", NUMBERS_BODY, "bytes=0-9,5000-5999,-10", 0,
				9, 5_000, 5_999, 99_990, 99_999));
		return rows.stream();
	}

	private static byte[] slice(byte[] bytes, int first, int last) {
		return Arrays.copyOfRange(bytes, first, last + 1);
	}

	Stream<Row> methods() {
		List<Row> rows = new ArrayList<>();
		rows.add(Row.get("RFC 9110 §9.3.1 GET", TXT).status(200).body(ALPHABET));
		rows.add(Row.head("RFC 9110 §9.3.2 HEAD has no body and the length of GET", TXT)
			.status(200)
			.field("Content-Length", "26")
			.field("ETag", this.etag));
		rows.add(Row.of("RFC 9110 §9.3.7 OPTIONS tells the methods", "OPTIONS", TXT)
			.status(200)
			.field("Allow", "GET, HEAD, OPTIONS")
			.body(""));
		rows.add(Row.of("RFC 9110 §9.3.7 OPTIONS of a file that is not there", "OPTIONS", "/media/missing.txt")
			.status(200)
			.field("Allow", "GET, HEAD, OPTIONS"));
		for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "PROPFIND", "FROBNICATE", "get")) {
			rows.add(notAllowed(Row.of("RFC 9110 §15.5.6 " + method, method, TXT)));
			rows.add(notAllowed(Row.of("RFC 9110 §15.5.6 " + method + " of nothing", method, "/media/missing.txt")));
			rows.add(notAllowed(
					Row.of("RFC 9110 §15.5.6 " + method + " with a body", method, TXT).sending("x".repeat(5_000))));
			rows.add(notAllowed(Row.of("RFC 9110 §15.5.6 " + method + " with chunks", method, TXT)
				.with("Transfer-Encoding", "chunked")
				.onlyHttp1("RFC 9113 §8.2.2: no Transfer-Encoding")
				.following("5\r\nhello\r\n0\r\n\r\n")));
		}
		rows.add(notAllowed(Row.of("RFC 9110 §15.5.6 POST of a form", "POST", TXT)
			.with("Content-Type", "application/x-www-form-urlencoded")
			.sending("_method=GET")));
		rows.add(Row.of("RFC 9110 §9.3.8 TRACE tells no secret", "TRACE", TXT)
			.with("Cookie", "session=private")
			.with("Authorization", "Basic private")
			.status(405)
			.expect((reply) -> assertThat(reply.text()).doesNotContain("private")));
		rows.add(Row.get("RFC 9110 §9.3.1 GET with a body", TXT).sending("hello").status(200).body(ALPHABET));
		rows.add(Row.get("RFC 9110 §10.1.1 Expect: 100-continue with a body", TXT)
			.with("Expect", "100-continue")
			.sending("hello")
			.status(200)
			.body(ALPHABET));
		rows.add(Row.get("RFC 9112 §9.6 Connection: close", TXT)
			.with("Connection", "close")
			.onlyHttp1("RFC 9113 §8.2.2: no Connection")
			.status(200)
			.body(ALPHABET)
			.field("Connection", "close"));
		return rows.stream();
	}

	private static Row notAllowed(Row row) {
		return row.status(405)
			.field("Allow", "GET, HEAD, OPTIONS")
			.exactly("Date", "Allow", "Content-Length", "Cache-Control", "X-Content-Type-Options")
			.body("");
	}

	Stream<Row> fields() {
		return Stream.of(
				Row.get("RFC 9110 §15.3.1 the fields of 200", TXT)
					.status(200)
					.exactly("Date", "Content-Type", "Content-Length", "ETag", "Last-Modified", "Accept-Ranges",
							"Cache-Control", "X-Content-Type-Options")
					.field("Content-Type", "text/plain;charset=utf-8")
					.field("Content-Length", "26")
					.field("Last-Modified", MODIFIED)
					.field("Accept-Ranges", "bytes")
					.field("Cache-Control", "no-cache")
					.field("X-Content-Type-Options", "nosniff")
					.expect((reply) -> assertThat(reply.field("ETag")).matches("\"[\\x21\\x23-\\x7e]{16,}\"")),
				Row.get("RFC 9110 §8.6 an empty file has the length 0", "/media/empty.txt").status(200).body(""),
				Row.get("RFC 9110 §8.6 more than any buffer of the server", NUMBERS).status(200).body(NUMBERS_BODY),
				Row.get("RFC 9110 §8.8.3 a tag made of the content", "/content/alphabet.txt")
					.status(200)
					.expect((reply) -> assertThat(reply.field("ETag")).isNotEqualTo(this.etag)),
				Row.get("the policy of a mount", "/some/numbers.png")
					.status(200)
					.field("Cache-Control", "max-age=31536000, immutable")
					.field("X-Robots-Tag", "noindex")
					.field("Content-Disposition", "attachment; filename=\"numbers.png\""),
				Row.get("an extension that is not allowed is not there", "/some/alphabet.txt").status(404).body(""));
	}

	Stream<Row> conditions() {
		return Stream.of(modified("§13.1.1 If-Match: the tag").with("If-Match", this.etag),
				modified("§13.1.1 If-Match: *").with("If-Match", "*"),
				modified("§13.1.1 If-Match: the tag in a list").with("If-Match", "\"a,b\", , " + this.etag + ",\"c\""),
				modified("§13.1.1 If-Match: the tag on a further line").with("If-Match", "\"a\"")
					.with("If-Match", this.etag),
				failed("§13.1.1 If-Match: another tag").with("If-Match", "\"other\""),
				failed("§13.1.1 If-Match: a weak tag never matches").with("If-Match", "W/" + this.etag),
				failed("§13.1.1 If-Match: not a tag").with("If-Match", this.etag.replace("\"", "")),
				failed("§13.1.1 If-Match: other tags on several lines").with("If-Match", "\"a\"")
					.with("If-Match", "\"b\""),
				modified("§13.2.2 If-Match precedes If-Unmodified-Since").with("If-Match", this.etag)
					.with("If-Unmodified-Since", EARLIER),
				failed("§13.2.2 If-Match precedes If-None-Match").with("If-Match", "\"other\"")
					.with("If-None-Match", this.etag),
				unmodified("§13.2.2 If-None-Match after an If-Match that holds").with("If-Match", this.etag)
					.with("If-None-Match", this.etag),
				failed("§13.1.4 If-Unmodified-Since: earlier").with("If-Unmodified-Since", EARLIER),
				modified("§13.1.4 If-Unmodified-Since: the same").with("If-Unmodified-Since", MODIFIED),
				modified("§13.1.4 If-Unmodified-Since: later").with("If-Unmodified-Since", LATER),
				modified("§13.1.4 If-Unmodified-Since: not a date").with("If-Unmodified-Since", "yesterday"),
				modified("§13.1.4 If-Unmodified-Since: two dates").with("If-Unmodified-Since", EARLIER)
					.with("If-Unmodified-Since", EARLIER),
				unmodified("§13.1.2 If-None-Match: the tag").with("If-None-Match", this.etag),
				unmodified("§13.1.2 If-None-Match: the tag, weak").with("If-None-Match", "W/" + this.etag),
				unmodified("§13.1.2 If-None-Match: *").with("If-None-Match", "*"),
				unmodified("§13.1.2 If-None-Match: the tag in a list").with("If-None-Match",
						"W/\"a\",\"b\" , " + this.etag),
				unmodified("§13.1.2 If-None-Match: the tag on a further line").with("If-None-Match", "\"a\"")
					.with("If-None-Match", "\"b\"")
					.with("If-None-Match", this.etag),
				modified("§13.1.2 If-None-Match: another tag").with("If-None-Match", "\"other\""),
				modified("§13.1.2 If-None-Match: not a tag").with("If-None-Match", this.etag.replace("\"", "")),
				modified("§13.1.3 If-None-Match precedes If-Modified-Since").with("If-None-Match", "\"other\"")
					.with("If-Modified-Since", MODIFIED),
				unmodified("§13.1.3 If-None-Match precedes an earlier If-Modified-Since")
					.with("If-None-Match", this.etag)
					.with("If-Modified-Since", EARLIER),
				unmodified("§13.1.3 If-Modified-Since: the same").with("If-Modified-Since", MODIFIED),
				unmodified("§13.1.3 If-Modified-Since: later").with("If-Modified-Since", LATER),
				modified("§13.1.3 If-Modified-Since: earlier").with("If-Modified-Since", EARLIER),
				modified("§13.1.3 If-Modified-Since: not a date").with("If-Modified-Since", "1709210096"),
				modified("§13.1.3 If-Modified-Since: two dates").with("If-Modified-Since", MODIFIED)
					.with("If-Modified-Since", MODIFIED),
				unmodified("§5.6.7 an RFC 850 date").with("If-Modified-Since", "Thursday, 29-Feb-24 12:34:56 GMT"),
				unmodified("§5.6.7 an asctime date").with("If-Modified-Since", "Thu Feb 29 12:34:56 2024"),
				failed("§13.2.2 If-Unmodified-Since precedes If-None-Match").with("If-Unmodified-Since", EARLIER)
					.with("If-None-Match", this.etag),
				unmodified("§13.2.2 304 precedes Range").with("If-None-Match", this.etag).with("Range", "bytes=0-0"),
				failed("§13.2.2 412 precedes Range").with("If-Match", "\"other\"").with("Range", "bytes=99-"),
				Row.get("§13.2.1 nothing is evaluated where nothing is", "/media/missing.txt")
					.with("If-Match", "*")
					.with("If-None-Match", "*")
					.status(404),
				notAllowed(Row.of("§13.2.1 nothing is evaluated for POST", "POST", TXT).with("If-Match", "\"other\"")));
	}

	private Row modified(String label) {
		return Row.get("RFC 9110 " + label, TXT).status(200).body(ALPHABET).field("ETag", this.etag);
	}

	private Row unmodified(String label) {
		return Row.get("RFC 9110 " + label, TXT).status(304).noBody().field("ETag", this.etag);
	}

	private Row failed(String label) {
		return error(Row.get("RFC 9110 " + label, TXT).status(412));
	}

	/** An error tells of itself only. */
	private static Row error(Row row) {
		return row.exactly("Date", "Content-Length", "Cache-Control", "X-Content-Type-Options")
			.field("Cache-Control", "no-store")
			.field("X-Content-Type-Options", "nosniff")
			.body("");
	}

	Stream<Row> conditionalRanges() {
		return Stream.of(partial("§13.1.5 If-Range: the tag", "bytes=0-0", 0, 0).with("If-Range", this.etag),
				partial("§13.1.5 If-Range: the date", "bytes=0-0", 0, 0).with("If-Range", MODIFIED),
				whole("§13.1.5 If-Range: another tag", "bytes=0-0").with("If-Range", "\"other\""),
				whole("§13.1.5 If-Range: the tag, weak", "bytes=0-0").with("If-Range", "W/" + this.etag),
				whole("§13.1.5 If-Range: a list is not a tag", "bytes=0-0").with("If-Range", "\"a\", " + this.etag),
				whole("§13.1.5 If-Range: *", "bytes=0-0").with("If-Range", "*"),
				whole("§13.1.5 If-Range: an earlier date", "bytes=0-0").with("If-Range", EARLIER),
				whole("§13.1.5 If-Range: a later date", "bytes=0-0").with("If-Range", LATER),
				whole("§13.1.5 If-Range: not a date", "bytes=0-0").with("If-Range", "yesterday"),
				whole("§13.1.5 If-Range: another tag, and a range that is not there", "bytes=99-").with("If-Range",
						"\"other\""),
				Row.get("RFC 9110 §13.1.5 If-Range without Range", TXT)
					.with("If-Range", this.etag)
					.status(200)
					.body(ALPHABET),
				partial("§13.2.2 If-Range after an If-Match that holds", "bytes=0-0", 0, 0).with("If-Match", this.etag)
					.with("If-Range", this.etag),
				failed("§13.2.2 If-Range after an If-Match that fails").with("If-Match", "\"other\"")
					.with("Range", "bytes=0-0")
					.with("If-Range", this.etag));
	}

	Stream<Row> ranges() {
		String hundred = "0-0" + ",9-9".repeat(100);
		String overlapping = "bytes=" + "0-,".repeat(99) + "0-";
		return Stream.of(partial("§14.1.2 the first byte", "bytes=0-0", 0, 0),
				partial("§14.1.2 the last byte", "bytes=25-25", 25, 25),
				partial("§14.1.2 some bytes", "bytes=3-7", 3, 7), partial("§14.1.2 open", "bytes=20-", 20, 25),
				partial("§14.1.2 all of it", "bytes=0-", 0, 25), partial("§14.1.2 suffix", "bytes=-3", 23, 25),
				partial("§14.1.2 a suffix longer than the file", "bytes=-99", 0, 25),
				partial("§14.1.2 a last position behind the end", "bytes=24-99", 24, 25),
				partial("§14.1.2 a last position larger than any number", "bytes=24-99999999999999999999", 24, 25),
				partial("§14.1 the unit is case-insensitive", "BYTES=1-1", 1, 1),
				partial("§5.6.1.2 empty elements", "bytes=,1-1, ,", 1, 1),
				partial("§14.2 a range that is not there beside one that is", "bytes=99-,1-1", 1, 1),
				partial("§14.2 overlapping ranges become one", "bytes=0-5,3-9,9-11", 0, 11),
				partial("§14.2 a hundred times everything is everything once", overlapping, 0, 25),
				whole("§14.2 an unknown unit", "items=0-0"), whole("§14.2 no unit", "0-0"),
				whole("§14.2 no range", "bytes="), whole("§14.2 only commas", "bytes=,,"),
				whole("§14.2 backwards", "bytes=5-2"), whole("§14.2 no number", "bytes=a-b"),
				whole("§14.2 no hyphen", "bytes=5"), whole("§14.2 two hyphens", "bytes=--5"),
				whole("§14.2 a sign", "bytes=+1-+2"), whole("§14.2 one range malformed", "bytes=0-0,x"),
				whole("§14.2 a fraction", "bytes=0.5-1"), whole("§14.2 more than a hundred ranges", "bytes=" + hundred),
				Row.get("RFC 9110 §14.2 two lines are not a Range", TXT)
					.with("Range", "bytes=0-0")
					.with("Range", "bytes=1-1")
					.status(200)
					.body(ALPHABET),
				unsatisfiable("§15.5.17 behind the end", "bytes=26-"),
				unsatisfiable("§15.5.17 far behind the end", "bytes=99999999999999999999-"),
				unsatisfiable("§15.5.17 a suffix of nothing", "bytes=-0"),
				unsatisfiable("§15.5.17 several behind the end", "bytes=26-27,-0,99-"), emptyFile("bytes=0-"),
				emptyFile("bytes=0-0"), emptyFile("bytes=1-"), emptyFile("bytes=-5"), emptyFile("bytes=-0"),
				emptyFile("bytes=0-0,9-9"),
				Row.head("RFC 9110 §14.2 HEAD ignores Range", TXT)
					.with("Range", "bytes=0-0")
					.status(200)
					.without("Content-Range")
					.field("Content-Length", "26"),
				Row.head("RFC 9110 §14.2 HEAD ignores a Range that is not there", TXT)
					.with("Range", "bytes=99-")
					.status(200)
					.without("Content-Range")
					.field("Content-Length", "26"),
				Row.get("RFC 9110 §14.2 a slice larger than any buffer", NUMBERS)
					.with("Range", "bytes=1-99998")
					.status(206)
					.field("Content-Range", "bytes 1-99998/100000")
					.body(slice(NUMBERS_BODY, 1, 99_998)),
				multipart("§15.3.7.2 several ranges", "bytes=0-9,5000-5999,-10", 0, 9, 5_000, 5_999, 99_990, 99_999),
				multipart("§15.3.7.2 in the order they were asked for", "bytes=-10,5000-5999,0-0", 99_990, 99_999,
						5_000, 5_999, 0, 0),
				multipart("§15.3.7.2 without those that are not there", "bytes=0-9,100000-,5000-5000", 0, 9, 5_000,
						5_000),
				multipart("§15.3.7.2 overlapping ones joined", "bytes=0-9,90000-90009,5-19", 0, 19, 90_000, 90_009),
				multipart("§15.3.7.2 with If-Range", "bytes=0-0,5000-5000", 0, 0, 5_000, 5_000).with("If-Range",
						this.numbersEtag),
				Row.get("RFC 9110 §14.2 several ranges that are longer than the file", TXT)
					.with("Range", "bytes=0-1,-1")
					.statusIn(200, 206)
					.expect((reply) -> assertThat(reply.text()).isEqualTo(ALPHABET)));
	}

	private Row partial(String label, String range, int first, int last) {
		return Row.get("RFC 9110 " + label, TXT)
			.with("Range", range)
			.status(206)
			.field("Content-Range", "bytes " + first + "-" + last + "/26")
			.field("ETag", this.etag)
			.field("Content-Type", "text/plain;charset=utf-8")
			.body(ALPHABET.substring(first, last + 1));
	}

	private Row whole(String label, String range) {
		return Row.get("RFC 9110 " + label, TXT)
			.with("Range", range)
			.status(200)
			.without("Content-Range")
			.body(ALPHABET);
	}

	/** nginx' slice module asks for parts of every file, and passes on a 416. */
	private static Row emptyFile(String range) {
		return Row.get("RFC 9110 §14.2 " + range + " of an empty file is all of it", "/media/empty.txt")
			.with("Range", range)
			.status(200)
			.without("Content-Range")
			.body("");
	}

	private static Row unsatisfiable(String label, String range) {
		return Row.get("RFC 9110 " + label, TXT)
			.with("Range", range)
			.status(416)
			.exactly("Date", "Content-Range", "Content-Length", "Cache-Control", "X-Content-Type-Options")
			.field("Content-Range", "bytes */26")
			.body("");
	}

	private static Row multipart(String label, String range, int... positions) {
		return multipart("RFC 9110 " + label, NUMBERS, NUMBERS_BODY, range, positions);
	}

	private static Row multipart(String label, String target, byte[] content, String range, int... positions) {
		return Row.get(label, target).with("Range", range).status(206).without("Content-Range").expect((reply) -> {
			String type = reply.field("Content-Type");
			assertThat(type).matches("multipart/byteranges; ?boundary=[-0-9a-f]{36}");
			String boundary = type.substring(type.indexOf('=') + 1);
			StringBuilder body = new StringBuilder();
			for (int i = 0; i < positions.length; i += 2) {
				body.append("\r\n--").append(boundary).append("\r\n");
				body.append("Content-Type: image/png\r\nContent-Range: bytes ");
				body.append(positions[i]).append('-').append(positions[i + 1]).append('/').append(content.length);
				body.append("\r\n\r\n");
				body.append(new String(slice(content, positions[i], positions[i + 1]), StandardCharsets.US_ASCII));
			}
			body.append("\r\n--").append(boundary).append("--\r\n");
			assertThat(Arrays.mismatch(reply.body(), body.toString().getBytes(StandardCharsets.US_ASCII)))
				.as("the first byte that is another, of " + body.length())
				.isNegative();
			assertThat(reply.field("Content-Length")).isEqualTo(String.valueOf(body.length()));
		});
	}

	Stream<Row> notModified() {
		String coded = etag("/site/app.js", "br");
		return Stream.of(
				unmodified("§15.4.5 304 has the fields of a cache and no other").with("If-None-Match", this.etag)
					.exactly("Date", "ETag", "Cache-Control", "X-Content-Type-Options")
					.field("Cache-Control", "no-cache"),
				Row.get("RFC 9110 §15.4.5 304 of a negotiated file", "/site/app.js")
					.with("Accept-Encoding", "br")
					.with("If-None-Match", coded)
					.status(304)
					.noBody()
					.exactly("Date", "ETag", "Cache-Control", "Vary", "X-Content-Type-Options")
					.field("Vary", "Accept-Encoding")
					.field("ETag", coded),
				Row.get("RFC 9110 §15.4.5 304 of an active type", "/media/file.html")
					.with("If-Modified-Since", MODIFIED)
					.status(304)
					.exactly("Date", "ETag", "Cache-Control", "X-Content-Type-Options"),
				Row.get("RFC 9110 §15.4.5 304 of a mount with fields of its own", "/some/numbers.png")
					.with("If-None-Match", "*")
					.status(304)
					.exactly("Date", "ETag", "Cache-Control", "Vary", "X-Content-Type-Options"),
				Row.get("RFC 9110 §15.4.5 304 on the last answer of a connection", TXT)
					.with("If-None-Match", "*")
					.with("Connection", "close")
					.onlyHttp1("RFC 9113 §8.2.2: no Connection")
					.status(304)
					.exactly("Date", "ETag", "Cache-Control", "X-Content-Type-Options", "Connection"));
	}

	private String etag(String target, String acceptEncoding) {
		try {
			return this.application.send(Row.get("", target).with("Accept-Encoding", acceptEncoding)).field("ETag");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Stream<Row> errors() {
		List<Row> rows = new ArrayList<>();
		for (String target : List.of("/media/missing.txt", "/media/sub", "/media/sub/", "/media/", "/media",
				"/media/sub/missing/", "/media/alphabet.txt/", "/media/alphabet.txt/more", "/media/.hidden",
				"/media/.git/config", "/media/ALPHABET.TXT", "/site/", "/site/docs/missing", "/site/docs/index.html/",
				"/media/missing.txt?name=%3Cscript%3Ealert(1)%3C/script%3E",
				"/media/%3Cscript%3Ealert(1)%3C/script%3E")) {
			rows.add(error(Row.get("RFC 9110 §15.5.5 " + target, target).status(404)));
			rows.add(error(Row.get("RFC 9110 §15.5.5 " + target + " for a browser", target)
				.with("Accept", "text/html,*/*")
				.with("Range", "bytes=0-")
				.with("Accept-Encoding", "br, gzip")
				.status(404)));
		}
		return rows.stream();
	}

	Stream<Row> contentOfUsers() {
		return Stream.of(active("html", "text/html;charset=utf-8"), active("xhtml", "application/xhtml+xml"),
				active("svg", "image/svg+xml"), active("xml", "application/xml"),
				active("js", "application/octet-stream"), active("swf", "application/x-shockwave-flash"),
				active("unknown", "application/octet-stream"), inert("png", "image/png"), inert("mp4", "video/mp4"),
				inert("txt", "text/plain;charset=utf-8"), inert("pdf", "application/pdf"),
				Row.get("a range of an active type is as inert", "/media/file.html")
					.with("Range", "bytes=0-0")
					.status(206)
					.field("Content-Security-Policy", SANDBOX)
					.field("Content-Disposition", "attachment; filename=\"file.html\""),
				Row.get("several ranges of an active type are as inert", "/media/file.svg")
					.with("Range", "bytes=0-0,-1")
					.statusIn(200, 206)
					.field("Content-Security-Policy", SANDBOX));
	}

	private static Row active(String extension, String type) {
		return Row.get("user content that could run: " + extension, "/media/file." + extension)
			.status(200)
			.exactly("Date", "Content-Type", "Content-Length", "ETag", "Last-Modified", "Accept-Ranges",
					"Cache-Control", "X-Content-Type-Options", "Content-Security-Policy", "Content-Disposition")
			.field("Content-Type", type)
			.field("X-Content-Type-Options", "nosniff")
			.field("Content-Security-Policy", SANDBOX)
			.field("Content-Disposition", "attachment; filename=\"file." + extension + '"')
			.body("a " + extension);
	}

	private static Row inert(String extension, String type) {
		return Row.get("user content that cannot run: " + extension, "/media/file." + extension)
			.status(200)
			.exactly("Date", "Content-Type", "Content-Length", "ETag", "Last-Modified", "Accept-Ranges",
					"Cache-Control", "X-Content-Type-Options")
			.field("Content-Type", type)
			.field("X-Content-Type-Options", "nosniff")
			.body("a " + extension);
	}

	Stream<Row> contentOfTheSite() {
		return Stream.of(
				Row.get("site content is sent as it is", "/site/file.html")
					.status(200)
					.exactly("Date", "Content-Type", "Content-Length", "ETag", "Last-Modified", "Accept-Ranges",
							"Cache-Control", "X-Content-Type-Options", "Vary")
					.field("Content-Type", "text/html;charset=utf-8")
					.body("a html"),
				Row.get("an index file", "/site/docs/")
					.status(200)
					.field("Content-Type", "text/html;charset=utf-8")
					.body("index"));
	}

	Stream<Row> codings() {
		String identity = "identity".repeat(100);
		String brotli = "brotli".repeat(50);
		String zstandard = "zstandard".repeat(40);
		String gzip = "gzip".repeat(60);
		return Stream.of(coded("nothing is said", null, null, identity), coded("br", "br", "br", brotli),
				coded("zstd", "zstd", "zstd", zstandard), coded("gzip", "gzip", "gzip", gzip),
				coded("x-gzip", "x-gzip", "gzip", gzip), coded("upper case", "GZIP", "gzip", gzip),
				coded("all alike", "gzip, deflate, br, zstd", "br", brotli),
				coded("weights decide", "br;q=0.5, gzip;q=0.8, identity;q=0.1", "gzip", gzip),
				coded("identity preferred", "br;q=0.5, identity;q=0.9", null, identity),
				coded("a weight of nothing", "br;q=0, gzip", "gzip", gzip), coded("anything", "*", "br", brotli),
				coded("anything but br", "*, br;q=0", "zstd", zstandard), coded("empty", "", null, identity),
				coded("unknown", "deflate", null, identity),
				Row.get("RFC 9110 §12.5.3 two lines", "/site/app.js")
					.with("Accept-Encoding", "deflate")
					.with("Accept-Encoding", "zstd")
					.status(200)
					.field("Content-Encoding", "zstd"),
				error406("§12.5.3 nothing is acceptable", "/site/plain.css", "identity;q=0"),
				error406("§12.5.3 nothing that is there is acceptable", "/site/plain.css", "br, *;q=0"),
				Row.get("RFC 9110 §12.5.5 what has no other form varies as well", "/site/plain.css")
					.with("Accept-Encoding", "br")
					.status(200)
					.field("Vary", "Accept-Encoding")
					.without("Content-Encoding")
					.body("css"),
				Row.get("an older sibling was made of another version", "/site/stale.js")
					.with("Accept-Encoding", "br")
					.status(200)
					.without("Content-Encoding")
					.body("fresh"),
				Row.get("a sibling by its own name is a file like others", "/site/app.js.br")
					.status(200)
					.without("Content-Encoding")
					.body(brotli),
				Row.get("RFC 9110 §14.2 a range of the coded bytes", "/site/app.js")
					.with("Accept-Encoding", "br")
					.with("Range", "bytes=4-9")
					.status(206)
					.field("Vary", "Accept-Encoding")
					.field("Content-Encoding", "br")
					.field("Content-Range", "bytes 4-9/300")
					.field("ETag", etag("/site/app.js", "br"))
					.body("librot"),
				Row.get("RFC 9110 §13.1.5 the tag of another coding", "/site/app.js")
					.with("Accept-Encoding", "br")
					.with("Range", "bytes=4-9")
					.with("If-Range", etag("/site/app.js", "identity"))
					.status(200)
					.body(brotli),
				Row.get("RFC 9110 §13.1.2 the tag of another coding", "/site/app.js")
					.with("Accept-Encoding", "br")
					.with("If-None-Match", etag("/site/app.js", "gzip"))
					.status(200)
					.body(brotli),
				Row.get("RFC 9110 §15.5.17 behind the end of the coded bytes", "/site/app.js")
					.with("Accept-Encoding", "br")
					.with("Range", "bytes=300-")
					.status(416)
					.without(OF_A_FILE)
					.field("Content-Range", "bytes */300"),
				Row.get("user content is not negotiated", "/media/alphabet.txt")
					.with("Accept-Encoding", "identity;q=0")
					.status(200)
					.without("Vary")
					.body(ALPHABET));
	}

	private static Row coded(String label, String acceptEncoding, String coding, String body) {
		Row row = Row.get("RFC 9110 §12.5.3 " + label, "/site/app.js");
		if (acceptEncoding != null) {
			row.with("Accept-Encoding", acceptEncoding);
		}
		return row.status(200)
			.field("Content-Encoding", coding)
			.field("Content-Type", "text/javascript;charset=utf-8")
			.field("Vary", "Accept-Encoding")
			.body(body);
	}

	private static Row error406(String label, String target, String acceptEncoding) {
		return Row.get("RFC 9110 " + label, target)
			.with("Accept-Encoding", acceptEncoding)
			.status(406)
			.exactly("Date", "Vary", "Content-Length", "Cache-Control", "X-Content-Type-Options")
			.field("Vary", "Accept-Encoding")
			.body("");
	}

	@Test
	void everyCodingHasATagOfItsOwn() {
		assertThat(Stream.of("identity", "br", "zstd", "gzip").map((coding) -> etag("/site/app.js", coding)).distinct())
			.hasSize(4);
	}

	Stream<Row> origins() {
		String friend = "https://friend.example";
		return Stream.of(
				Row.get("CORS: a friend reads", "/cors/plain.css")
					.with("Origin", friend)
					.status(200)
					.field("Access-Control-Allow-Origin", friend)
					.field("Access-Control-Expose-Headers", "Accept-Ranges, Content-Encoding, Content-Range, ETag")
					.expect(WireContract::variesByOrigin)
					.body("css"),
				Row.get("CORS: a friend reads a range", "/cors/plain.css")
					.with("Origin", friend)
					.with("Range", "bytes=0-0")
					.status(206)
					.field("Access-Control-Allow-Origin", friend)
					.body("c"),
				Row.get("CORS: a friend asks again", "/cors/plain.css")
					.with("Origin", friend)
					.with("If-None-Match", "*")
					.status(304)
					.field("Access-Control-Allow-Origin", friend)
					.expect(WireContract::variesByOrigin),
				Row.get("CORS: a friend learns what is missing", "/cors/missing.css")
					.with("Origin", friend)
					.status(404)
					.field("Access-Control-Allow-Origin", friend)
					.body(""),
				Row.get("CORS: nobody asks, and the answer varies all the same", "/cors/plain.css")
					.status(200)
					.without("Access-Control-Allow-Origin")
					.expect(WireContract::variesByOrigin)
					.body("css"),
				Row.get("CORS: the same origin", "/cors/plain.css")
					.with("Origin", this.protocol.scheme() + "://localhost:" + this.application.port())
					.with("Host", "localhost:" + this.application.port())
					.status(200)
					.body("css"),
				Row.get("CORS: a stranger", "/cors/plain.css")
					.with("Origin", "https://stranger.example")
					.status(403)
					.without("Access-Control-Allow-Origin")
					.without(OF_A_FILE)
					.field("X-Content-Type-Options", "nosniff")
					.body(""),
				Row.get("CORS: an origin that is opaque", "/cors/plain.css")
					.with("Origin", "null")
					.status(403)
					.without("Access-Control-Allow-Origin"),
				preflight("CORS: a friend may GET", friend, "GET").with("Access-Control-Request-Headers", "Range")
					.status(200)
					.field("Access-Control-Allow-Origin", friend)
					.field("Access-Control-Allow-Methods", "GET,HEAD")
					.field("Access-Control-Allow-Headers", "Range")
					.field("Access-Control-Max-Age", "1800")
					.without(OF_A_FILE)
					.noBody(),
				preflight("CORS: a friend may not PUT", friend, "PUT").status(403)
					.without("Access-Control-Allow-Origin"),
				preflight("CORS: a stranger may not GET", "https://stranger.example", "GET").status(403)
					.without("Access-Control-Allow-Origin"),
				Row.of("CORS: a preflight where nobody asked for CORS", "OPTIONS", TXT)
					.with("Origin", friend)
					.with("Access-Control-Request-Method", "GET")
					.without("Access-Control-Allow-Origin")
					.field("Allow", "GET, HEAD, OPTIONS"),
				Row.get("CORS: a stranger where nobody asked for CORS", TXT)
					.with("Origin", friend)
					.status(200)
					.without("Access-Control-Allow-Origin")
					.body(ALPHABET),
				Row.of("CORS: OPTIONS that is no preflight", "OPTIONS", "/cors/plain.css")
					.status(200)
					.field("Allow", "GET, HEAD, OPTIONS"));
	}

	private static void variesByOrigin(Reply reply) {
		assertThat(reply.field("Vary")).contains("Origin").contains("Accept-Encoding");
	}

	private static Row preflight(String label, String origin, String method) {
		return Row.of(label, "OPTIONS", "/cors/plain.css")
			.with("Origin", origin)
			.with("Access-Control-Request-Method", method);
	}

	Stream<Row> redirects() {
		return Stream.of(redirect("a directory without its slash", "/site/docs", "/site/docs/"),
				redirect("whatever the host", "/site/docs", "/site/docs/").with("Host", "evil.example"),
				redirect("the query stays", "/site/docs?v=%2F%2Fevil.example&w", "/site/docs/?v=%2F%2Fevil.example&w"),
				redirect("encoded once more", "/site/%64ocs", "/site/docs/"),
				redirect("a name beyond ASCII", "/site/%C3%A9t%C3%A9", "/site/%C3%A9t%C3%A9/"),
				redirect("no field of a proxy is believed", "/site/docs", "/site/docs/")
					.with("X-Forwarded-Host", "evil.example")
					.with("X-Forwarded-Prefix", "/evil")
					.with("Forwarded", "host=evil.example"),
				Row.get("redirect: user content has no index", "/media/sub").status(404).without("Location"),
				Row.get("redirect: two slashes are no directory", "//site/docs").statusIn(400, 404).without("Location"),
				Row.get("redirect: a host in the path", "/site//evil.example/docs")
					.statusIn(400, 404)
					.without("Location"));
	}

	private static Row redirect(String label, String target, String location) {
		return Row.get("redirect: " + label, target)
			.status(301)
			.field("Location", location)
			.without(OF_A_FILE)
			.body("");
	}

	Stream<Row> names() {
		return Stream.of(named("a%20b.txt", "a b.txt"), namedWithPercent("a%25b.txt", "a%b.txt"),
				namedWithPercent("a%2520b.txt", "a%20b.txt"), named("a+b.txt", "a+b.txt"),
				named("a%2Bb.txt", "a+b.txt"), named("a%3Bb.txt", "a;b.txt"), named("a&b.txt", "a&b.txt"),
				named("a'b%22.txt", "a'b\".txt"), named("a%23b%3F.txt", "a#b?.txt"),
				named("%C3%A9t%C3%A9.txt", "été.txt"), named("%F0%9F%8E%89.txt", "🎉.txt"),
				named("%61lphabet.txt", null),
				Row.get("a prefix is decoded before it is compared", "/%6Dedia/alphabet.txt")
					.status(200)
					.body(ALPHABET),
				Row.get("a well-known name", "/media/.well-known/known.txt").status(200).body("known"),
				Row.get("a query changes nothing", TXT + "?a=b;c=%2e%2e/&%00").statusIn(200, 400));
	}

	Stream<Row> attachments() {
		List<Row> rows = new ArrayList<>();
		for (String name : List.of("alphabet.txt", "a b.txt", "a+b.txt", "a;b.txt", "a&b.txt", "a#b?.txt",
				"extensionless")) {
			rows.add(attachment(name, "filename=\"" + name + '"'));
		}
		if (this.server == Server.TOMCAT) {
			rows.add(attachment("a%b.txt", "filename=\"a%b.txt\"; filename*=UTF-8''a%25b.txt"));
			rows.add(attachment("a%20b.txt", "filename=\"a%20b.txt\"; filename*=UTF-8''a%2520b.txt"));
		}
		rows.add(attachment("a'b\".txt", "filename*=UTF-8''a%27b%22.txt"));
		rows.add(attachment("été.txt", "filename*=UTF-8''%C3%A9t%C3%A9.txt"));
		rows.add(attachment("🎉.txt", "filename*=UTF-8''%F0%9F%8E%89.txt"));
		rows.add(Row.get("a type by the whole name", "/down/extensionless")
			.status(200)
			.field("Content-Type", "application/json"));
		rows.add(Row.get("no type by another mount's name", "/content/extensionless")
			.status(200)
			.field("Content-Type", "application/octet-stream"));
		return rows.stream();
	}

	private static Row attachment(String name, String parameters) {
		return Row.get("RFC 6266 §4.3 " + name, "/down/" + UriUtils.encode(name, StandardCharsets.UTF_8))
			.status(200)
			.field("Content-Disposition", "attachment; " + parameters);
	}

	private static Row named(String encoded, String name) {
		return Row.get("a file named by " + encoded, "/media/" + encoded)
			.status(200)
			.body((name != null) ? "named " + name : ALPHABET);
	}

	/** Jetty refuses an encoded percent sign: one that decodes twice could be misled. */
	private Row namedWithPercent(String encoded, String name) {
		return (this.server == Server.TOMCAT) ? named(encoded, name)
				: Row.get("a file named by " + encoded, "/media/" + encoded).status(400);
	}

	Stream<Row> oddities() {
		List<Row> rows = new ArrayList<>();
		for (String target : List.of("/media/..", "/media/../secret.txt", "/media/sub/../alphabet.txt",
				"/media/./alphabet.txt", "/media/sub/./inner.txt", "/media/%2e%2e/secret.txt", "/media/.%2E/secret.txt",
				"/media/sub/%2e%2e/alphabet.txt", "/media/..%2fsecret.txt", "/media/sub%2finner.txt",
				"/media/sub%2Finner.txt", "/media/%2fetc%2fpasswd", "/media/sub%5cinner.txt", "/media/..%5csecret.txt",
				"/media/..;/secret.txt", "/media/;/alphabet.txt", "/media/..;a=b/secret.txt", "/media/alphabet.txt;v=1",
				"/media/alphabet.txt;", "/media/a;b.txt", "/media/sub;v=1/inner.txt", "/media/alphabet.txt;jsessionid",
				"/media/alphabet.txt%00", "/media/alphabet.txt%00.png", "/media/%00", "/media/alphabet%0a.txt",
				"/media/alphabet%7f.txt", "/media/%c0%ae%c0%ae/secret.txt", "/media/%c0%afalphabet.txt",
				"/media/%e0%80%af", "/media/%ed%a0%80.txt", "/media/%f8%88%80%80%80", "/media/%ff", "/media/%c3",
				"/media/alphabet%2etx%", "/media/alphabet.tx%7", "/media/%zz", "/media/%u0061lphabet.txt",
				"/media/%252e%252e/secret.txt", "/media/%25%32%65%25%32%65/secret.txt", "//media/alphabet.txt",
				"/media//alphabet.txt", "/media/sub//inner.txt", "///media/alphabet.txt", "/media///",
				"/media/" + "a".repeat(300), "/media/" + "a/".repeat(2_500), "/media/a\\b", "/media/sub\\inner.txt",
				"/media/é.txt", "/media/alphabet.txt::$DATA", "/media/alphabet.txt%20", "/media/alphabet.txt.",
				"/media/%E2%80%AE.txt", "/media/alphabet.txt#fragment", "/media/<>\"{}|^`")) {
			rows.add(Row.get("a path that leads nowhere: " + shortened(target), target)
				.statusIn(400, 404)
				.without("ETag", "Last-Modified", "Accept-Ranges")
				.expect((reply) -> assertThat(reply.text()).doesNotContain(ALPHABET, Fixture.WITHIN, "/tmp")));
		}
		rows.add(Row.get("RFC 9112 §3.2.2 absolute-form", "http://localhost/media/alphabet.txt")
			.onlyHttp1("RFC 9113 §8.3.1: a path is no URI")
			.status(200)
			.body(ALPHABET));
		rows.add(Row.get("RFC 9112 §3.2.2 absolute-form of another host than Host", "http://evil.example/site/docs")
			.onlyHttp1("RFC 9113 §8.3.1: a path is no URI")
			.with("Host", "localhost")
			.statusIn(301, 400)
			.expect((reply) -> assertThat(reply.field("Location")).isIn(null, "/site/docs/")));
		// RFC 9113 §10.5.1: or no answer, and the end of the connection
		rows.add(Row.get("longer than the server reads", "/media/" + "a".repeat(20_000)).statusIn(400, 414, 431, 0));
		for (String cookie : List.of("a=b", "JSESSIONID=0123456789ABCDEF", "JSESSIONID=FEDCBA9876543210")) {
			rows.add(session("alphabet.txt;jsessionid=0123456789ABCDEF", cookie).status(200).body(ALPHABET));
			rows.add(session("sub/inner.txt;jsessionid=0123456789ABCDEF", cookie).status(200).body(Fixture.WITHIN));
			for (String name : List.of("alphabet.txt;JSESSIONID=0123456789ABCDEF",
					"alphabet.txt;%6Asessionid=0123456789ABCDEF", "alphabet.txt;jsessionid=",
					"alphabet.txt;jsessionid=0123456789ABCDEF;v=1", "alphabet.txt;v=1;jsessionid=0123456789ABCDEF",
					"alphabet.txt;jsessionid=0123456789ABCDEF;jsessionid=0123456789ABCDEF",
					"sub;jsessionid=0123456789ABCDEF/inner.txt", "alphabet.txt;jsessionid=0123456789ABCDEF/",
					".hidden;jsessionid=0123456789ABCDEF", "..;jsessionid=0123456789ABCDEF")) {
				rows.add(session(name, cookie).statusIn(400, 404).without("ETag"));
			}
		}
		rows.add(Row.get("a session behind a directory", "/site/docs/;jsessionid=0123456789ABCDEF")
			.status(200)
			.body("index"));
		for (String target : List.of("/media/alphabet.txt;v=0123456789ABCDEF",
				"/media/alphabet.txt;/x=0123456789ABCDEF", "/media/sub;/x/y=0123456789ABCDEF/inner.txt")) {
			rows.add(Row.get("a parameter like the session of a cookie: " + target, target)
				.with("Cookie", "JSESSIONID=0123456789ABCDEF")
				.statusIn(400, 404)
				.without("ETag"));
		}
		return rows.stream();
	}

	private static Row session(String name, String cookie) {
		return Row.get("a session in the path: " + name + " with " + cookie, "/media/" + name).with("Cookie", cookie);
	}

	private static String shortened(String target) {
		return (target.length() > 60) ? target.substring(0, 60) + "…" : target;
	}

}
