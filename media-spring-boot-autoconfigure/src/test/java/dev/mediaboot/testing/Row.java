package dev.mediaboot.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A row of the wire contract: a request, and what must be true of its answer.
 */
public final class Row {

	private final String label;

	private final String method;

	private final String target;

	private final List<Reply.Line> lines = new ArrayList<>();

	private final List<Consumer<Reply>> expectations = new ArrayList<>();

	private String content = "";

	private String http1Only;

	/** For the message of a failure. */
	private Protocol protocol = Protocol.HTTP_1_1;

	private Row(String label, String method, String target) {
		this.label = label;
		this.method = method;
		this.target = target;
	}

	public static Row of(String label, String method, String target) {
		return new Row(label, method, target);
	}

	public static Row get(String label, String target) {
		return of(label, "GET", target);
	}

	public static Row head(String label, String target) {
		return of(label, "HEAD", target);
	}

	public Row with(String name, String value) {
		this.lines.add(new Reply.Line(name, value));
		return this;
	}

	public Row sending(String body) {
		this.content = body;
		return with("Content-Length", String.valueOf(body.length()));
	}

	/** What comes after the header section, framed by a field of the row. */
	public Row following(String octets) {
		this.content = octets;
		return this;
	}

	/** What HTTP/2 does not know, and the section that says so. */
	public Row onlyHttp1(String reason) {
		this.http1Only = reason;
		return this;
	}

	/** Sent in a protocol, if that knows what the row is about. */
	public void assumeSpokenIn(Protocol spoken) {
		assumeThat(spoken.isHttp2() ? this.http1Only : null).as("only in HTTP/1.1").isNull();
		this.protocol = spoken;
	}

	public Row expect(Consumer<Reply> expectation) {
		this.expectations.add(expectation);
		return this;
	}

	public Row status(int status) {
		return expect((reply) -> assertThat(reply.status()).isEqualTo(status));
	}

	/** One of several: where what comes before us may refuse the request first. */
	public Row statusIn(Integer... statuses) {
		return expect((reply) -> assertThat(reply.status()).isIn((Object[]) statuses));
	}

	public Row field(String name, String value) {
		return expect((reply) -> assertThat(reply.field(name)).as(name).isEqualTo(value));
	}

	public Row without(String... names) {
		return expect((reply) -> assertThat(names).noneMatch((name) -> reply.field(name) != null));
	}

	/** The names of all the fields, no more and no fewer. */
	public Row exactly(String... names) {
		Set<String> expected = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		expected.addAll(Arrays.asList(names));
		return expect((reply) -> assertThat(reply.names()).as("fields").isEqualTo(expected));
	}

	public Row body(byte[] body) {
		return expect((reply) -> {
			int position = Arrays.mismatch(reply.body(), body);
			assertThat(position).as("the first byte that is another, of " + body.length).isNegative();
			assertThat(reply.complete()).as("complete").isTrue();
			assertThat(reply.field("Content-Length")).isEqualTo(String.valueOf(body.length));
		});
	}

	public Row body(String body) {
		return body(body.getBytes(StandardCharsets.UTF_8));
	}

	public Row noBody() {
		return expect((reply) -> assertThat(reply.body()).isEmpty());
	}

	/**
	 * The fields over HTTP/2, those that stand for the request line first (RFC 9113
	 * §8.3.1).
	 */
	public List<Reply.Line> fields(String scheme) {
		List<Reply.Line> fields = new ArrayList<>();
		String authority = "localhost";
		for (Reply.Line line : this.lines) {
			if (line.name().equals("Host")) {
				authority = line.value();
			}
			else {
				fields.add(new Reply.Line(line.name().toLowerCase(Locale.ROOT), line.value()));
			}
		}
		fields.addAll(0, List.of(new Reply.Line(":method", this.method), new Reply.Line(":scheme", scheme),
				new Reply.Line(":authority", authority), new Reply.Line(":path", this.target)));
		return fields;
	}

	public byte[] content() {
		return this.content.getBytes(StandardCharsets.ISO_8859_1);
	}

	public String target() {
		return this.target;
	}

	public String method() {
		return this.method;
	}

	public boolean isPartial() {
		return this.lines.stream().anyMatch((line) -> line.name().equals("Range"));
	}

	public Row as(String otherMethod) {
		Row row = of(this.label, otherMethod, this.target);
		row.lines.addAll(this.lines);
		row.http1Only = this.http1Only;
		return row;
	}

	public byte[] octets() {
		StringBuilder request = new StringBuilder();
		request.append(this.method).append(' ').append(this.target).append(" HTTP/1.1\r\n");
		if (this.lines.stream().noneMatch((line) -> line.name().equals("Host"))) {
			request.append("Host: localhost\r\n");
		}
		for (Reply.Line line : this.lines) {
			request.append(line.name()).append(": ").append(line.value()).append("\r\n");
		}
		request.append("\r\n").append(this.content);
		return request.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	public void check(Reply reply) {
		assertThat(this.expectations).as("a row that expects nothing").isNotEmpty();
		for (Consumer<Reply> expectation : this.expectations) {
			try {
				expectation.accept(reply);
			}
			catch (AssertionError ex) {
				throw new AssertionError(
						"over " + this.protocol + ": " + new String(octets(), StandardCharsets.ISO_8859_1).strip()
								+ "\n=> " + reply + "\n" + ex.getMessage(),
						ex);
			}
		}
	}

	@Override
	public String toString() {
		return this.label;
	}

}
