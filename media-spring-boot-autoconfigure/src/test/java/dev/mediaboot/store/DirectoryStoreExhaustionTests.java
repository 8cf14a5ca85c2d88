package dev.mediaboot.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "only there a shell limits the open files")
class DirectoryStoreExhaustionTests {

	@Test
	void tooManyOpenFilesAreAnErrorAndNotAMissingFile(@TempDir Path root) throws Exception {
		// Demand 54: told as 503, and over as soon as others close what they opened
		Files.writeString(root.resolve("a.txt"), "abc");
		String classPath = location(DirectoryStore.class) + System.getProperty("path.separator")
				+ location(Exhausted.class) + System.getProperty("path.separator") + location(LogFactory.class);
		Process process = new ProcessBuilder("sh", "-c", "ulimit -n 100 && exec \"$@\"", "sh",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
				Exhausted.class.getName(), root.toString())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isEqualToIgnoringNewLines(
					"before: abc exhausted: java.nio.file.FileSystemException missing: null after: abc ");
	}

	private static Path location(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	/** An application that may open few files. */
	static final class Exhausted {

		private Exhausted() {
		}

		public static void main(String[] args) throws IOException {
			Path root = Path.of(args[0]);
			MediaStore store = MediaStores.directory(root);
			System.out.print("before: " + find(store, "a.txt") + " ");
			find(store, "missing.txt");
			List<InputStream> open = new ArrayList<>();
			try {
				while (open.size() < 10_000) {
					open.add(Files.newInputStream(root.resolve("a.txt")));
				}
			}
			catch (IOException ex) {
				System.out.print("exhausted: " + find(store, "a.txt") + " ");
				System.out.print("missing: " + find(store, "missing.txt") + " ");
			}
			for (InputStream stream : open) {
				stream.close();
			}
			System.out.println("after: " + find(store, "a.txt") + " ");
		}

		private static String find(MediaStore store, String path) {
			try (MediaFile file = store.find(MediaPath.parse(path))) {
				return (file != null) ? FileContent.of(file) : null;
			}
			catch (IOException ex) {
				return ex.getClass().getName();
			}
		}

	}

}
