package dev.mediaboot.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;

/**
 * An application in a process of its own, which tells how many bytes its threads have
 * allocated, and may be traced.
 */
public final class CountedServer implements AutoCloseable {

	private final Process process;

	private final Path errors;

	private final BufferedReader output;

	private final int port;

	private CountedServer(Process process, Path errors) throws IOException {
		this.process = process;
		this.errors = errors;
		this.output = process.inputReader();
		this.port = (int) next("port ");
	}

	/**
	 * Its arguments are a server and a root, which is mounted a second time with a rule.
	 */
	public static void main(String[] args) throws IOException {
		BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (Server.Application application = Server.valueOf(args[0])
			.start(Protocol.H2C, List.of(), "media.root=" + args[1], "logging.level.root=ERROR")) {
			application.context()
				.getBean(MediaRegistry.class)
				.mount(Mount.of("/ruled", Path.of(args[1]))
					.withContent(Mount.Content.USER)
					.withAccess((request) -> request.path().segments().isEmpty() ? Decision.HIDE : Decision.ALLOW));
			System.out.println("port " + application.port());
			Map<Long, Long> allocated = new HashMap<>();
			while (questions.readLine() != null) {
				update(allocated);
				System.out.println("allocated " + allocated.values().stream().mapToLong(Long::longValue).sum());
			}
		}
	}

	/** Threads that have ended are remembered, and the one that tells is left out. */
	private static void update(Map<Long, Long> allocated) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		for (long id : threads.getAllThreadIds()) {
			long bytes = threads.getThreadAllocatedBytes(id);
			if (bytes > 0 && id != Thread.currentThread().getId()) {
				allocated.put(id, bytes);
			}
		}
	}

	/**
	 * Starts it with HTTP/1.1 and HTTP/2 on one port, behind the words that begin the
	 * command, if any.
	 * <p>
	 * The second compiler would save what it finds to be superfluous when it comes to it,
	 * sooner or later. Without it the same code allocates the same bytes each time.
	 */
	public static CountedServer start(Server server, Path root, List<String> prefix, Path errors) throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of(ExhaustedServer.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
				ServerKeys.option(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				CountedServer.class.getName(), server.name(), root.toString()));
		return new CountedServer(new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
	}

	public int port() {
		return this.port;
	}

	/** The bytes that its threads have allocated since the start. */
	public long allocated() throws IOException {
		this.process.outputWriter().append('\n').flush();
		return next("allocated ");
	}

	private long next(String begin) throws IOException {
		String line = this.output.readLine();
		while (line != null && !line.startsWith(begin)) {
			line = this.output.readLine();
		}
		if (line == null) {
			throw new IOException("The server has ended: " + Files.readString(this.errors));
		}
		return Long.parseLong(line.substring(begin.length()));
	}

	@Override
	public void close() throws IOException {
		// Ends it: there will be no more questions.
		this.process.outputWriter().close();
		try {
			this.process.waitFor(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
