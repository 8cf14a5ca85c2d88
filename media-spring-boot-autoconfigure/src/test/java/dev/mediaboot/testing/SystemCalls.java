package dev.mediaboot.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What strace writes down of a process: its calls that concern sockets, or the files of a
 * root. Others, such as those that wake threads or load classes, come and go.
 */
public final class SystemCalls {

	private static final Pattern CALL = Pattern.compile("(\\w+)\\((?:\\d+<(socket:)?)?");

	private final String root;

	private final Path directory;

	private final boolean traced;

	private SystemCalls(String root, Path directory) throws IOException, InterruptedException {
		this.root = root;
		this.directory = directory;
		this.traced = canTrace();
	}

	/** Those that concern a root, written to a directory of their own. */
	public static SystemCalls of(Path root, Path directory) throws IOException, InterruptedException {
		return new SystemCalls(root.toString(), directory);
	}

	/** Not everybody may trace, not even an own process. */
	private boolean canTrace() throws InterruptedException {
		List<String> command = new ArrayList<>(command());
		command.add("true");
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private List<String> command() {
		String names = Arrays.stream(Kind.values()).map((kind) -> kind.names).collect(Collectors.joining(","));
		return List.of("strace", "-ff", "-qq", "-y", "-s", "0", "--seccomp-bpf", "-e", "signal=none", "-e",
				"trace=" + names, "-o", this.directory.resolve("trace").toString());
	}

	public boolean areTraced() {
		return this.traced;
	}

	/** What begins the command of the process: nothing where there is no strace. */
	public List<String> strace() {
		return this.traced ? command() : List.of();
	}

	/** Those since the start, by kind. */
	public Map<String, Long> count() throws IOException {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Kind kind : Kind.values()) {
			counts.put(kind.key(), 0L);
		}
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(this.directory)) {
			for (Path thread : threads) {
				for (String line : Files.readAllLines(thread)) {
					count(line, counts);
				}
			}
		}
		return counts;
	}

	private void count(String line, Map<String, Long> counts) {
		Matcher call = CALL.matcher(line);
		// It is a matter of chance how often a socket is tried that is not ready.
		if (call.lookingAt() && !line.contains(" EAGAIN ")) {
			boolean socket = call.group(2) != null;
			for (Kind kind : Kind.values()) {
				if (kind.includes(call.group(1)) && ((socket && kind != Kind.CLOSE) || line.contains(this.root))) {
					counts.merge(kind.key(), 1L, Long::sum);
				}
			}
		}
	}

	/**
	 * What is called. A question mark is before names that not every processor knows.
	 */
	private enum Kind {

		READ("read,readv,pread64,preadv,recvfrom,recvmsg"),

		WRITE("write,writev,pwrite64,pwritev,sendto,sendmsg,sendfile"),

		/** Looks at a file, or at a link. */
		STAT("?stat,?lstat,?fstat,?newfstatat,statx,?readlink,readlinkat,?access,faccessat,?faccessat2"),

		OPEN("?open,openat,?openat2"),

		CLOSE("close");

		private final String names;

		Kind(String names) {
			this.names = names;
		}

		String key() {
			return name().toLowerCase(Locale.ROOT);
		}

		boolean includes(String name) {
			return List.of(this.names.replace("?", "").split(",")).contains(name);
		}

	}

}
