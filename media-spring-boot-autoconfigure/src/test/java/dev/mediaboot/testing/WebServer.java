package dev.mediaboot.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A web server that others wrote, with the settings that it has in Debian, and what a
 * test adds to them.
 */
public enum WebServer {

	/** What is added belongs to the {@code http} block. */
	NGINX("nginx") {

		@Override
		String configuration(Path home, String added) {
			return """
					%s
					daemon off;
					pid %2$s/pid;
					worker_processes 1;
					error_log %2$s/log notice;
					events {
						worker_connections 20000;
					}
					http {
						access_log off;
						client_body_temp_path %2$s/body;
						proxy_temp_path %2$s/proxy;
						fastcgi_temp_path %2$s/fastcgi;
						uwsgi_temp_path %2$s/uwsgi;
						scgi_temp_path %2$s/scgi;
						sendfile on;
						tcp_nopush on;
						types_hash_max_size 2048;
						include /etc/nginx/mime.types;
						default_type application/octet-stream;
						gzip on;
					%3$s
					}
					""".formatted(isRoot() ? "user root;" : "", home, added);
		}

		@Override
		List<String> command(Path home) {
			return List.of("-p", home.toString(), "-e", home.resolve("log").toString(), "-c",
					home.resolve("configuration").toString());
		}

		@Override
		void reload(Running running) throws IOException, InterruptedException {
			running.signal("HUP", "gracefully shutting down");
		}

	},

	/** What is added belongs to the server, outside of any virtual host. */
	APACHE("apache2") {

		@Override
		String configuration(Path home, String added) {
			StringBuilder modules = new StringBuilder();
			for (String module : List.of("mpm_event", "access_compat", "alias", "authn_core", "authz_core",
					"authz_host", "autoindex", "deflate", "dir", "env", "filter", "headers", "mime", "negotiation",
					"proxy", "proxy_http", "reqtimeout", "rewrite", "setenvif", "xsendfile")) {
				modules.append("Include /etc/apache2/mods-available/%s.load%n".formatted(module));
				modules.append("IncludeOptional /etc/apache2/mods-available/%s.con[f]%n".formatted(module));
			}
			return """
					%s
					ServerRoot %2$s
					DefaultRuntimeDir %2$s
					PidFile %2$s/pid
					ErrorLog %2$s/log
					LogLevel notice
					ServerName localhost
					%3$s
					Timeout 300
					KeepAlive On
					MaxKeepAliveRequests 100
					KeepAliveTimeout 5
					TraceEnable Off
					<Directory />
						Options FollowSymLinks
						AllowOverride None
						Require all denied
					</Directory>
					AccessFileName .htaccess
					<FilesMatch "^\\.ht">
						Require all denied
					</FilesMatch>
					%4$s
					""".formatted(isRoot() ? "User www-data\nGroup www-data" : "", home, modules, added);
		}

		@Override
		List<String> command(Path home) {
			return List.of("-DFOREGROUND", "-d", home.toString(), "-f", home.resolve("configuration").toString());
		}

		@Override
		void reload(Running running) throws IOException, InterruptedException {
			running.signal("USR1", "resuming normal operations");
		}

	},

	/** What is added are sites, and no global options. */
	CADDY("caddy") {

		@Override
		String configuration(Path home, String added) {
			return """
					{
						admin unix/%1$s/admin
						auto_https off
						log {
							output file %1$s/log
							level WARN
						}
					}
					%2$s
					""".formatted(home, added);
		}

		@Override
		List<String> command(Path home) {
			return command("run", home);
		}

		@Override
		void reload(Running running) throws IOException, InterruptedException {
			List<String> arguments = new ArrayList<>(command("reload", running.home));
			arguments.addAll(List.of("--address", "unix/" + running.home.resolve("admin")));
			program().run(running.home, arguments.toArray(String[]::new)).succeeds();
		}

		private List<String> command(String command, Path home) {
			return List.of(command, "--config", home.resolve("configuration").toString(), "--adapter", "caddyfile");
		}

	};

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final String program;

	WebServer(String program) {
		this.program = program;
	}

	abstract String configuration(Path home, String added);

	abstract List<String> command(Path home);

	abstract void reload(Running running) throws IOException, InterruptedException;

	/**
	 * The program itself, for its other commands; the test is skipped without it, but
	 * fails in continuous integration.
	 */
	public Program program() {
		return Program.installed(this.program);
	}

	/** What is added, with what is around it, as the whole of a file. */
	public Path write(Path home, String added) throws IOException {
		letRead(home);
		return Files.writeString(home.resolve("configuration"), configuration(home, added));
	}

	/**
	 * Starts a server.
	 * @param home an empty directory for its own files
	 * @param added what is added to its configuration, for the port that it shall have
	 * @return the running server
	 */
	public Running start(Path home, IntFunction<String> added) throws IOException {
		int port = freePort();
		write(home, added.apply(port));
		List<String> command = new ArrayList<>(List.of(program().file().toString()));
		command.addAll(command(home));
		ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
			.redirectErrorStream(true)
			.redirectOutput(home.resolve("output").toFile());
		for (String variable : List.of("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")) {
			builder.environment().put(variable, home.toString());
		}
		Running running = new Running(this, home, port, builder.start());
		try {
			running.await(() -> !running.process.isAlive() || running.accepts());
			if (!running.process.isAlive()) {
				throw new IOException("The server has ended");
			}
			return running;
		}
		catch (IOException | ConditionTimeoutException ex) {
			running.close();
			throw new IOException(this.program + " does not start: " + running.log(), ex);
		}
	}

	/** Lets a server read what only the user of the test may: Apache is another one. */
	public static void letRead(Path directory) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	static boolean isRoot() {
		return System.getProperty("user.name").equals("root");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * A running server.
	 */
	public static final class Running implements AutoCloseable {

		private final WebServer server;

		private final Path home;

		private final int port;

		private final Process process;

		private Running(WebServer server, Path home, int port, Process process) {
			this.server = server;
			this.home = home;
			this.port = port;
			this.process = process;
		}

		public int port() {
			return this.port;
		}

		/** Its process, whose descendants do the work. */
		public ProcessHandle process() {
			return this.process.toHandle();
		}

		public Connection connect() throws IOException {
			return Protocol.HTTP_1_1.connect(this.port);
		}

		public Reply send(Row row) throws IOException {
			try (Connection connection = connect()) {
				return connection.send(row).read();
			}
		}

		/** Has it read another configuration, and waits until that is in use. */
		public void reload(IntFunction<String> added) throws IOException, InterruptedException {
			this.server.write(this.home, added.apply(this.port));
			this.server.reload(this);
		}

		/** What it has told, for the message of a failure. */
		public String log() throws IOException {
			StringBuilder log = new StringBuilder();
			for (String name : List.of("output", "log")) {
				Path file = this.home.resolve(name);
				if (Files.isReadable(file)) {
					log.append(Files.readString(file, StandardCharsets.ISO_8859_1));
				}
			}
			return log.toString();
		}

		/** Lines of the log that contain a text. */
		private long told(String text) throws IOException {
			return log().lines().filter((line) -> line.contains(text)).count();
		}

		private void signal(String name, String thenTold) throws IOException, InterruptedException {
			long before = told(thenTold);
			Program.installed("sh").run(this.home, "-c", "kill -%s %d".formatted(name, this.process.pid())).succeeds();
			await(() -> told(thenTold) > before);
		}

		private boolean accepts() {
			try {
				connect().close();
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		}

		private void await(Callable<Boolean> condition) {
			Awaitility.await()
				.pollInSameThread()
				.pollInterval(Duration.ofMillis(20))
				.timeout(PATIENCE)
				.until(condition);
		}

		/** Ends it at once, whatever is under way. */
		@Override
		public void close() {
			List<ProcessHandle> workers = this.process.descendants().toList();
			this.process.destroy();
			try {
				this.process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			workers.forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}

	}

}
