package dev.mediaboot.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * An answer as it came over the wire.
 *
 * @param status the status code
 * @param lines the header section, line by line
 * @param body the body
 * @param complete whether the body came as long as it was announced, and over HTTP/2
 * whether its stream was ended too
 * @param reset the error that ended its stream of HTTP/2 (RFC 9113 §7), or {@code null}
 */
public record Reply(int status, List<Line> lines, byte[] body, boolean complete, String reset) {

	/** Begins the reset of all streams of a connection. */
	public static final String CONNECTION = "the connection ended: ";

	/** What comes of a request that is reset before it is answered. */
	public static Reply none(String reset) {
		return new Reply(0, List.of(), new byte[0], false, reset);
	}

	public Reply withBody(byte[] received, boolean all) {
		return new Reply(this.status, this.lines, received, all, this.reset);
	}

	/** The values of all lines with a name. */
	public List<String> all(String name) {
		return this.lines.stream().filter((line) -> line.name().equalsIgnoreCase(name)).map(Line::value).toList();
	}

	public String field(String name) {
		List<String> values = all(name);
		return values.isEmpty() ? null : String.join(", ", values);
	}

	public Set<String> names() {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		this.lines.forEach((line) -> names.add(line.name()));
		return names;
	}

	/** The header section without the time it was sent at. */
	public List<String> timeless() {
		return this.lines.stream()
			.filter((line) -> !line.name().equalsIgnoreCase("Date"))
			.map((line) -> line.name().toLowerCase(Locale.ROOT) + ": " + line.value())
			.sorted()
			.toList();
	}

	/** Whether nothing more will come over the connection. */
	public boolean closes() {
		return all("Connection").stream().anyMatch("close"::equalsIgnoreCase)
				|| (this.reset != null && this.reset.startsWith(CONNECTION));
	}

	/**
	 * Whether the container itself refused the request; it may close without a word, or
	 * reset the stream (RFC 9113 §8.1.1).
	 */
	public boolean isRefusal() {
		return this.status == 400 || this.status == 414 || this.status == 431 || this.status == 0;
	}

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.status + " " + this.lines + " and " + this.body.length + " bytes"
				+ ((this.reset != null) ? ", " + this.reset : "");
	}

	/**
	 * A field line.
	 *
	 * @param name the name of the field
	 * @param value its value
	 */
	public record Line(String name, String value) {

		@Override
		public String toString() {
			return this.name + ": " + this.value;
		}

	}

}
