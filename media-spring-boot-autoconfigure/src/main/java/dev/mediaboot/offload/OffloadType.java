package dev.mediaboot.offload;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Who sends the files of a mount.
 *
 * @since 0.1.0
 */
public enum OffloadType {

	/**
	 * The application.
	 */
	NONE,

	/**
	 * nginx, which is told an internal URL in {@code X-Accel-Redirect}.
	 */
	X_ACCEL_REDIRECT,

	/**
	 * Apache with mod_xsendfile, which is told the path of the file in
	 * {@code X-Sendfile}.
	 */
	X_SENDFILE;

	/** Finds a type by its name in properties, however it is written. */
	static @Nullable OffloadType ofText(String text) {
		String name = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
		for (OffloadType type : values()) {
			if (type.name().equals(name)) {
				return type;
			}
		}
		return null;
	}

	/** Returns the name in properties. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
