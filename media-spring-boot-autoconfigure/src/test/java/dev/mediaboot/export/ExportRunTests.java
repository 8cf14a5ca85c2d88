package dev.mediaboot.export;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.Mount;
import dev.mediaboot.export.server.ExportFormat;
import dev.mediaboot.export.server.ExportedMount;
import dev.mediaboot.export.server.ExportedMounts;
import dev.mediaboot.offload.OffloadType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExportRun}.
 */
class ExportRunTests {

	private static final String SECRET = "a secret of web servers";

	private final AtomicInteger exitCode = new AtomicInteger(-1);

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void choose() {
		this.file = this.directory.resolve("media.conf");
	}

	private void run(Path file, @Nullable String secret) {
		OffloadType type = (secret != null) ? OffloadType.X_ACCEL_REDIRECT : OffloadType.NONE;
		ExportedMount mount = new ExportedMount(Mount.of("/m", this.directory), "/m", null, "The reason", type);
		ExportedMounts mounts = new ExportedMounts(List.of(mount), URI.create("http://127.0.0.1:8080"), List.of("80"),
				null, false, secret, (directory) -> "/_media" + directory + "/");
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("export", new MediaExport(() -> mounts, List::of, null));
		MediaExportProperties properties = new MediaExportProperties(ExportFormat.NGINX, file, null, null,
				List.of("80"), null);
		new ExportRun(properties, beans.getBeanProvider(MediaExport.class), new MountingBeans(beans),
				this.exitCode::set)
			.afterSingletonsInstantiated();
	}

	@Test
	void fileIsReplacedAndTheApplicationEnds() throws IOException {
		Files.writeString(this.file, "the old one");
		run(this.file, null);
		assertThat(this.file).content().contains("location ^~ \"/m/\"").doesNotContain("the old one");
		assertThat(this.directory).isDirectoryNotContaining((other) -> !other.equals(this.file));
		assertThat(this.exitCode).hasValue(0);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void fileWithTheSecretIsReadableForItsOwnerOnly() throws IOException {
		Files.writeString(this.file, "the old one");
		run(this.file, SECRET);
		assertThat(this.file).content().contains(SECRET);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void leftoverOfARunThatWasKilledIsNoObstacle() throws IOException {
		Path leftover = this.directory.resolve("media.conf." + ProcessHandle.current().pid() + ".tmp");
		Files.writeString(leftover, "half of it");
		run(this.file, SECRET);
		assertThat(this.file).content().contains(SECRET).doesNotContain("half of it");
		assertThat(leftover).doesNotExist();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void linkIsKept() throws IOException {
		Path real = Files.writeString(this.directory.resolve("real.conf"), "the old one");
		Files.createSymbolicLink(this.file, real);
		run(this.file, null);
		assertThat(this.file).isSymbolicLink();
		assertThat(real).content().contains("location ^~ \"/m/\"");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void deviceIsWrittenToAndKept() throws IOException {
		Path device = Path.of("/dev/null");
		Files.createSymbolicLink(this.file, device);
		run(this.file, SECRET);
		assertThat(this.exitCode).hasValue(0);
		assertThat(this.file.toRealPath()).isEqualTo(device);
		assertThat(Files.isRegularFile(device)).isFalse();
	}

	@Test
	void directoryThatDoesNotExistIsNamed() {
		Path missing = this.directory.resolve("missing/media.conf");
		assertThatExceptionOfType(ExportException.class).isThrownBy(() -> run(missing, null))
			.withMessageContaining(missing.toString());
		assertThat(this.exitCode).hasValue(-1);
	}

}
