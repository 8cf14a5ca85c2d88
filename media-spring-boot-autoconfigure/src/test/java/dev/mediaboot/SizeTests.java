package dev.mediaboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages, classes and methods of the library stay small enough to be understood at
 * once. Lines are counted without comments, so that an explanation never makes a class
 * too large.
 */
class SizeTests {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final int TYPES_OF_A_PACKAGE = 15;

	private static final int LINES_OF_A_CLASS = 300;

	private static final int LINES_OF_A_METHOD = 40;

	private static final Set<String> LARGER_PACKAGES = Set.of(
			// The API: users import all of it from one place
			"dev.mediaboot");

	private static final Set<String> LONGER_METHODS = Set.of(
			// A list, one meter after the other
			"MediaMetrics.bind");

	@Test
	void packagesHaveAtMostFifteenTypes() throws IOException {
		Map<String, Long> larger = sources().stream()
			.filter((source) -> !source.endsWith("package-info.java"))
			.map((source) -> SOURCES.relativize(source.getParent()).toString().replace('/', '.'))
			.filter((name) -> !LARGER_PACKAGES.contains(name))
			.collect(Collectors.groupingBy((name) -> name, TreeMap::new, Collectors.counting()));
		larger.values().removeIf((count) -> count <= TYPES_OF_A_PACKAGE);
		assertThat(larger).as("Packages with more than %d types", TYPES_OF_A_PACKAGE).isEmpty();
	}

	@Test
	void classesHaveAtMostThreeHundredLines() throws IOException {
		Map<String, Long> larger = new TreeMap<>();
		for (Path source : sources()) {
			String name = source.getFileName().toString().replace(".java", "");
			long lines = code(Files.readAllLines(source)).stream().filter((code) -> code).count();
			if (lines > LINES_OF_A_CLASS) {
				larger.put(name, lines);
			}
		}
		assertThat(larger).as("Classes with more than %d lines", LINES_OF_A_CLASS).isEmpty();
	}

	@Test
	void methodsHaveAtMostFortyLines() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(sources()));
			Methods methods = new Methods(Trees.instance(task).getSourcePositions());
			for (CompilationUnitTree unit : task.parse()) {
				methods.scan(unit, code(Files.readAllLines(Path.of(unit.getSourceFile().toUri()))));
			}
			assertThat(methods.count).as("methods").isGreaterThan(500);
			assertThat(methods.longer).as("Methods with more than %d lines", LINES_OF_A_METHOD).isEmpty();
		}
	}

	@Test
	void linesWithCodeAreCounted() {
		assertThat(code(List.of("/** One. */", "/**", " * Two.", " */", "int a; // three", "", "// four", "}")))
			.containsExactly(false, false, false, false, true, true, false, true);
	}

	/** Tells for every line whether it is one of code, or an empty one between code. */
	private static List<Boolean> code(List<String> lines) {
		List<Boolean> code = new ArrayList<>();
		boolean comment = false;
		for (String line : lines) {
			String text = line.strip();
			boolean begins = text.startsWith("/*");
			code.add(!comment && !begins && !text.startsWith("//"));
			comment = (comment || begins) && !text.endsWith("*/");
		}
		return code;
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
		}
	}

	private static final class Methods extends TreePathScanner<Void, List<Boolean>> {

		private final SourcePositions positions;

		private final Map<String, Long> longer = new TreeMap<>();

		private int count;

		Methods(SourcePositions positions) {
			this.positions = positions;
		}

		@Override
		public Void visitMethod(MethodTree method, List<Boolean> code) {
			this.count++;
			CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
			String type = Path.of(unit.getSourceFile().toUri()).getFileName().toString().replace(".java", "");
			long first = unit.getLineMap().getLineNumber(this.positions.getStartPosition(unit, method));
			long last = unit.getLineMap().getLineNumber(this.positions.getEndPosition(unit, method));
			long lines = code.subList((int) first - 1, (int) last).stream().filter((each) -> each).count();
			String name = type + "." + method.getName();
			if (lines > LINES_OF_A_METHOD && !LONGER_METHODS.contains(name)) {
				this.longer.put(name, lines);
			}
			return super.visitMethod(method, code);
		}

	}

}
