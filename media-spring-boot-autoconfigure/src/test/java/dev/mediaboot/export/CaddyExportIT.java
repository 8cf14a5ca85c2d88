package dev.mediaboot.export;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CaddyExportIT extends ExportContract {

	CaddyExportIT() {
		super(ExportFormat.CADDY);
	}

	@Override
	Map<String, Set<String>> differences() {
		return Map.of();
	}

	/** A socket by the name of a file cannot be opened, like a file that is gone. */
	@Test
	void errorIsNotCachedLikeTheFile() throws IOException {
		try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			socket.bind(UnixDomainSocketAddress.of(directory().resolve("free/socket.txt")));
			Reply reply = front().send(Row.get("a socket", "/free/socket.txt"));
			assertThat(reply.status()).isGreaterThanOrEqualTo(400);
			assertThat(reply.field("Cache-Control")).isEqualTo("no-store");
			assertThat(reply.field("Content-Type")).isNull();
			assertThat(reply.text()).isEmpty();
		}
	}

	@Override
	List<String> served() {
		// Caddy follows links
		return List.of("/free/plain.txt", "/free/page.html", "/free/film.mp4");
	}

}
