package dev.mediaboot.offload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InternalLocationTests {

	@Test
	void pageShowsTheWholeLocation() throws IOException {
		assertThat(Path.of("../docs/offload.md")).content()
			.contains(indented(InternalLocation.MISSING))
			.contains(indented(InternalLocation.of("/_media/srv/films/", "/srv/films/", List.of())));
	}

	private static String indented(String block) {
		return block.lines().map((line) -> "\t" + line + "\n").collect(Collectors.joining());
	}

	@Test
	void furtherFieldsAreRepeatedOnce() {
		String location = InternalLocation.of("/_media/srv/", "/srv/",
				List.of("X-Robots-Tag", "x-robots-tag", "etag", "Vary"));
		assertThat(location).containsOnlyOnce("add_header X-Robots-Tag $upstream_http_x_robots_tag;")
			.containsOnlyOnce("$upstream_http_etag;")
			.containsOnlyOnce("$upstream_http_vary;");
	}

	@Test
	void fieldThatNoVariableCanBeNamedAfterIsLeftOut() {
		assertThat(InternalLocation.of("/_media/srv/", "/srv/", List.of("X.Y", "X_Y", "X!", "X;}")))
			.doesNotContain("X.Y", "X_Y", "X!", "X;}");
	}

	@Test
	void locationIsInternalAndTakesPrecedence() {
		assertThat(InternalLocation.of("\"/_media/a b/\"", "\"/a b/\"", List.of()))
			.startsWith("location ^~ \"/_media/a b/\" {\n\tinternal;\n\talias \"/a b/\";\n")
			.endsWith(";\n}\n");
	}

}
