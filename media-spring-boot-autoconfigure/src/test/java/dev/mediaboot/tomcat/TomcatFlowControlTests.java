package dev.mediaboot.tomcat;

import dev.mediaboot.web.FlowControlContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TomcatFlowControl}: what it does stands in
 * {@code FlowControlContract}.
 */
class TomcatFlowControlTests {

	@Test
	void theWindowsOfThisTomcatAreWhereTheyAreExpected() {
		assertThat(TomcatFlowControl.isKnown()).isTrue();
	}

}
