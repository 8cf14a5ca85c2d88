package dev.mediaboot.export;

import java.io.PrintStream;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StandardServletEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExportEnvironment}.
 */
class ExportEnvironmentTests {

	private static final String LAZY = "spring.main.lazy-initialization";

	private final PrintStream output = System.out;

	private final StandardServletEnvironment environment = new StandardServletEnvironment();

	@AfterEach
	void restore() {
		System.setOut(this.output);
	}

	private void prepare(String format) {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of(ExportEnvironment.FORMAT, format)));
		new ExportEnvironment().postProcessEnvironment(this.environment, new SpringApplication());
	}

	@Test
	void applicationThatWritesTheConfigurationIsLazyAndLeavesStandardOutputToIt() {
		prepare("nginx");
		assertThat(this.environment.getProperty(LAZY)).isEqualTo("true");
		assertThat(System.out).isNotSameAs(this.output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void emptyFormatChangesNothing(String format) {
		prepare(format);
		assertThat(this.environment.getProperty(LAZY)).isNull();
		assertThat(System.out).isSameAs(this.output);
	}

	@Test
	void applicationInAServletContainerOfOthersIsLeftAlone() {
		this.environment.initPropertySources(new MockServletContext(), null);
		prepare("nginx");
		assertThat(this.environment.getProperty(LAZY)).isNull();
		assertThat(System.out).isSameAs(this.output);
	}

}
