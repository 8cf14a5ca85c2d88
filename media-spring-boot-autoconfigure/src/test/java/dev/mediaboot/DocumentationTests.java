package dev.mediaboot;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the documentation compile as they are printed.
 */
class DocumentationTests {

	private static final Path PROJECT = Path.of("..");

	private static final Pattern EXAMPLE = Pattern.compile("^```java\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern TYPE = Pattern.compile("^(?:public |final )*(?:class|record|interface) (\\w+)",
			Pattern.MULTILINE);

	/** For examples that leave their imports out. */
	private static final String IMPORTS = Stream
		.of("java.io.*", "java.net.*", "java.nio.file.*", "java.util.*", "dev.mediaboot.*",
				"org.junit.jupiter.api.io.*", "org.springframework.boot.*", "org.springframework.boot.autoconfigure.*",
				"org.springframework.context.annotation.*", "org.springframework.test.context.*")
		.map((name) -> "import " + name + ";\n")
		.reduce("", String::concat);

	@Test
	void thereAreExamples() throws IOException {
		assertThat(examples()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void examplesCompile(Example example, @TempDir Path classes) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath());
		assertThat(compiler.getTask(messages, null, null, options, null, example.sources()).call())
			.as(messages.toString())
			.isTrue();
	}

	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	static List<Example> examples() throws IOException {
		List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
		try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
			docs.filter((page) -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
		}
		List<Example> examples = new ArrayList<>();
		for (Path page : pages) {
			Matcher matcher = EXAMPLE.matcher(Files.readString(page));
			String before = "";
			while (matcher.find()) {
				examples.add(new Example(page.getFileName().toString(), matcher.group(1), before));
				before = TYPE.matcher(matcher.group(1)).find() ? matcher.group(1) : before;
			}
		}
		return examples;
	}

	/**
	 * An example, which may be a part of the class that the page has shown before.
	 */
	record Example(String page, String code, String before) {

		List<JavaFileObject> sources() {
			if (TYPE.matcher(this.code).find()) {
				return List.of(source(this.code));
			}
			if (this.code.contains("this.")) {
				int end = this.before.lastIndexOf('}');
				return List.of(source(this.before.substring(0, end) + this.code + "}"));
			}
			List<JavaFileObject> sources = new ArrayList<>(List.of(source("class Example {\n" + this.code + "}")));
			if (!this.before.isEmpty()) {
				sources.add(source(this.before));
			}
			return sources;
		}

		private static JavaFileObject source(String code) {
			Matcher name = TYPE.matcher(code);
			assertThat(name.find()).isTrue();
			// Imports by name come first, and win over those of whole packages.
			int firstType = Math.max(code.lastIndexOf("\nimport "), 0);
			int afterImports = (firstType > 0) ? code.indexOf('\n', firstType + 1) + 1
					: code.startsWith("import ") ? code.indexOf('\n') + 1 : 0;
			String text = code.substring(0, afterImports) + IMPORTS + code.substring(afterImports);
			return new SimpleJavaFileObject(URI.create("string:///" + name.group(1) + ".java"),
					JavaFileObject.Kind.SOURCE) {

				@Override
				public CharSequence getCharContent(boolean ignoreEncodingErrors) {
					return text;
				}

			};
		}

		@Override
		public String toString() {
			Matcher name = TYPE.matcher(this.code);
			return this.page + ": " + (name.find() ? name.group(1) : this.code.lines().findFirst().orElse(""));
		}

	}

}
