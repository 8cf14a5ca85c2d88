package dev.mediaboot.parity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;

/**
 * A line of {@code requests.txt}.
 *
 * @param group the group that it belongs to
 * @param name its name within the group
 * @param method the method
 * @param target the target, as it is sent
 * @param lines the header section
 */
record ParityRequest(String group, String name, String method, String target, List<Reply.Line> lines) {

	static final Path FILE = Path.of("src/test/resources/dev/mediaboot/parity/requests.txt");

	private static final Map<String, String> LONG = Map.of("{5000 letters}", "a".repeat(5_000), "{2500 directories}",
			"a/".repeat(2_500));

	static List<ParityRequest> all() throws IOException {
		List<ParityRequest> requests = new ArrayList<>();
		String group = "";
		for (String line : Files.readAllLines(FILE)) {
			if (line.startsWith("[")) {
				group = line.substring(1, line.length() - 1);
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				requests.add(of(group, line.split(" \\| ")));
			}
		}
		return requests;
	}

	private static ParityRequest of(String group, String[] columns) {
		List<Reply.Line> lines = Arrays.stream(columns).skip(3).map((field) -> {
			int colon = field.indexOf(':');
			return new Reply.Line(field.substring(0, colon), field.substring(colon + 1).strip());
		}).toList();
		return new ParityRequest(group, columns[0].strip(), columns[1].strip(), columns[2].strip(), lines);
	}

	/** What is sent, with what a server has told in place of what is in braces. */
	Row row(UnaryOperator<String> replaced) {
		String path = this.target;
		for (Map.Entry<String, String> each : LONG.entrySet()) {
			path = path.replace(each.getKey(), each.getValue());
		}
		Row row = Row.of(id(), this.method, octets(replaced.apply(path)));
		for (Reply.Line line : this.lines) {
			row.with(line.name(), replaced.apply(line.value()));
		}
		return row;
	}

	/** The same target for anyone who wants to know its entity tag. */
	ParityRequest unconditional(String acceptEncoding) {
		List<Reply.Line> kept = new ArrayList<>(this.lines);
		kept.removeIf((line) -> line.name().startsWith("If-") || line.name().equals("Range"));
		if (acceptEncoding != null) {
			kept.removeIf((line) -> line.name().equals("Accept-Encoding"));
			kept.add(new Reply.Line("Accept-Encoding", acceptEncoding));
		}
		return new ParityRequest(this.group, this.name, "GET", this.target, kept);
	}

	String id() {
		return this.group + ": " + this.name;
	}

	/** Raw letters are sent in UTF-8. */
	private static String octets(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	@Override
	public String toString() {
		return id();
	}

}
