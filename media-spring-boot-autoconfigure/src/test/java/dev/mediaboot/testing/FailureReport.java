package dev.mediaboot.testing;

import java.util.List;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What somebody reads whose application does not start.
 *
 * @param description what is wrong
 * @param action what to do about it
 */
public record FailureReport(String description, String action) {

	private static final String DESCRIPTION = "Description:";

	private static final String ACTION = "Action:";

	public static FailureReport in(CapturedOutput output) {
		String report = output.getOut();
		assertThat(report).containsSubsequence("APPLICATION FAILED TO START", DESCRIPTION, ACTION);
		int description = report.indexOf(DESCRIPTION) + DESCRIPTION.length();
		int action = report.indexOf(ACTION, description);
		return new FailureReport(report.substring(description, action).strip(),
				report.substring(action + ACTION.length()).strip());
	}

	/**
	 * Starts a server with a mistake in its properties. It would tell of each bean that
	 * cannot be made.
	 */
	public static void assertIsTheOnlyError(Server server, String mistake, CapturedOutput output) {
		String[] properties = { "media.root=classpath:/META-INF/media/admin/", mistake, "logging.level.root=info" };
		assertThatException().isThrownBy(() -> server.start(List.of(), properties).close());
		assertThat(output.getOut()).contains("APPLICATION FAILED TO START", "Media cannot be mounted. ");
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).singleElement()
			.asString()
			.contains("LoggingFailureAnalysisReporter");
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("Exception encountered during context initialization");
	}

}
