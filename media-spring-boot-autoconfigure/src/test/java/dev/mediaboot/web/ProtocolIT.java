package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Exchange;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each server speaks each protocol, as the other tests of this package take for granted.
 */
class ProtocolIT {

	private static final Queue<String> spoken = new ConcurrentLinkedQueue<>();

	@ParameterizedTest
	@MethodSource("all")
	void eachServerSpeaksIt(Server server, Protocol protocol, @TempDir Path directory) throws IOException {
		spoken.clear();
		try (Server.Application application = server.start(protocol, List.of(Witness.class),
				Fixture.in(directory).properties()); Connection connection = application.connect()) {
			Reply reply = connection.get("/media/alphabet.txt");
			assertThat(reply.text()).as(reply.toString()).isEqualTo(Fixture.ALPHABET);
			assertThat(reply.complete()).isTrue();
			assertThat(connection.get("/media/missing.txt").status()).isEqualTo(404);
			Exchange small = connection.send(Row.get("", "/media/numbers.png").with("Range", "bytes=0-59999"));
			assertThat(small.readHead().status()).isEqualTo(206);
			assertThat(small.readUpTo(100)).isEqualTo(Fixture.numbers(100));
			assertThat(small.readUpTo(59_900)).endsWith(Arrays.copyOfRange(Fixture.numbers(60_000), 59_000, 60_000));
			assertThat(connection.send(Row.head("", "/media/alphabet.txt")).read().field("Content-Length"))
				.isEqualTo("26");
		}
		assertThat(spoken).containsOnly(protocol.scheme() + (protocol.isHttp2() ? " HTTP/2.0" : " HTTP/1.1"));
	}

	static Stream<Arguments> all() {
		return Arrays.stream(Server.values())
			.flatMap((server) -> Arrays.stream(Protocol.values()).map((protocol) -> Arguments.of(server, protocol)));
	}

	@Configuration(proxyBeanMethods = false)
	static class Witness {

		@Bean
		Filter witness() {
			return (request, response, chain) -> {
				spoken.add(request.getScheme() + " " + request.getProtocol());
				chain.doFilter(request, response);
			};
		}

	}

}
