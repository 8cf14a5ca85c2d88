package dev.mediaboot.export;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.Mount;
import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.export.server.ExportedMount;
import dev.mediaboot.export.server.ExportedMounts;
import dev.mediaboot.offload.OffloadType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaExport}.
 */
class MediaExportTests {

	@TempDir
	private Path directory;

	private static ExportedMounts mounts(@Nullable String include) {
		return new ExportedMounts(List.of(), URI.create("http://127.0.0.1:8080"), List.of("80"), include, false, null,
				(directory) -> "/_media" + directory + "/");
	}

	@Test
	void whatCannotBeComparedIsAProblemAndNoFailure() throws IOException {
		Path file = this.directory.resolve("Caddyfile");
		Files.writeString(file, new MediaExport(() -> mounts(null), List::of, null).write(ExportFormat.CADDY));
		assertThat(new MediaExport(() -> mounts(null), List::of, file).problem()).isNull();
		assertThat(new MediaExport(() -> mounts("/etc/{tls}"), List::of, file).problem()).contains("cannot be compared",
				"brace");
	}

	@Test
	void fileOfSomebodyElseIsAProblem() throws IOException {
		Path file = this.directory.resolve("nginx.conf");
		Files.writeString(file, "server {}");
		assertThat(new MediaExport(() -> mounts(null), List::of, file).problem())
			.contains("was not written by this starter");
	}

	/**
	 * The text of the endpoint has asterisks, and with it the web server sends nothing.
	 */
	@Test
	void secretThatWasNotPutInIsAProblem() throws IOException {
		Path file = this.directory.resolve("media.conf");
		Mount mount = Mount.of("/m", this.directory);
		ExportedMounts mounts = new ExportedMounts(
				List.of(new ExportedMount(mount, "/m", null, "A reason", OffloadType.X_ACCEL_REDIRECT)),
				URI.create("http://127.0.0.1:8080"), List.of("80"), null, false, "a secret of web servers",
				(directory) -> "/_media" + directory + "/");
		MediaExport export = new MediaExport(() -> mounts, List::of, file);
		Files.writeString(file, export.text("nginx"));
		assertThat(export.problem()).contains("in place of the secret");
		Files.writeString(file, export.write(ExportFormat.NGINX));
		assertThat(export.problem()).isNull();
	}

	@Test
	void mountsAreLookedAtAgainOnlyWhenTheyHaveChanged() throws IOException {
		Path file = this.directory.resolve("media.conf");
		Files.writeString(file, new MediaExport(() -> mounts(null), List::of, null).write(ExportFormat.NGINX));
		AtomicInteger looks = new AtomicInteger();
		List<String> registrations = new ArrayList<>();
		MediaExport export = new MediaExport(() -> {
			looks.incrementAndGet();
			return mounts(registrations.isEmpty() ? null : "/etc/tls.conf");
		}, () -> List.copyOf(registrations), file);
		assertThat(export.problem()).isNull();
		assertThat(export.problem()).isNull();
		assertThat(looks).hasValue(1);
		registrations.add("another");
		assertThat(export.problem()).contains("was written for other mounts");
		assertThat(looks).hasValue(2);
	}

}
