package dev.mediaboot.diagnostics;

import dev.mediaboot.diagnostics.SpringBootCheck.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A start with Spring Boot 3 itself is in {@link SpringBoot3IT}.
 */
class SpringBootCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "2.7.18", "3.5.16", "3.5.17-SNAPSHOT" })
	void versionsBeforeFourAreRefused(String version) {
		assertThatExceptionOfType(UnsupportedVersionException.class).isThrownBy(() -> SpringBootCheck.check(version))
			.withMessage(
					"media-spring-boot-starter requires Spring Boot 4 or later, but the application uses " + version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.0.0", "4.1.2", "4.2.0-M1", "10.0.0" })
	void versionsFromFourOnAreTaken(String version) {
		assertThatNoException().isThrownBy(() -> SpringBootCheck.check(version));
	}

	@Test
	void versionOfTheseTestsIsTaken() {
		assertThatNoException().isThrownBy(() -> SpringBootCheck.check(SpringBootVersion.getVersion()));
	}

}
