package dev.mediaboot.autoconfigure;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurationImportEvent;
import org.springframework.boot.autoconfigure.AutoConfigurationImportListener;

/**
 * Ends a start with a Spring Boot that is too old before anything else can. Half of our
 * conditions would not match there, and nothing would be served without a word; or both
 * Spring MVCs, the old one and the one that comes with the starter, would define the same
 * beans, and the advice would be to override them. So this uses only what Spring Boot 3
 * has as well, under the same names.
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
			super("Spring Boot " + OLDEST + " or later is needed, and this is " + version);
		}

	}

}
