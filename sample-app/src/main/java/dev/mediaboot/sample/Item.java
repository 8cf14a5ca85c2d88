package dev.mediaboot.sample;

import java.time.Instant;
import java.util.Locale;

import dev.mediaboot.MediaPath;

import org.springframework.util.StringUtils;

/**
 * A file of the library, as the pages show it.
 *
 * @param path its path below the root of its mount
 * @param size its length in bytes
 * @param modified when it arrived or was last changed
 */
record Item(MediaPath path, long size, Instant modified) {

	public Kind kind() {
		return Kind.of(this.path);
	}

	public String title() {
		String words = StringUtils.stripFilenameExtension(this.path.name()).replace('-', ' ').replace('_', ' ');
		return StringUtils.capitalize(words);
	}

	public String format() {
		return this.path.extension().toUpperCase(Locale.ROOT);
	}

	public String readableSize() {
		if (this.size < 1000) {
			return this.size + " bytes";
		}
		boolean mega = this.size >= 1_000_000;
		return String.format(Locale.ROOT, mega ? "%.1f MB" : "%.0f kB", this.size / (mega ? 1e6 : 1e3));
	}

	public boolean uploaded() {
		return this.path.segments().size() == 2 && this.path.segments().get(0).equals(Library.UPLOADS);
	}

	/**
	 * Returns the path of the file with the same name and another extension.
	 * @param ending the extension, such as {@code .vtt}
	 * @return the path, whether or not there is such a file
	 */
	public String beside(String ending) {
		return StringUtils.stripFilenameExtension(this.path.toString()) + ending;
	}

}
