package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.MediaTypes;
import dev.mediaboot.http.Representation;
import dev.mediaboot.http.Validators;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Selects the representation of a file that a client likes best (RFC 9110 §12.1).
 */
final class Negotiation {

	private Negotiation() {
	}

	/**
	 * Selects among the file and the precompressed ones beside it.
	 * @param listener is told of those that may not be read
	 * @return the representation, or {@code null} when the client accepts none of them;
	 * every file but that of the representation is closed
	 */
	static @Nullable Representation select(Mount mount, Found found, @Nullable String acceptEncoding, Instant now,
			AnswerListener listener) throws IOException {
		Representation selected = null;
		try {
			selected = representation(mount, found, acceptEncoding, now, listener);
			return selected;
		}
		finally {
			if (selected == null || selected.file() != found.file()) {
				BodyChannel.closeQuietly(found.file());
			}
		}
	}

	private static @Nullable Representation representation(Mount mount, Found found, @Nullable String acceptEncoding,
			Instant now, AnswerListener listener) throws IOException {
		String contentType = contentType(mount, found.path());
		List<ContentCoding> codings = mount.precompressed() ? ContentCoding.accepted(acceptEncoding)
				: List.of(ContentCoding.IDENTITY);
		for (ContentCoding coding : codings) {
			if (coding == ContentCoding.IDENTITY) {
				return new Representation(found.file(), contentType, coding, Validators.of(found.file(), coding, now));
			}
			Representation sibling = sibling(mount, found, contentType, coding, now, listener);
			if (sibling != null) {
				return sibling;
			}
		}
		return null;
	}

	private static @Nullable Representation sibling(Mount mount, Found found, String contentType, ContentCoding coding,
			Instant now, AnswerListener listener) throws IOException {
		MediaFile file = findSibling(mount, found.path(), coding.suffix(), listener);
		if (file == null) {
			return null;
		}
		Representation sibling = null;
		try {
			// An older one was made of another version of the file.
			if (!isOlder(file, found.file())) {
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

	private static @Nullable MediaFile findSibling(Mount mount, MediaPath path, String suffix, AnswerListener listener)
			throws IOException {
		try {
			return mount.store().findSibling(path, suffix);
		}
		catch (AccessDeniedException ex) {
			MediaRequestHandler.tellDenied(listener, mount, path.sibling(suffix), ex);
			return null;
		}
	}

	private static String contentType(Mount mount, MediaPath path) {
		String type = MediaTypes.of(path, mount.types());
		// Neither CSP nor disposition keep a page from loading a script or a worker; with
		// "nosniff" its type does.
		return (mount.content() == Mount.Content.USER && MediaTypes.isScript(type))
				? MediaType.APPLICATION_OCTET_STREAM_VALUE : type;
	}

	private static boolean isOlder(MediaFile sibling, MediaFile original) {
		Instant modified = original.lastModified();
		if (modified == null) {
			// Nothing is known of a file that changes at this moment, but that what has a
			// time was there before. A tag without a time belongs to one that means
			// nothing.
			return original.etag() == null && sibling.lastModified() != null;
		}
		return sibling.lastModified() == null || sibling.lastModified().isBefore(modified);
	}

}
