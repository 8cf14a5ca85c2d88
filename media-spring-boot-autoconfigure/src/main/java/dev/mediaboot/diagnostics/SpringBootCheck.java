package dev.mediaboot.diagnostics;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurationImportEvent;
import org.springframework.boot.autoconfigure.AutoConfigurationImportListener;

/**
 * Fails the start on a Spring Boot version that is too old, before anything else can
 * fail. On such a version, half of the conditions of this starter would not match, and it
 * would silently serve nothing; or the old Spring MVC and the one that comes with the
 * starter would define the same beans, and the failure analysis would advise overriding
 * them. This class therefore uses only what Spring Boot 3 provides under the same names.
 */
class SpringBootCheck implements AutoConfigurationImportListener {

	private static final int OLDEST = 4;

	@Override
	public void onAutoConfigurationImportEvent(AutoConfigurationImportEvent event) {
		check(SpringBootVersion.getVersion());
	}

	static void check(String version) {
		if (Integer.parseInt(version, 0, version.indexOf('.'), 10) < OLDEST) {
			throw new UnsupportedVersionException(version);
		}
	}

	@SuppressWarnings("serial")
	static final class UnsupportedVersionException extends RuntimeException {

		UnsupportedVersionException(String version) {
			super("media-spring-boot-starter requires Spring Boot " + OLDEST + " or later, but the application uses "
					+ version);
		}

	}

}
