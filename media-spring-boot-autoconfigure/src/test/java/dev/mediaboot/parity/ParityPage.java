package dev.mediaboot.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.mediaboot.testing.Reply;

/**
 * Writes {@code docs/parity.md}.
 */
final class ParityPage {

	private static final String INTRODUCTION = """
			# Who answers how

			The configuration that the starter [writes for nginx, Apache and Caddy](web-server.md) makes them answer as the
			application does. This page shows how far they get, request by request. It is written by a test, `ParityIT`, that sends
			each request to the application on Tomcat and on Jetty, and to Debian's nginx, Apache and Caddy with their Debian
			settings and the generated configuration, in front of the application on Tomcat. The build fails when an answer differs
			from the others for no reason that is listed here.

			What the application answers on Tomcat is expected. `=` means that the others answer alike: the same status, the same
			body, and the same header fields. `app` means the same, but the web server passed the request on to the
			application, and `offload` that the application had the web server send the file. Otherwise the table shows the other
			status, or the fields that differ, and the number of the [reason](#reasons).

			Most mounts have `symlinks=follow`, so that all servers have something to serve. With the default, `within-root`,
			Caddy passes every request on, and Apache those for user content. The group [Links](#links) has both.

			- `Date`, `Server`, `Connection` and `Keep-Alive` are not compared.
			- Of entity tags, only whether there is one and whether it is weak is compared: each server makes its own. A request with
			  a tag is sent with the one that the same server gave out.
			- Elements of `Vary` and `Allow` may come in any order, spaces may stand behind commas and semicolons, and `charset` may
			  be in capitals. Fields of parts too; the boundary between parts, and so their total length, is not compared.
			- Where the status differs, the rest is not compared. Of a 400 it is not either: each server refuses such a request
			  itself, with a page of its own.

			""";

	private final List<ParityResult> results;

	private final List<ParityReason> reasons;

	private final List<String> servers;

	private final StringBuilder page = new StringBuilder(INTRODUCTION);

	ParityPage(List<ParityResult> results, List<ParityReason> reasons) {
		this.results = results;
		this.reasons = reasons;
		this.servers = List.copyOf(results.get(0).differences().keySet());
	}

	String write() {
		Map<String, List<ParityResult>> groups = this.results.stream()
			.collect(Collectors.groupingBy((result) -> result.request().group(), LinkedHashMap::new,
					Collectors.toList()));
		writeSummary(groups);
		groups.forEach(this::writeGroup);
		writeReasons();
		return this.page.toString();
	}

	private void writeSummary(Map<String, List<ParityResult>> groups) {
		line("## Summary", "", "Requests that are answered alike, and how many of them reach the application:", "");
		writeHeader("requests", "sent");
		groups.forEach((name, results) -> writeSums(name, results));
		writeSums("**all**", this.results);
		line("");
	}

	private void writeSums(String name, List<ParityResult> results) {
		writeRow(name, String.valueOf(results.size()), (server) -> {
			List<ParityResult> equal = results.stream().filter((result) -> isEqual(result, server)).toList();
			long passedOn = equal.stream().filter((result) -> isPassedOn(result, server)).count();
			return equal.size() + ((passedOn > 0) ? " (" + passedOn + ")" : "");
		});
	}

	private void writeGroup(String name, List<ParityResult> results) {
		line("## " + name, "");
		writeHeader("request", "Tomcat");
		for (ParityResult result : results) {
			writeRow(describe(result.request()), status(result.expected().status()),
					(server) -> isEqual(result, server) ? equal(result, server) : difference(result, server));
		}
		line("");
	}

	private void writeReasons() {
		line("## Reasons", "");
		for (int i = 0; i < this.reasons.size(); i++) {
			ParityReason reason = this.reasons.get(i);
			String follows = (reason.follows() != null) ? " *Follows the RFC: " + reason.follows() + ".*" : "";
			line((i + 1) + ". **" + String.join(", ", reason.servers()) + ".** " + reason.because() + follows);
		}
	}

	private static boolean isPassedOn(ParityResult result, String server) {
		return !server.equals("Jetty") && result.answers().get(server).passedOn();
	}

	private static String equal(ParityResult result, String server) {
		if (!isPassedOn(result, server)) {
			return "=";
		}
		return result.answers().get(server).handedOver() ? "offload" : "app";
	}

	private static boolean isEqual(ParityResult result, String server) {
		return result.differences().get(server).isEmpty();
	}

	private String difference(ParityResult result, String server) {
		Set<String> differences = result.differences().get(server);
		String what = differences.stream()
			.map((difference) -> difference.startsWith("status=") ? status(Integer.parseInt(difference.substring(7)))
					: difference.split("=| absent")[0])
			.collect(Collectors.joining(", "));
		String numbers = result.reasons(server, this.reasons)
			.stream()
			.map(String::valueOf)
			.collect(Collectors.joining(", "));
		return what + " (" + numbers + ")";
	}

	private static String status(int status) {
		return (status != 0) ? String.valueOf(status) : "closes";
	}

	private static String describe(ParityRequest request) {
		List<String> lines = new ArrayList<>(List.of(request.method() + " " + shortened(request.target())));
		for (Reply.Line line : request.lines()) {
			lines.add((line.name() + ": " + line.value()).strip());
		}
		return request.name().replace("*", "\\*") + "<br>"
				+ lines.stream().map(ParityPage::code).collect(Collectors.joining("<br>"));
	}

	private static String shortened(String target) {
		return (target.length() > 70) ? target.substring(0, 50) + "…" : target;
	}

	private static String code(String text) {
		return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
	}

	private void writeHeader(String first, String second) {
		line("| " + first + " | " + second + " | " + String.join(" | ", this.servers) + " |",
				"|---|---|" + "---|".repeat(this.servers.size()));
	}

	private void writeRow(String first, String second, UnaryOperator<String> cell) {
		line("| " + first + " | " + second + " | " + this.servers.stream().map(cell).collect(Collectors.joining(" | "))
				+ " |");
	}

	private void line(String... lines) {
		for (String line : lines) {
			this.page.append(line).append('\n');
		}
	}

}
