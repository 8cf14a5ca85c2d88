package dev.mediaboot.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import dev.mediaboot.MediaFile;
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
	 * @return the representation, or {@code null} when the client accepts none of them;
	 * every file but that of the representation is closed
	 */
	static @Nullable Representation select(Mount mount, Found found, @Nullable String acceptEncoding, Instant now)
			throws IOException {
		Representation selected = null;
		try {
			selected = representation(mount, found, acceptEncoding, now);
			return selected;
		}
		finally {
			if (selected == null || selected.file() != found.file()) {
				found.file().close();
			}
		}
	}

	private static @Nullable Representation representation(Mount mount, Found found, @Nullable String acceptEncoding,
			Instant now) throws IOException {
		String contentType = contentType(mount, found.path().extension());
		List<ContentCoding> codings = mount.precompressed() ? ContentCoding.accepted(acceptEncoding)
				: List.of(ContentCoding.IDENTITY);
		for (ContentCoding coding : codings) {
			if (coding == ContentCoding.IDENTITY) {
				return new Representation(found.file(), contentType, coding, Validators.of(found.file(), coding, now));
			}
			Representation sibling = sibling(mount, found, contentType, coding, now);
			if (sibling != null) {
				return sibling;
			}
		}
		return null;
	}

	private static @Nullable Representation sibling(Mount mount, Found found, String contentType, ContentCoding coding,
			Instant now) throws IOException {
		MediaFile file = mount.store().findSibling(found.path(), coding.suffix());
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

	private static String contentType(Mount mount, String extension) {
		String type = MediaTypes.of(extension, mount.types());
		// Neither CSP nor disposition keep a page from loading a script or a worker; with
		// "nosniff" its type does.
		return (mount.content() == Mount.Content.USER && MediaTypes.isScript(type))
				? MediaType.APPLICATION_OCTET_STREAM_VALUE : type;
	}

	private static boolean isOlder(MediaFile sibling, MediaFile original) {
		Instant modified = original.lastModified();
		if (modified == null && original.etag() == null) {
			// It is being changed, and nobody can tell what the sibling was made of.
			return true;
		}
		return modified != null && (sibling.lastModified() == null || sibling.lastModified().isBefore(modified));
	}

}
