package dev.mediaboot.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mediaboot.testing.Reply;

/**
 * What all servers answered to one request.
 *
 * @param request the request
 * @param expected what we answer on Tomcat
 * @param differences how each other server differs, by its name
 * @param answers what each server sent
 */
record ParityResult(ParityRequest request, ParityAnswer expected, Map<String, Set<String>> differences,
		Map<String, ParityServer.Answered> answers) {

	static ParityResult of(ParityRequest request, List<ParityServer> servers) {
		Map<String, ParityServer.Answered> answers = new LinkedHashMap<>();
		servers.forEach((server) -> answers.put(server.name(), server.answer(request)));
		ParityAnswer expected = ParityAnswer.of(answers.get(servers.get(0).name()).reply());
		Map<String, Set<String>> differences = new LinkedHashMap<>();
		servers.stream()
			.map(ParityServer::name)
			.skip(1)
			.forEach((name) -> differences.put(name, expected.differences(ParityAnswer.of(answers.get(name).reply()))));
		return new ParityResult(request, expected, differences, answers);
	}

	/** The positions, from 1, of the reasons for how a server differs. */
	Set<Integer> reasons(String server, List<ParityReason> reasons) {
		Set<Integer> numbers = new TreeSet<>();
		for (String difference : this.differences.get(server)) {
			numbers.addAll(reasons(server, difference, reasons));
		}
		return numbers;
	}

	/** What nothing explains, a line for each difference. */
	List<String> unexplained(List<ParityReason> reasons) {
		List<String> unexplained = new ArrayList<>();
		this.differences.forEach((server, differences) -> {
			for (String difference : differences) {
				if (reasons(server, difference, reasons).isEmpty()) {
					unexplained.add("%s | %s | %s | instead of %s".formatted(this.request.id(), server, difference,
							expectation(difference)));
				}
			}
		});
		return unexplained;
	}

	/** The servers that answer with what nobody may read. */
	List<String> tellers(List<String> secrets) {
		return this.answers.entrySet()
			.stream()
			.filter((answer) -> secrets.stream().anyMatch(everything(answer.getValue().reply())::contains))
			.map((answer) -> this.request.id() + " on " + answer.getKey())
			.toList();
	}

	private static String everything(Reply reply) {
		return reply + reply.text();
	}

	private Set<Integer> reasons(String server, String difference, List<ParityReason> reasons) {
		Set<Integer> numbers = new TreeSet<>();
		for (int i = 0; i < reasons.size(); i++) {
			if (reasons.get(i).explains(this.request, server, difference)) {
				numbers.add(i + 1);
			}
		}
		return numbers;
	}

	private Object expectation(String difference) {
		if (difference.startsWith("status=")) {
			return this.expected.status();
		}
		return this.expected.fields().get(difference.split("=| absent")[0]);
	}

}
