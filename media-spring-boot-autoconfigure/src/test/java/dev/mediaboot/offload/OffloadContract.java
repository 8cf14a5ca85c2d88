package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import dev.mediaboot.testing.WebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that the application hands over to a real web server. Each answer of the web
 * server is compared with the one that the application gives to those who ask it
 * directly.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OffloadContract {

	/** What each server says about itself or about the connection. */
	private static final List<String> OF_SERVER = List.of("date", "server", "connection", "keep-alive");

	private final Server server;

	private Server.Application application;

	private WebServer.Running front;

	protected OffloadContract(Server server) {
		this.server = server;
	}

	protected void start(List<Class<?>> configurations, String... properties) {
		List<Class<?>> all = new ArrayList<>(configurations);
		all.add(OffloadRecorder.class);
		this.application = this.server.start(all, properties);
	}

	protected void startSecured(List<Class<?>> configurations, String... properties) {
		List<Class<?>> all = new ArrayList<>(configurations);
		all.add(OffloadRecorder.class);
		this.application = this.server.startSecured(all, properties);
	}

	protected void start(WebServer.Running running) {
		this.front = running;
	}

	@AfterAll
	void stop() {
		if (this.front != null) {
			this.front.close();
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	/** What Jetty refuses on its own (a percent sign in a name), Tomcat does not. */
	protected boolean isReached(String name) {
		return this.server == Server.TOMCAT || !name.contains("%");
	}

	protected Server.Application application() {
		return this.application;
	}

	protected WebServer.Running front() {
		return this.front;
	}

	OffloadRecorder recorder() {
		return this.application.context().getBean(OffloadRecorder.class);
	}

	protected static Row row(String target, String... fields) {
		Row row = Row.get(target + " " + String.join(", ", fields), target);
		for (String field : fields) {
			int colon = field.indexOf(':');
			row.with(field.substring(0, colon), field.substring(colon + 1).strip());
		}
		return row;
	}

	protected void assertAlike(Row row, boolean handedOver) throws IOException {
		recorder().reset();
		Reply direct = this.application.send(row);
		assertThat(recorder().hasHandedOver()).as("handed over to a client").isFalse();
		recorder().reset();
		Reply reply = this.front.send(row);
		assertThat(recorder().hasHandedOver()).as("handed over").isEqualTo(handedOver);
		assertThat(reply.status()).as(this.front.log()).isEqualTo(direct.status());
		Map<String, List<String>> lines = lines(reply);
		if (direct.field("Content-Type") == null) {
			// Apache guesses a type even for what has no content
			lines.remove("Content-Type");
		}
		assertThat(lines).isEqualTo(lines(direct));
		assertThat(content(reply)).isEqualTo(content(direct));
		assertThat(reply.complete()).isTrue();
	}

	private static String content(Reply reply) {
		String type = String.valueOf(reply.field("Content-Type"));
		String text = new String(reply.body(), StandardCharsets.ISO_8859_1);
		int boundary = type.indexOf("boundary=");
		return (boundary < 0) ? text : text.replace(type.substring(boundary + "boundary=".length()), "");
	}

	/**
	 * The lines of lists may be joined (RFC 9110 §5.3), but no line may be lost or come
	 * twice.
	 */
	private static Map<String, List<String>> lines(Reply reply) {
		Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (Reply.Line line : reply.lines()) {
			String value = line.value();
			int boundary = value.indexOf("boundary=");
			List<String> values = lines.computeIfAbsent(line.name(), (name) -> new ArrayList<>());
			if (line.name().equalsIgnoreCase("Vary") || line.name().equalsIgnoreCase("Content-Security-Policy")) {
				values.addAll(Arrays.asList(value.split(", ?")));
			}
			else {
				values.add((boundary < 0) ? value : value.substring(0, boundary));
			}
		}
		OF_SERVER.forEach(lines::remove);
		return lines;
	}

}
