package dev.mediaboot.export.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.Mount;
import dev.mediaboot.offload.OffloadType;
import dev.mediaboot.testing.WebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No directory, prefix, name or value becomes a directive. A web server is content with a
 * successful injection too, so what its parser makes of the text is compared with what it
 * makes of the same text with harmless values.
 */
class InjectionTests {

	private static final long SEED = Long.getLong("injection.seed", 20260101);

	private static final List<String> WORST = List.of("\"", "'", "`", "\\", "$", "${", "}", "{", ";", "#", "\n", "\r",
			"\t", " ", "%{", "%", "<", ">", "</Directory>", "\n}", "\"; return 200; #", "$document_root", "${PATH}",
			"{$HOME}", "{env.HOME}", "*", "?", "[a]", "~", "|", "(", ")", "é", "🎉", "\u2028", "\u0085", "\u0000", "$1",
			"%1", "x", ".", "-", "expr=", "import", "include", "default", "\\\n", "@", "^", "&", "!", ",", ":", "=");

	@TempDir
	private Path directory;

	private final Random random = new Random(SEED);

	private String worst() {
		StringBuilder text = new StringBuilder("x");
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			text.append(WORST.get(this.random.nextInt(WORST.size())));
		}
		return text.toString();
	}

	private static String visible(String text) {
		StringBuilder visible = new StringBuilder();
		text.chars()
			.filter((character) -> character >= ' ' && character <= '~')
			.forEach((each) -> visible.append((char) each));
		return visible.toString();
	}

	/** A mount whose every text is odd; those that no mount can have are left out. */
	private Mount oddMount() {
		Mount mount = harmless();
		try {
			String path = "/srv/" + worst().replace("\u0000", "").replace("/", "");
			mount = Mount.of("/m/" + UriUtils.encode(worst().replace("/", ""), "UTF-8"),
					MediaLocation.of(Path.of(path)).withSymlinks(MediaLocation.Symlinks.FOLLOW));
		}
		catch (IllegalArgumentException ex) {
			// Not a path
		}
		for (int i = 0; i < 4; i++) {
			try {
				mount = switch (i) {
					case 0 -> mount.withHeader("X-Odd", visible(worst()));
					case 1 -> mount.withIndex(worst() + ".x");
					case 2 -> mount.withType("odd", new MediaType("text", "x",
							Map.of("p", '"' + visible(worst()).replace("\\", "").replace("\"", "") + '"')));
					default -> mount.withExtensions(worst(), "x");
				};
			}
			catch (IllegalArgumentException ex) {
				// No mount can have it
				mount = switch (i) {
					case 0 -> mount.withHeader("X-Odd", "x");
					case 1 -> mount.withIndex("x");
					case 2 -> mount.withType("odd", new MediaType("text", "x"));
					default -> mount.withExtensions("x");
				};
			}
		}
		return mount;
	}

	/** Of other mounts, Caddy serves nothing. */
	private static Mount harmless() {
		return Mount.of("/m/x", MediaLocation.of(Path.of("/srv/x")).withSymlinks(MediaLocation.Symlinks.FOLLOW));
	}

	private static Mount expected() {
		return harmless().withHeader("X-Odd", "x")
			.withIndex("x.x")
			.withType("odd", new MediaType("text", "x"))
			.withExtensions("x");
	}

	/** A mount that is passed on has another shape, which is known too. */
	private static List<String> shapes(ExportFormat format) {
		ExportedMounts served = Mounts.of(OffloadType.NONE, expected());
		ExportedMount mount = served.mounts().get(0);
		ExportedMounts passedOn = new ExportedMounts(List.of(mount.passOn("for a test")), served.upstream(),
				served.listen(), null, false, null, served.internal());
		return List.of(nginxShape(format.write(served)), nginxShape(format.write(passedOn)),
				nginxShape(format.write(Mounts.of(OffloadType.NONE, expected().withIndex()))));
	}

	private static String nginxShape(String text) {
		StringBuilder shape = new StringBuilder();
		NginxTree.read(text).forEach((each) -> shape.append(each.shape()).append('\n'));
		// How many names an index has depends on which of them are served
		return shape.toString().replaceAll("index\\d+ ?", "");
	}

	@Test
	void nothingBecomesADirectiveOfNginx() {
		List<String> shapes = shapes(ExportFormat.NGINX);
		int served = 0;
		for (int i = 0; i < 2000; i++) {
			Mount mount = oddMount();
			String shape = nginxShape(ExportFormat.NGINX.write(Mounts.of(mount)));
			assertThat(shapes).as("seed %d, %d: %s", SEED, i, mount).contains(shape);
			served += shape.equals(shapes.get(0)) || shape.equals(shapes.get(2)) ? 1 : 0;
		}
		assertThat(served).isBetween(300, 1990);
	}

	@ParameterizedTest
	@EnumSource
	void realParserFindsTheSameTree(ExportFormat format) throws Exception {
		List<String> shapes = new ArrayList<>();
		ExportedMounts served = Mounts.of(expected());
		ExportedMount mount = served.mounts().get(0);
		shapes.add(shape(format, format.write(served)));
		shapes.add(shape(format, format.write(Mounts.of(expected().withIndex()))));
		shapes.add(shape(format, format.write(new ExportedMounts(List.of(mount.passOn("for a test")), served.upstream(),
				served.listen(), null, false, null, served.internal()))));
		for (int i = 0; i < 40; i++) {
			Mount odd = oddMount();
			assertThat(shapes).as("seed %d, %d: %s", SEED, i, odd)
				.contains(shape(format, format.write(Mounts.of(odd))));
		}
	}

	private String shape(ExportFormat format, String text) throws IOException, InterruptedException {
		WebServer server = WebServer.valueOf(format.name());
		String configuration = server.write(this.directory, text).toString();
		return switch (format) {
			case NGINX -> {
				server.program()
					.run(this.directory, "-t", "-p", this.directory.toString(), "-c", configuration)
					.succeeds();
				yield nginxShape(text);
			}
			case APACHE -> {
				String dump = server.program()
					.run(this.directory, "-t", "-D", "DUMP_CONFIG", "-d", this.directory.toString(), "-f",
							configuration)
					.succeeds()
					.text();
				yield dump.lines()
					.map(String::strip)
					.filter((line) -> !line.startsWith("#"))
					.map((line) -> line.split("[ \"]", 2)[0])
					.collect(Collectors.joining("\n"));
			}
			case CADDY -> server.program()
				.run(this.directory, "adapt", "--config", configuration, "--adapter", "caddyfile")
				.succeeds()
				.text()
				.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "s");
		};
	}

}
