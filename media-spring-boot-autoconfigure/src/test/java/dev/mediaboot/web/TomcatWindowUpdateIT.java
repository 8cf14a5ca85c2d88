package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Http2Stream;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.RawHttp2;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tomcat closes the connection of a client that opens windows by less than 1,024 bytes
 * too often ({@code overheadWindowUpdateThreshold}), also when it only returns what it
 * was sent.
 */
class TomcatWindowUpdateIT {

	private static final int LENGTH = 3 * 1024 * 1024;

	@ParameterizedTest
	@EnumSource(names = { "H2C", "H2" })
	void clientMayOpenTheWindowsByTheSizeOfEachFrame(Protocol protocol, @TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		fixture.write("media/film.png", Fixture.numbers(LENGTH));
		fixture.awaitAge();
		try (Server.Application application = Server.TOMCAT.start(protocol, List.of(), fixture.properties());
				RawHttp2 connection = RawHttp2.narrow(protocol, application.port(), 65_535)) {
			Http2Stream stream = connection.send(Row.get("", "/media/film.png"));
			connection.takeAll(List.of(stream));
			Reply reply = stream.read();
			assertThat(reply.reset()).isNull();
			assertThat(reply.complete()).isTrue();
			assertThat(reply.body()).hasSize(LENGTH);
		}
	}

}
