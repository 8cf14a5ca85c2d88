package dev.mediaboot.parity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.mediaboot.testing.Reply;

/**
 * What is compared of an answer. {@link ParityPage} tells its readers the same.
 *
 * @param status the status, or 0 where a server closes without an answer
 * @param body the body
 * @param fields the header fields by lower-case name
 */
record ParityAnswer(int status, String body, Map<String, String> fields) {

	static final ParityAnswer NONE = new ParityAnswer(0, "", Map.of());

	/** They tell of the time, of the server and of the connection. */
	private static final Set<String> IGNORED = Set.of("date", "server", "connection", "keep-alive");

	private static final Set<String> WITHOUT_ORDER = Set.of("vary", "allow");

	private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

	static ParityAnswer of(Reply reply) {
		Map<String, String> fields = new TreeMap<>();
		for (String name : reply.names()) {
			String lowerCase = name.toLowerCase(Locale.ROOT);
			if (!IGNORED.contains(lowerCase)) {
				fields.put(lowerCase, value(lowerCase, String.join(", ", reply.all(name))));
			}
		}
		String body = new String(reply.body(), StandardCharsets.ISO_8859_1);
		Matcher boundary = BOUNDARY.matcher(fields.getOrDefault("content-type", ""));
		if (boundary.find()) {
			body = parts(body, boundary.group(1));
			fields.put("content-type", boundary.replaceAll("boundary=…"));
			fields.remove("content-length");
		}
		return new ParityAnswer(reply.status(), reply.complete() ? body : body + " and ends early", fields);
	}

	private static String value(String name, String value) {
		if (name.equals("etag")) {
			return value.startsWith("W/") ? "weak" : "strong";
		}
		if (WITHOUT_ORDER.contains(name)) {
			return Arrays.stream(value.split(","))
				.map(String::strip)
				.filter((element) -> !element.isEmpty())
				.collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)))
				.toString();
		}
		return name.equals("content-type") ? value.replaceAll("; *", ";").replace("charset=UTF-8", "charset=utf-8")
				: value.replaceAll(", *", ", ");
	}

	/** The parts with their fields in one order and one case. */
	private static String parts(String body, String boundary) {
		return Arrays.stream(body.split("(\r\n)?--" + Pattern.quote(boundary) + "(--)?\r\n"))
			.filter((part) -> !part.isBlank())
			.map((part) -> {
				int end = part.indexOf("\r\n\r\n");
				List<String> fields = part.substring(0, end)
					.lines()
					.map((line) -> line.toLowerCase(Locale.ROOT).replaceAll("([;:]) *", "$1"))
					.sorted()
					.toList();
				return fields + "\n" + part.substring(end + 4);
			})
			.collect(Collectors.joining("\n"));
	}

	/**
	 * How another answer differs from this one. Where the status does, the rest follows
	 * from that. What is no request is refused by each server itself, with a page of its
	 * own.
	 */
	Set<String> differences(ParityAnswer other) {
		if (this.status != other.status) {
			return Set.of("status=" + other.status);
		}
		if (this.status == 400) {
			return Set.of();
		}
		Set<String> differences = new TreeSet<>();
		if (!this.body.equals(other.body)) {
			differences.add("body");
		}
		Set<String> names = new TreeSet<>(this.fields.keySet());
		names.addAll(other.fields.keySet());
		for (String name : names) {
			String value = other.fields.get(name);
			if (value == null) {
				differences.add(name + " absent");
			}
			else if (!value.equals(this.fields.get(name))) {
				differences.add(name + "=" + value);
			}
		}
		return differences;
	}

}
