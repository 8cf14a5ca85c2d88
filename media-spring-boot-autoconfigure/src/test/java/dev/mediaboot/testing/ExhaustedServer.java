package dev.mediaboot.testing;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a process of its own, which uses up its descriptors when it is told
 * to: {@code exhaust}, {@code recover}, {@code stop}. Its arguments are a server, a
 * protocol, a root, and properties.
 */
public final class ExhaustedServer {

	private ExhaustedServer() {
	}

	public static void main(String[] args) throws IOException {
		Server server = Server.valueOf(args[0]);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		List<String> properties = new ArrayList<>(List.of(args).subList(3, args.length));
		properties.add("media.root=" + args[2]);
		try (Server.Application application = server.start(Protocol.valueOf(args[1]),
				List.of(Ping.class, Headers.class), properties.toArray(String[]::new))) {
			System.out.println("port " + application.port());
			List<FileInputStream> held = new ArrayList<>();
			String command = commands.readLine();
			while (command != null && !command.equals("stop")) {
				if (command.equals("exhaust")) {
					exhaust(args[2], held);
				}
				else {
					for (FileInputStream stream : held) {
						stream.close();
					}
					held.clear();
				}
				System.out.println("done " + command);
				command = commands.readLine();
			}
		}
	}

	/** Starts it with options of the virtual machine. */
	public static Process start(Path errors, List<String> options, Server server, Protocol protocol, Path root,
			String... properties) throws IOException {
		List<String> command = new ArrayList<>(options);
		command.addAll(List.of(ServerKeys.option(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				ExhaustedServer.class.getName(), server.name(), protocol.name(), root.toString()));
		command.addAll(List.of(properties));
		command.add("logging.file.name=" + log(errors));
		return new ProcessBuilder(command).redirectError(errors.toFile()).start();
	}

	private static Path log(Path errors) {
		return errors.resolveSibling("application.log");
	}

	/** Neither the virtual machine nor a container that catches everything says so. */
	public static void assertThatMemoryWasEnough(Path errors) {
		for (Path file : List.of(errors, log(errors))) {
			assertThat(file).content().doesNotContain("OutOfMemoryError");
		}
	}

	public static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * The filter of Spring Security that wraps every response.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("security-headers")
	static class Headers {

		@Bean
		HeaderWriterFilter headers() {
			return new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter()));
		}

	}

	private static void exhaust(String root, List<FileInputStream> held) {
		try {
			while (true) {
				held.add(new FileInputStream(root + "/alphabet.txt"));
			}
		}
		catch (IOException ex) {
			System.out.println("held " + held.size());
		}
	}

}
