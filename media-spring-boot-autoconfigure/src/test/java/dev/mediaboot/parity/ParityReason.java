package dev.mediaboot.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.util.PatternMatchUtils;

/**
 * A paragraph of {@code reasons.txt}: why some servers answer some requests in another
 * way. It remembers what it was needed for.
 *
 * @param requests patterns of requests
 * @param servers names of servers
 * @param differences patterns of what differs
 * @param because why
 * @param follows who follows the RFC
 * @param unused what no difference has needed yet
 */
record ParityReason(List<String> requests, List<String> servers, List<String> differences, String because,
		String follows, Set<String> unused) {

	static final Path FILE = Path.of("src/test/resources/dev/mediaboot/parity/reasons.txt");

	static List<ParityReason> all() throws IOException {
		List<ParityReason> reasons = new ArrayList<>();
		Map<String, String> keys = new LinkedHashMap<>();
		String last = null;
		for (String line : (Files.readString(FILE) + "\n\n").split("\n", -1)) {
			if (line.isBlank() && !keys.isEmpty()) {
				reasons.add(of(keys));
				keys = new LinkedHashMap<>();
			}
			else if (line.startsWith(" ")) {
				keys.merge(last, line.strip(), (first, more) -> first + " " + more);
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				int colon = line.indexOf(':');
				last = line.substring(0, colon);
				keys.put(last, line.substring(colon + 1).strip());
			}
		}
		return reasons;
	}

	private static ParityReason of(Map<String, String> keys) {
		List<String> requests = list(keys, "requests");
		List<String> servers = list(keys, "servers");
		List<String> differences = list(keys, "differs");
		Set<String> unused = new TreeSet<>();
		for (String server : servers) {
			requests.forEach((request) -> unused.add("'" + request + "' on " + server));
			differences.forEach((difference) -> unused.add("'" + difference + "' on " + server));
		}
		return new ParityReason(requests, servers, differences, keys.get("because"), keys.get("follows"), unused);
	}

	private static List<String> list(Map<String, String> keys, String key) {
		return List.of(keys.get(key).split(" +\\| +"));
	}

	/**
	 * Whether it explains a difference, or a part of one, for which it then is needed.
	 */
	boolean explains(ParityRequest request, String server, String difference) {
		if (!this.servers.contains(server)) {
			return false;
		}
		List<String> matchingRequests = matching(this.requests, request.id());
		List<String> matching = matching(this.differences, difference);
		if (matchingRequests.isEmpty() || matching.isEmpty()) {
			return false;
		}
		matchingRequests.forEach((pattern) -> this.unused.remove("'" + pattern + "' on " + server));
		matching.forEach((pattern) -> this.unused.remove("'" + pattern + "' on " + server));
		return true;
	}

	private static List<String> matching(List<String> patterns, String text) {
		return patterns.stream().filter((pattern) -> PatternMatchUtils.simpleMatch(pattern, text)).toList();
	}

	@Override
	public String toString() {
		return this.servers + ": " + this.because;
	}

}
