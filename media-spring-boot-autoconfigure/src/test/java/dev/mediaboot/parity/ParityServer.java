package dev.mediaboot.parity;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;

/**
 * A server that answers the requests.
 */
final class ParityServer {

	private static final Pattern TAG = Pattern.compile("\\{tag(?: of (\\w+))?}");

	private final String name;

	private final ParityFiles files;

	private final int port;

	private final ParityApplication.Visits visits;

	private final Map<String, String> tags = new HashMap<>();

	/**
	 * Creates a server.
	 * @param name what the page calls it
	 * @param files the files that the requests are about
	 * @param port its port
	 * @param visits counts the requests that reach the application
	 */
	ParityServer(String name, ParityFiles files, int port, ParityApplication.Visits visits) {
		this.name = name;
		this.files = files;
		this.port = port;
		this.visits = visits;
	}

	String name() {
		return this.name;
	}

	Answered answer(ParityRequest request) {
		Row row = request.row((value) -> replaced(value, request));
		long visited = this.visits.count();
		long handedOver = this.visits.handedOver();
		Reply reply = send(row);
		return new Answered(reply, this.visits.count() > visited, this.visits.handedOver() > handedOver);
	}

	/** One connection for each, because some end it and some do not. */
	private Reply send(Row row) {
		try (Connection connection = Protocol.HTTP_1_1.connect(this.port)) {
			return connection.send(row).read();
		}
		catch (IOException ex) {
			return Reply.none("no answer: " + ex);
		}
	}

	private String replaced(String value, ParityRequest request) {
		return TAG.matcher(value.replace("{files}", this.files.path("").toString()))
			.replaceAll((match) -> Matcher.quoteReplacement(tag(request, match.group(1))));
	}

	private String tag(ParityRequest request, String coding) {
		ParityRequest plain = request.unconditional(coding);
		return this.tags.computeIfAbsent(plain.target() + plain.lines(), (key) -> {
			String tag = send(plain.row(UnaryOperator.identity())).field("ETag");
			return (tag != null) ? tag.substring(tag.indexOf('"') + 1, tag.length() - 1) : "none";
		});
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * An answer of this server.
	 *
	 * @param reply what it sent
	 * @param passedOn whether it asked the application
	 * @param handedOver whether the application told it to send a file
	 */
	record Answered(Reply reply, boolean passedOn, boolean handedOver) {

	}

}
