package dev.mediaboot.offload;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InternalLocationTests {

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
