package dev.mediaboot.health;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class MediaHealthIndicatorTests {

	private final MediaRegistry registry = MediaRegistry.create(MediaStores.factory());

	@TempDir
	private Path directory;

	private Health health() {
		return health(DataSize.ofBytes(1));
	}

	private Health health(DataSize threshold) {
		return new MediaHealthIndicator(this.registry, threshold, null).health();
	}

	private static MapAssert<String, Object> assertThatDetails(Health health, String mount) {
		return assertThat(health.getDetails().get(mount))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class));
	}

	@Test
	void withoutMountsNothingIsWrong() {
		assertThat(health()).returns(Status.UP, Health::getStatus).returns(Map.of(), Health::getDetails);
	}

	@Test
	void everyMountIsReported() {
		this.registry.mount("/css", this.directory);
		this.registry.mount("https://media.example.com/a/b", this.directory);
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("/css", "https://media.example.com/a/b");
		assertThatDetails(health, "/css").containsOnlyKeys("location", "free")
			.containsEntry("location", this.directory.toString());
	}

	@Test
	void directoryThatIsMissingIsDownUntilItAppearsAgain() throws IOException {
		Path root = Files.createDirectory(this.directory.resolve("css"));
		this.registry.mount("/js", this.directory);
		this.registry.mount("/css", root);
		Files.delete(root);
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThatDetails(health, "/css").containsEntry("problem", "The directory '" + root + "' does not exist");
		assertThatDetails(health, "/js").doesNotContainKey("problem");
		Files.createDirectory(root);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void directoryThatBecameFileIsDown() throws IOException {
		Path root = Files.createDirectory(this.directory.resolve("css"));
		this.registry.mount("/css", root);
		Files.delete(root);
		Files.writeString(root, "a file");
		assertThatDetails(health(), "/css").containsEntry("problem", "'" + root + "' is not a directory");
	}

	@Test
	void directoryThatCannotBeReadIsDown() throws IOException {
		Path root = Files.createDirectory(this.directory.resolve("css"));
		this.registry.mount("/css", root);
		Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("---------"));
		try {
			assumeThat(Files.isReadable(root)).as("the superuser can read it").isFalse();
			assertThatDetails(health(), "/css").containsEntry("problem", "The directory '" + root + "' cannot be read");
		}
		finally {
			Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void directoryWithoutSpaceIsDown() {
		this.registry.mount("/css", this.directory);
		Health health = health(DataSize.ofTerabytes(1_000_000));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThatDetails(health, "/css").containsKey("free")
			.containsEntry("problem", "Less than 1099511627776000000B of disk space is free for " + this.directory);
	}

	@Test
	void thresholdOfZeroAsksForNoSpace() {
		this.registry.mount("/css", this.directory);
		assertThat(health(DataSize.ofBytes(0)).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void everyLayerIsLookedAt() throws IOException {
		Path top = Files.createDirectory(this.directory.resolve("top"));
		this.registry.mount("/css", MediaStores.overlay(List.of(MediaStores.directory(top),
				MediaStores.directory(this.directory), MediaStores.of("classpath:/META-INF/media/admin/"))));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health(DataSize.ofTerabytes(1_000_000)).getStatus()).isEqualTo(Status.DOWN);
		Files.delete(top);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void leastSpaceOfAllLayersIsShown() {
		this.registry.mount("/css", new Directories(List.of(measured(5000), measured(3000), measured(4000))));
		assertThatDetails(health(), "/css").containsEntry("free", 3000L);
	}

	@Test
	void directoryWhoseMountPointIsNotFoundIsUp() {
		this.registry.mount("/css", new Directories(List.of(measured(5000))));
		assertThat(health(DataSize.ofBytes(5000)).getStatus()).isEqualTo(Status.UP);
		assertThat(health(DataSize.ofBytes(5001)).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void directoryWhoseSpaceCannotBeMeasuredIsUp() throws IOException {
		this.registry.mount("/none", new Directories(List.of(measured(0))));
		try (FileSystem zip = FileSystems.newFileSystem(this.directory.resolve("a.zip"), Map.of("create", "true"))) {
			this.registry.mount("/zip", new Directories(List.of(zip.getPath("/"))));
			Health health = health(DataSize.ofMegabytes(10));
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThatDetails(health, "/zip").containsOnlyKeys("location");
			assertThatDetails(health, "/none").containsOnlyKeys("location");
		}
	}

	/** A directory below chroot: its space is known, its mount point is not. */
	private static Path measured(long space) {
		File file = mock();
		given(file.getUsableSpace()).willReturn(space);
		given(file.getTotalSpace()).willReturn(space * 2);
		Path path = mock();
		given(path.toFile()).willReturn(file);
		given(path.getFileSystem()).willThrow(new UncheckedIOException(new IOException("Mount point not found")));
		return path;
	}

	@Test
	void classPathNeedsNoSpace() {
		this.registry.mount("/admin", "classpath:/META-INF/media/admin/");
		Health health = health(DataSize.ofTerabytes(1_000_000));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThatDetails(health, "/admin").containsOnly(Map.entry("location", "classpath:/META-INF/media/admin/"));
	}

	@Test
	void storeThatFailsIsDownAndNamed() {
		FailingCheck store = new FailingCheck();
		this.registry.mount("/cloud", store);
		store.failing = true;
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThatDetails(health, "/cloud").containsEntry("problem", "java.lang.IllegalStateException");
	}

	@Test
	void mountThatAppearsLaterIsReported() {
		MediaHealthIndicator indicator = new MediaHealthIndicator(this.registry, DataSize.ofBytes(1), null);
		assertThat(indicator.health().getDetails()).isEmpty();
		MediaRegistry.Registration registration = this.registry.mount("/css", this.directory);
		assertThat(indicator.health().getDetails()).containsOnlyKeys("/css");
		registration.close();
		assertThat(indicator.health().getDetails()).isEmpty();
	}

	private record Directories(List<Path> directories) implements MediaStore {

		@Override
		public MediaFile find(MediaPath path) {
			return null;
		}

	}

	private static final class FailingCheck implements MediaStore {

		private boolean failing;

		@Override
		public MediaFile find(MediaPath path) {
			return null;
		}

		@Override
		public void check() {
			if (this.failing) {
				throw new IllegalStateException();
			}
		}

	}

}
