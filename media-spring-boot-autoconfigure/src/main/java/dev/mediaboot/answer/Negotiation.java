package dev.mediaboot.answer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.Representation;
import dev.mediaboot.http.Validators;
import dev.mediaboot.problem.ProblemListener;
import org.jspecify.annotations.Nullable;

/**
 * Selects the representation of a file that the client prefers (RFC 9110 §12.1).
 */
final class Negotiation {

	private Negotiation() {
	}

	/**
	 * Selects among the file and its precompressed siblings.
	 * @param problems receives the siblings that the application is not permitted to read
	 * @return the representation, or {@code null} when the client accepts none of them;
	 * every file except that of the representation is closed
	 */
	static @Nullable Representation select(MediaRegistry.Match match, ResolvedFile resolved,
			@Nullable String acceptEncoding, Instant now, ProblemListener problems) throws IOException {
		Representation selected = null;
		try {
			selected = representation(match, resolved, acceptEncoding, now, problems);
			return selected;
		}
		finally {
			if (selected == null || selected.file() != resolved.file()) {
				Body.closeQuietly(resolved.file());
			}
		}
	}

	private static @Nullable Representation representation(MediaRegistry.Match match, ResolvedFile resolved,
			@Nullable String acceptEncoding, Instant now, ProblemListener problems) throws IOException {
		String contentType = ContentPolicy.contentType(match.mount(), resolved.path());
		List<ContentCoding> codings = match.mount().policy().precompressed() ? ContentCoding.accepted(acceptEncoding)
				: List.of(ContentCoding.IDENTITY);
		for (ContentCoding coding : codings) {
			if (coding == ContentCoding.IDENTITY) {
				return new Representation(resolved.file(), contentType, coding,
						Validators.of(resolved.file(), coding, now));
			}
			Representation sibling = sibling(match, resolved, contentType, coding, now, problems);
			if (sibling != null) {
				return sibling;
			}
		}
		return null;
	}

	private static @Nullable Representation sibling(MediaRegistry.Match match, ResolvedFile resolved,
			String contentType, ContentCoding coding, Instant now, ProblemListener problems) throws IOException {
		MediaFile file = findSibling(match, resolved, coding.suffix(), problems);
		if (file == null) {
			return null;
		}
		Representation sibling = null;
		try {
			// An older sibling was compressed from another version of the file.
			if (!isOlder(file, resolved.file())) {
				sibling = new Representation(file, contentType, coding, Validators.of(file, coding, now));
			}
			return sibling;
		}
		finally {
			if (sibling == null) {
				file.close();
			}
		}
	}

	private static @Nullable MediaFile findSibling(MediaRegistry.Match match, ResolvedFile resolved, String suffix,
			ProblemListener problems) throws IOException {
		try {
			return match.store().findSibling(resolved.path(), suffix);
		}
		catch (AccessDeniedException ex) {
			Responder.reportUnreadable(problems, match.mount(), resolved.path().sibling(suffix), ex);
			return null;
		}
	}

	private static boolean isOlder(MediaFile sibling, MediaFile original) {
		Instant modified = original.lastModified();
		if (modified == null) {
			// A file that is changing at this moment has neither a time nor a tag, and
			// any sibling with a time is older. A file with a tag but no time has no
			// meaningful time to compare.
			return original.etag() == null && sibling.lastModified() != null;
		}
		return sibling.lastModified() == null || sibling.lastModified().isBefore(modified);
	}

}
