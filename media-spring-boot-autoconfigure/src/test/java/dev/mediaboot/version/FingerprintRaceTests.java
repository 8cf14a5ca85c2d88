package dev.mediaboot.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprints} while files change.
 */
@Timeout(60)
class FingerprintRaceTests {

	private static final MediaPath PATH = Objects.requireNonNull(MediaPath.ofText("app.css"));

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	/**
	 * While a file is replaced, or rewritten in place, all the time, no content is given
	 * the fingerprint of another.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void contentNeverHasTheFingerprintOfAnother(boolean atomic, @TempDir Path root) throws Exception {
		Fingerprints eager = new Fingerprints(1_000_000, Runnable::run, Duration.ofSeconds(10));
		MediaStore directory = MediaStores.directory(root);
		MediaRegistry.Match match = new MediaRegistry.Match(Mount.of("/site", directory), directory, PATH);
		AtomicBoolean done = new AtomicBoolean();
		write(root, 0, true);
		Future<?> writer = this.threads.submit(() -> {
			for (int i = 1; !done.get(); i++) {
				write(root, i % 10, atomic);
			}
			return null;
		});
		int known = 0;
		long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
		while (System.nanoTime() < end) {
			try (MediaFile file = directory.find(PATH)) {
				Fingerprints.Version version = (file != null) ? Fingerprints.Version.of(match, PATH, file) : null;
				Fingerprint fingerprint = (version != null) ? eager.of(version, file) : null;
				Fingerprint content = (fingerprint != null) ? Fingerprint.of(file, Map.of()) : null;
				try (MediaFile after = directory.find(PATH)) {
					if (content != null && after != null && Objects.equals(file.etag(), after.etag())) {
						known++;
						assertThat(content).isEqualTo(fingerprint);
					}
				}
			}
		}
		done.set(true);
		writer.get();
		assertThat(known).isPositive();
	}

	private static void write(Path root, int number, boolean atomic) throws IOException {
		String content = String.valueOf(number).repeat(100_000);
		Path file = root.resolve("app.css");
		if (!atomic) {
			Files.writeString(file, content);
			return;
		}
		Path other = Files.writeString(root.resolve("new.css"), content);
		Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

}
