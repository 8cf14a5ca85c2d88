package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaLocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Includes the bundled media of the admin in native images.
 */
class MediaRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern(MediaLocation.ADMIN.substring("classpath:/".length()) + "**");
	}

}
