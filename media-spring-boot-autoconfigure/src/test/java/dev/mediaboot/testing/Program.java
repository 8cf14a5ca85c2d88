package dev.mediaboot.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A program that others wrote. One that goes round in circles is ended, and fails its
 * test.
 *
 * @param file where it is
 */
public record Program(Path file) {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Where Debian has its servers, and which is not on the PATH of everybody. */
	private static final String SERVERS = "/usr/sbin";

	/**
	 * Skips the test where there is no such program, but fails it in continuous
	 * integration.
	 */
	public static Program installed(String name) {
		Optional<Path> file = Stream
			.of((System.getenv("PATH") + File.pathSeparator + SERVERS).split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
		String message = "This test needs %s on the PATH".formatted(name);
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			assertThat(file).as(message).isPresent();
		}
		assumeThat(file).as(message).isPresent();
		return new Program(file.get());
	}

	/** Runs it where it finds nothing of the user's own. */
	public Run run(Path directory, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(this.file.toString()));
		command.addAll(Arrays.asList(arguments));
		Path output = Files.createTempFile(this.file.getFileName().toString(), ".out");
		Path errors = Files.createTempFile(this.file.getFileName().toString(), ".err");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().put("HOME", directory.toString());
		builder.environment().keySet().removeIf((variable) -> variable.toLowerCase().endsWith("_proxy"));
		Process process = builder.start();
		try {
			assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
				.as("%s ends within %s", command, PATIENCE)
				.isTrue();
			return new Run(command, process.exitValue(), Files.readAllBytes(output), Files.readString(errors));
		}
		finally {
			process.destroyForcibly().waitFor();
			Files.delete(output);
			Files.delete(errors);
		}
	}

	/**
	 * A program that has ended.
	 *
	 * @param command what was run
	 * @param status how it ended, zero if well
	 * @param output what it told
	 * @param errors what it complained about
	 */
	public record Run(List<String> command, int status, byte[] output, String errors) {

		public Run succeeds() {
			assertThat(this.status).as("status of %s, which says: %s", this.command, this.errors).isZero();
			return this;
		}

		public String text() {
			return new String(this.output).strip();
		}

	}

}
