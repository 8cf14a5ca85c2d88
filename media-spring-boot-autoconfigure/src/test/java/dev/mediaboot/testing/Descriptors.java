package dev.mediaboot.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that this process has open, where the system tells.
 */
public final class Descriptors {

	private static final Path ALL = Path.of("/proc/self/fd");

	private Descriptors() {
	}

	/** Those below a directory. */
	public static List<String> of(Path directory) throws IOException {
		String real = directory.toRealPath().toString();
		return all().filter((target) -> target.startsWith(real)).toList();
	}

	public static Stream<String> all() throws IOException {
		if (!Files.isDirectory(ALL)) {
			return Stream.empty();
		}
		try (Stream<Path> descriptors = Files.list(ALL)) {
			return descriptors.map(Descriptors::target).toList().stream();
		}
	}

	/** It may have been closed meanwhile. */
	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
