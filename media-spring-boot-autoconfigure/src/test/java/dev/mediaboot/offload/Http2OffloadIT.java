package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A web server may talk HTTP/2 with the application.
 */
@Tag("once")
class Http2OffloadIT {

	@ParameterizedTest
	@EnumSource
	void fileIsHandedOver(Server server, @TempDir Path directory) throws IOException {
		Fixture fixture = Fixture.in(directory);
		try (Server.Application application = server.start(Protocol.H2C, List.of(),
				fixture.properties(Front.properties(OffloadType.X_ACCEL_REDIRECT)))) {
			Row row = Row.get("with the secret", "/media/sub/inner.txt").with("X-Media-Offload", Front.SECRET);
			Reply reply = application.send(row);
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.body()).isEmpty();
			assertThat(reply.field("X-Accel-Redirect"))
				.isEqualTo("/_media" + fixture.path("media").resolve("sub/inner.txt"));
			assertThat(application.send(Row.get("without", "/media/sub/inner.txt")).text()).isEqualTo(Fixture.WITHIN);
		}
	}

}
