package dev.mediaboot.answer;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ContentDispositions;
import dev.mediaboot.http.MediaTypes;

import org.springframework.http.MediaType;

/**
 * Decides what a browser may do with a file. Strangers may have written the file; the
 * browser may then display it, but must not run anything in it.
 *
 * @since 0.1.0
 */
public final class ContentPolicy {

	static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");

	private static final Field SANDBOX = new Field("Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; sandbox");

	private ContentPolicy() {
	}

	/**
	 * Returns the media type that a file is sent with.
	 * @param mount the mount
	 * @param path the path of the file
	 * @return the value of {@code Content-Type}
	 */
	public static String contentType(Mount mount, MediaPath path) {
		String type = MediaTypes.of(path, mount.policy().types());
		// Neither CSP nor Content-Disposition stops a page from loading the file as a
		// script or a worker; another media type does, together with "nosniff".
		return (mount.policy().content() == Mount.Content.USER && MediaTypes.isScript(type))
				? MediaType.APPLICATION_OCTET_STREAM_VALUE : type;
	}

	/**
	 * Returns what else is sent with a file, complete or in parts.
	 * @param mount the mount
	 * @param path the path of the file
	 * @return the fields that tell a browser what it may do with the file
	 */
	public static List<Field> fields(Mount mount, MediaPath path) {
		List<Field> fields = new ArrayList<>();
		addTo(fields, mount, path, contentType(mount, path));
		return fields;
	}

	static void addTo(List<Field> fields, Mount mount, MediaPath path, String contentType) {
		fields.add(NOSNIFF);
		boolean active = mount.policy().content() == Mount.Content.USER && !MediaTypes.isInert(contentType)
				&& !MediaTypes.isPdf(contentType);
		if (active) {
			fields.add(SANDBOX);
		}
		boolean attachment = (mount.policy().disposition() != null)
				? mount.policy().disposition() == Mount.Disposition.ATTACHMENT : active;
		if (attachment) {
			fields.add(new Field("Content-Disposition", ContentDispositions.attachment(path.name())));
		}
	}

}
