package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.apache.catalina.connector.RequestFacade;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are processed ahead of time, for native images and others.
 */
class MediaAheadOfTimeTests {

	private static final RuntimeHints hints = new RuntimeHints();

	@TempDir
	private static Path directory;

	private static String output = "";

	@BeforeAll
	static void processGeneratedHints() {
		AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
		context.setServletContext(new MockServletContext());
		context.register(AheadOfTimeApplication.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(AheadOfTimeApplication.class)), new InMemoryGeneratedFiles(),
				hints);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
	}

	@BeforeAll
	static void runProcessedApplication() throws Exception {
		Path root = Files.createDirectory(directory.resolve("media"));
		Files.writeString(root.resolve("a.txt"), "from the disk");
		Path sources = directory.resolve("sources");
		Path classes = Files.createDirectory(directory.resolve("classes"));
		// As the plugins for Maven and Gradle do
		SpringApplicationAotProcessor.main(new String[] { AheadOfTimeApplication.class.getName(), sources.toString(),
				directory.resolve("resources").toString(), classes.toString(), "group", "artifact" });
		compile(sources, classes);
		output = run(classes, "--media.root=" + root, "--media.admin-prefix=/admin-media",
				"--media.cache-control.max-age=1h", "--media.mounts.docs.url=/docs", "--media.mounts.docs.root=" + root,
				"--media.mounts.docs.cors.allowed-origins=https://a.example");
	}

	@Test
	void applicationWasProcessedAheadOfTime() {
		assertThat(output).contains("processed: true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/media/a.txt", "/docs/a.txt", "/bean/a.txt", "/admin-media/admin.css" })
	void mountIsServed(String uri) {
		assertThat(output).contains(uri + ": 200");
	}

	@Test
	void policyIsBound() {
		assertThat(output).contains("Cache-Control max-age=3600");
	}

	@Test
	void applicationIsAskedForOtherPaths() {
		assertThat(output).contains("/other: 404");
	}

	@ParameterizedTest
	@ValueSource(strings = { "META-INF/media/admin/admin.css", "META-INF/media/admin/admin.js",
			"META-INF/media/admin/some/folder/some.png" })
	void bundledMediaOfTheAdminIsKept(String resource) {
		assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application.properties", "META-INF/MANIFEST.MF", "META-INF/media/other.css" })
	void nothingElseIsKept(String resource) {
		RuntimeHints own = new RuntimeHints();
		new MediaRuntimeHints().registerHints(own, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource().forResource(resource)).rejects(own);
	}

	@ParameterizedTest
	@ValueSource(classes = { MediaProperties.class, MediaProperties.MountProperties.class, CacheControlProperties.class,
			CorsProperties.class })
	void propertiesAreBoundByTheirConstructor(Class<?> properties) {
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(properties.getDeclaredConstructors()[0]))
			.accepts(hints);
	}

	@Test
	void connectionOfTomcatCanBeReached() throws NoSuchFieldException {
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(RequestFacade.class.getDeclaredField("request")))
			.accepts(hints);
	}

	private static void compile(Path sources, Path classes) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-cp",
				classes + System.getProperty("path.separator") + System.getProperty("java.class.path"), "-d",
				classes.toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(arguments::add);
		}
		int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(result).isZero();
	}

	private static String run(Path classes, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dspring.aot.enabled=true",
						"-cp", classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
						AheadOfTimeApplication.class.getName()));
		command.addAll(List.of(arguments));
		Path log = directory.resolve("output");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(log, StandardCharsets.UTF_8);
	}

}
