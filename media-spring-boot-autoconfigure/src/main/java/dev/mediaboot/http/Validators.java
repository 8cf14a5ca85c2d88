package dev.mediaboot.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.mediaboot.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * The validators that distinguish one version of a representation from another (RFC 9110
 * §8.8).
 *
 * @param entityTag the strong entity tag in its quotes, or {@code null}
 * @param lastModified the time of the last modification in whole seconds, or {@code null}
 * @since 0.1.0
 */
public record Validators(@Nullable String entityTag, @Nullable Instant lastModified) {

	/**
	 * Returns the validators of a file in a content coding.
	 * @param file the file whose bytes are sent
	 * @param coding the content coding those bytes are in
	 * @param now the time of the response, which no reported modification is later than
	 * (RFC 9110 §8.8.2.1)
	 * @return the validators
	 */
	public static Validators of(MediaFile file, ContentCoding coding, Instant now) {
		String tag = (file.etag() != null && file.etag().indexOf('"') < 0) ? file.etag() : null;
		Instant modified = file.lastModified();
		if (modified != null) {
			// §8.8.2.1: a time in the future is replaced by that of the response
			boolean future = modified.isAfter(now);
			modified = (future ? now : modified).truncatedTo(ChronoUnit.SECONDS);
			if (modified.plus(1, ChronoUnit.SECONDS).isAfter(now) && (!future || tag == null)) {
				// §8.8.2.2: until its second has passed, another change may share the
				// date, and a client that holds the date could not detect it.
				modified = null;
			}
			else if (tag == null) {
				// The date is strong, except that all codings of a file share it
				// (§8.8.1). A tag distinguishes them, and keeps containers from adding a
				// tag of their own.
				tag = Long.toHexString(modified.getEpochSecond()) + "-" + Long.toHexString(file.length());
			}
		}
		return new Validators((tag != null) ? '"' + tag + coding.tagSuffix() + '"' : null, modified);
	}

	/**
	 * Whether there is a strong validator (RFC 9110 §8.8.1), so that parts of two
	 * versions are never combined. A strong date has already become a tag.
	 * @return {@code false} when only the whole may be sent
	 */
	public boolean strong() {
		return this.entityTag != null;
	}

}
